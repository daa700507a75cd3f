import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { PairIndex } from '../../src/relationship/pair-index.ts';

test('finds what a map would find, however many pairs there are', () => {
  const person = fc.nat({ max: 60 });
  fc.assert(
    fc.property(fc.array(fc.tuple(person, person), { maxLength: 2000 }), (pairs) => {
      const rows: (readonly [number, number])[] = [];
      const index = new PairIndex(
        (pair) => rows[pair]?.[0] ?? -1,
        (pair) => rows[pair]?.[1] ?? -1,
      );
      const numbers = new Map<string, number>();
      for (const [low, high] of pairs) {
        const known = numbers.get(`${low} ${high}`);
        expect(index.find(low, high)).toBe(known);
        if (known !== undefined) continue;
        numbers.set(`${low} ${high}`, rows.push([low, high]) - 1);
        index.add(rows.length - 1);
      }
      expect(index.size).toBe(numbers.size);
    }),
    { numRuns: 30 },
  );
});

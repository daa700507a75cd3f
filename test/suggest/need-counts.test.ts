import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { type CountRow, type CustomerProfile, EVERYBODY, NeedCounts } from '../../src/suggest/index.ts';
import { count, customers } from './customers.ts';

const divisionOf = new Map([
  ['guards', 'Security'],
  ['badges', 'Security'],
  ['cleaning', 'Facility'],
]);

const profile: fc.Arbitrary<CustomerProfile> = fc.record({
  classes: fc
    .tuple(fc.constantFrom('industry A', 'industry B'), fc.constantFrom('size 1', 'size 2'))
    .map((pair) => [...pair]),
  products: fc.uniqueArray(fc.constantFrom('guards', 'badges', 'cleaning', 'lunch'), { maxLength: 4 }),
});

function sortedRows(counts: NeedCounts): string[] {
  return [...counts.rows()].map((row: CountRow) => JSON.stringify({ ...row, classes: [...row.classes].sort() })).sort();
}

test('a kind is counted by class, pair of classes, product and division', () => {
  const counts = count(
    [
      ...customers(3, ['industry A', 'size 1'], 'guards', 'cleaning'),
      ...customers(2, ['industry A', 'size 2'], 'guards'),
    ],
    divisionOf,
  );

  expect(counts.customers).toBe(5);
  expect(counts.holdersOf(EVERYBODY, 'guards')).toBe(5);
  expect(counts.customersOf({ classes: ['size 1', 'industry A'] })).toBe(3);
  expect(counts.holdersOf({ classes: ['industry A'] }, 'cleaning')).toBe(3);
  expect(counts.customersOf({ held: { type: 'division', name: 'Security' }, classes: ['size 2'] })).toBe(2);
  expect(counts.holdersOf({ held: { type: 'product', name: 'guards' }, classes: [] }, 'cleaning')).toBe(3);
  expect(counts.customersOf({ classes: ['industry Z'] })).toBe(0);
});

test('counts are right whatever order products are first met in', () => {
  fc.assert(
    fc.property(fc.array(profile, { maxLength: 20 }), (profiles) => {
      const counts = count(profiles, divisionOf);
      for (const product of ['guards', 'badges', 'cleaning', 'lunch']) {
        for (const text of ['industry A', 'size 2']) {
          const of = profiles.filter(({ classes }) => classes.includes(text));
          expect(counts.customersOf({ classes: [text] })).toBe(of.length);
          expect(counts.holdersOf({ classes: [text] }, product)).toBe(
            of.filter(({ products }) => products.includes(product)).length,
          );
        }
      }
    }),
  );
});

test('a won deal leaves the counts as if all had been counted anew, and names each row that changed', () => {
  fc.assert(
    fc.property(
      fc.array(profile, { maxLength: 10 }),
      profile,
      fc.constantFrom('guards', 'badges', 'lunch', 'new thing'),
      (others, before, product) => {
        const after = { ...before, products: [...new Set([...before.products, product])] };
        const counts = count([...others, before], divisionOf);
        const stored = NeedCounts.fromRows(counts.rows(), counts.baskets(), divisionOf);
        for (const change of counts.addWon(before, product)) stored.apply(change);
        const anew = sortedRows(count([...others, after], divisionOf));

        expect(sortedRows(counts)).toEqual(anew);
        expect(sortedRows(stored)).toEqual(anew);
      },
    ),
  );
});

test('counts come back from their rows', () => {
  const counts = count([...customers(4, ['industry A'], 'guards', 'lunch'), ...customers(1, [])], divisionOf);
  const back = NeedCounts.fromRows(counts.rows(), counts.baskets(), divisionOf);

  expect(sortedRows(back)).toEqual(sortedRows(counts));
  expect([...back.baskets()]).toEqual([...counts.baskets()]);
});

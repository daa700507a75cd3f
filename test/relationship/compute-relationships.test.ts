import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { AccountId, ContactId, UserId } from '../../src/ids.ts';
import { computeRelationships, defaultRelationshipPolicy as policy, type Fact } from '../../src/relationship/index.ts';
import { strengthAt } from '../../src/relationship/strength.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 20, 12);

const anna = 'anna' as UserId;
const ben = 'ben' as UserId;

function fact(kind: Fact['kind'], daysAgo: number, more: Partial<Fact> = {}): Fact {
  return {
    kind,
    at: NOW - daysAgo * DAY,
    colleague: anna,
    account: 'acme' as AccountId,
    contact: 'carla' as ContactId,
    ...more,
  };
}

function of(facts: Fact[], now = NOW): ReturnType<typeof computeRelationships>['relationships'] {
  return computeRelationships(facts, now, policy).relationships;
}

describe('what makes a tie', () => {
  test('a single recent call is some', () => {
    expect(of([fact('call', 3)])).toMatchObject([
      { colleague: anna, band: 'some', contact: 'carla', lastMonth: '2026-11' },
    ]);
  });

  test('a meeting a month for half a year is strong', () => {
    expect(of([5, 35, 65, 95, 125, 155].map((days) => fact('meeting', days)))[0]?.band).toBe('strong');
  });

  test('mail in one direction is no tie, however much of it there is', () => {
    expect(of(Array.from({ length: 50 }, (_, index) => fact('mail', index, { direction: 'out' })))).toEqual([]);
  });

  test('mail in both directions with the same contact is a tie', () => {
    expect(of([fact('mail', 4, { direction: 'out' }), fact('mail', 3, { direction: 'in' })])).toHaveLength(1);
  });

  test('an answer from one contact does not make mail to another two-way', () => {
    const toDora = fact('mail', 4, { direction: 'out', contact: 'dora' as ContactId });
    expect(of([toDora, fact('mail', 3, { direction: 'in' })])).toEqual([]);
  });

  test('a newsletter to 200 people counts almost nothing', () => {
    const mails = Array.from({ length: 20 }, (_, index) => fact('mail', index, { direction: 'out', recipients: 200 }));
    expect(of([...mails, fact('mail', 2, { direction: 'in', recipients: 200 })])).toEqual([]);
  });

  test('twenty mails on one day weigh less than mails on four days', () => {
    const mail = (daysAgo: number, direction: 'in' | 'out', colleague: UserId): Fact =>
      fact('mail', daysAgo, { direction, colleague });
    const burst = Array.from({ length: 20 }, (_, index) =>
      mail(1 + index / 1000, index % 2 === 0 ? 'in' : 'out', anna),
    );
    const spread = [1, 2, 3, 4].map((days) => mail(days, days % 2 === 0 ? 'in' : 'out', ben));
    expect(of([...burst, ...spread])[0]?.colleague).toBe(ben);
  });

  test('whoever owns the account can be asked, even after years of silence', () => {
    const { relationships, changesAt } = computeRelationships([fact('ownership', 1500)], NOW, policy);
    expect(relationships).toMatchObject([{ band: 'some' }]);
    expect(changesAt).toBeUndefined();
  });

  test('a planned meeting counts on the day it takes place, and says when to look again', () => {
    const planned = fact('meeting', -2);
    expect(computeRelationships([planned], NOW, policy)).toEqual({ relationships: [], changesAt: planned.at });
    expect(of([planned], planned.at)).toHaveLength(1);
  });
});

describe('reasons', () => {
  test('say kind, count in steps and last month, the weightiest first', () => {
    const facts = [
      fact('meeting', 40),
      fact('meeting', 70),
      ...[1, 2, 3, 4, 5].map((days) => fact('call', days)),
      fact('deal', 400),
    ];
    expect(of(facts)[0]?.reasons).toEqual([
      { kind: 'call', count: 'several times', month: '2026-11' },
      { kind: 'meeting', count: 'a few times', month: '2026-10' },
      { kind: 'deal', count: 'once', month: '2025-10' },
    ]);
  });

  test('are three at the most', () => {
    const kinds = ['meeting', 'call', 'deal', 'case', 'team', 'ownership'] as const;
    expect(of(kinds.map((kind) => fact(kind, 5)))[0]?.reasons).toHaveLength(3);
  });

  test('name the month of the last contact, not of the last deal', () => {
    expect(of([fact('call', 60), fact('deal', 1)])[0]?.lastMonth).toBe('2026-09');
  });
});

describe('time', () => {
  const someFacts = fc.array(
    fc.record({
      kind: fc.constantFrom<Fact['kind'][]>('meeting', 'call', 'deal', 'case'),
      daysAgo: fc.integer({ min: 0, max: 3000 }),
      colleague: fc.constantFrom(anna, ben, 'cem' as UserId),
      contact: fc.constantFrom('carla' as ContactId, 'dora' as ContactId),
    }),
    { minLength: 1, maxLength: 30 },
  );
  const toFacts = (drawn: { kind: Fact['kind']; daysAgo: number; colleague: UserId; contact: ContactId }[]): Fact[] =>
    drawn.map(({ kind, daysAgo, colleague, contact }) => fact(kind, daysAgo, { colleague, contact }));

  test('changes nothing before the announced moment, and changes a band right after it', () => {
    fc.assert(
      fc.property(someFacts, (drawn) => {
        const facts = toFacts(drawn);
        const { relationships, changesAt } = computeRelationships(facts, NOW, policy);
        if (changesAt === undefined) {
          expect(relationships).toEqual([]);
          return;
        }
        const bands = (at: number): string[] => of(facts, at).map(({ colleague, band }) => `${colleague} ${band}`);
        expect(bands(changesAt - 1000)).toEqual(bands(NOW));
        expect(bands(changesAt + 1000)).not.toEqual(bands(NOW));
      }),
    );
  });

  test('leaves strength as the plain sum of decayed weights says, when each day has one fact', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 700 }), { minLength: 1 }), (days) => {
        const plain = days.reduce(
          (sum, daysAgo) => sum + policy.weights.meeting * 2 ** (-daysAgo / policy.halfLifeDays),
          0,
        );
        const [relationship] = of(days.map((daysAgo) => fact('meeting', daysAgo)));
        if (plain < policy.bands.some * 0.999) expect(relationship).toBeUndefined();
        if (relationship !== undefined) {
          expect(strengthAt(relationship.logStrength, NOW, policy.halfLifeDays)).toBeCloseTo(plain, 6);
        }
      }),
    );
  });

  test('keeps its meaning over fifty years without leaving the range of numbers', () => {
    const [relationship] = of([fact('meeting', 0, { at: Date.UTC(2076, 0, 1) })], Date.UTC(2076, 0, 2));
    expect(relationship?.logStrength).toBeGreaterThan(0);
    expect(Number.isFinite(relationship?.logStrength)).toBe(true);
  });
});

test('the order in which facts arrive does not matter', () => {
  const facts = [
    fact('call', 1),
    fact('meeting', 9, { colleague: ben }),
    fact('mail', 2, { direction: 'in' }),
    fact('mail', 3, { direction: 'out' }),
  ];
  expect(of(facts.toReversed())).toEqual(of(facts));
});

import { describe, expect, test } from '@jest/globals';

import {
  type CustomerProfile,
  defaultSuggestPolicy,
  type LearnedNeeds,
  learnNeeds,
  type NeedCounts,
  suggestNeeds,
} from '../../src/suggest/index.ts';
import { count, customers, seededRandom } from './customers.ts';

const NOW = Date.UTC(2026, 5, 1);
const policy = defaultSuggestPolicy;
const LOGISTICS = ['industry Logistics', 'turnover over 5 M'];
const OTHERS = ['industry Trade', 'turnover up to 5 M'];

/** 41 large logistics customers with cleaning, 17 of which have guards; 9 of 80 others. */
const company = [
  ...customers(17, LOGISTICS, 'cleaning', 'guards'),
  ...customers(24, LOGISTICS, 'cleaning'),
  ...customers(30, OTHERS, 'cleaning'),
  ...customers(30, OTHERS, 'lunch'),
  ...customers(9, OTHERS, 'guards'),
  ...customers(11, OTHERS),
];

function learn(
  profiles: readonly CustomerProfile[],
  divisionOf?: ReadonlyMap<string, string>,
): [NeedCounts, LearnedNeeds] {
  const counts = count(profiles, divisionOf);
  return [counts, learnNeeds(counts, profiles, policy)];
}

const carrier = { classes: LOGISTICS, products: ['cleaning'], limit: 3 };

describe('what comes up', () => {
  const [counts, learned] = learn(company);

  test('a need that the kind of customer has clearly more often, with counts that can be recomputed', () => {
    const [first] = suggestNeeds(counts, learned, carrier, policy);

    expect(first?.product).toBe('guards');
    expect(first?.reasons).toEqual([
      'Of 41 customers with industry Logistics, 17 have guards; of the others, fewer than 10 of 80.',
    ]);
    expect(first?.contrast).toMatchObject({ group: 41, groupHolders: 17, population: 121, populationHolders: 26 });
  });

  test('nothing that the customer has, refused, or of which nothing speaks', () => {
    const has = { ...carrier, products: ['cleaning', 'guards'] };
    const refused = { ...carrier, excluded: new Set(['guards']) };
    const stranger = { ...carrier, classes: OTHERS };

    expect(suggestNeeds(counts, learned, has, policy)).toEqual([]);
    expect(suggestNeeds(counts, learned, refused, policy)).toEqual([]);
    expect(suggestNeeds(counts, learned, stranger, policy).map(({ product }) => product)).not.toContain('guards');
  });

  test('what is merely usual only where it is asked for, and said to be so', () => {
    const needs = suggestNeeds(counts, learned, { ...carrier, alsoUsual: true }, policy);

    expect(needs.map(({ product }) => product)).toEqual(['guards', 'lunch']);
    expect(needs[1]?.reasons).toEqual(['Of all 121 customers, 30 have lunch.']);
  });

  test('no more than were asked for', () => {
    expect(suggestNeeds(counts, learned, { ...carrier, alsoUsual: true, limit: 1 }, policy)).toHaveLength(1);
  });

  test('a rule that no longer holds is not quoted', () => {
    const later = count([...company, ...customers(300, OTHERS, 'guards')]);

    expect(suggestNeeds(later, learned, carrier, policy)).toEqual([]);
  });
});

test('no guess stands on fewer customers than the minimum', () => {
  const few = [...customers(9, LOGISTICS, 'guards'), ...customers(500, OTHERS, 'cleaning')];
  const [counts, learned] = learn(few);

  expect(learned.rules.filter(({ product }) => product === 'guards')).toEqual([]);
  expect(
    suggestNeeds(counts, learned, { ...carrier, alsoUsual: true }, policy).map(({ product }) => product),
  ).not.toContain('guards');
});

test('a narrower kind is no rule where it does not differ from the wider one', () => {
  const profiles = [
    ...customers(100, ['industry Logistics', 'size 1'], 'guards'),
    ...customers(100, ['industry Logistics', 'size 1']),
    ...customers(100, ['industry Logistics', 'size 2'], 'guards'),
    ...customers(100, ['industry Logistics', 'size 2']),
    ...customers(400, ['industry Trade', 'size 1']),
    ...customers(400, ['industry Trade', 'size 2']),
  ];
  const [, { rules }] = learn(profiles);

  expect(rules).toEqual([{ kind: { classes: ['industry Logistics'] }, product: 'guards' }]);
});

test('products of one division are compared among its own customers', () => {
  const divisionOf = new Map([
    ['guards', 'Security'],
    ['badges', 'Security'],
    ['alarm', 'Security'],
  ]);
  // Half of Security's customers have each product, whatever else they have; strangers have none.
  const mixes = [['guards'], ['badges'], ['guards', 'badges'], ['alarm']];
  const profiles = [...mixes.flatMap((mix) => customers(100, [], ...mix)), ...customers(2000, [])];

  expect(learn(profiles, divisionOf)[1].rules).toEqual([]);
  expect(learn(profiles)[1].rules).not.toEqual([]);
});

test('a sentence within a division counts the other customers of the division only', () => {
  const divisionOf = new Map([
    ['guards', 'Security'],
    ['badges', 'Security'],
  ]);
  const profiles = [
    ...customers(60, [], 'guards', 'badges'),
    ...customers(20, [], 'guards'),
    ...customers(15, [], 'badges'),
    ...customers(85, [], 'alarm'),
    ...customers(900, []),
  ];
  const [counts, learned] = learn(profiles, new Map([...divisionOf, ['alarm', 'Security']]));
  const needs = suggestNeeds(counts, learned, { classes: [], products: ['guards'], limit: 3 }, policy);

  expect(needs[0]?.reasons).toEqual([
    'Of 80 customers that have guards, 60 also have badges; of the other customers of Security, 15 in 100.',
  ]);
});

test('in a large company a small difference is no reason', () => {
  const profiles = [
    ...customers(3000, ['industry Logistics'], 'guards'),
    ...customers(7000, ['industry Logistics']),
    ...customers(2500, ['industry Trade'], 'guards'),
    ...customers(7500, ['industry Trade']),
  ];
  const [counts, learned] = learn(profiles);

  expect(learned.rules).toHaveLength(1);
  expect(suggestNeeds(counts, learned, { classes: ['industry Logistics'], products: [], limit: 3 }, policy)).toEqual(
    [],
  );
});

describe('evidence', () => {
  const [counts, learned] = learn(company);
  const asked = { kind: 'case', product: 'lunch', atMs: Date.UTC(2026, 4, 12) } as const;

  test('what somebody asked for comes up with its day, before what only the kind suggests', () => {
    const needs = suggestNeeds(counts, learned, { ...carrier, classes: OTHERS, evidence: [asked], nowMs: NOW }, policy);

    expect(needs[0]?.reasons[0]).toBe('They asked about lunch on 12 May 2026 (case).');
  });

  test('a fresh sign weighs more than an old one', () => {
    const share = (atMs: number): number =>
      suggestNeeds(counts, learned, { ...carrier, evidence: [{ ...asked, atMs }], nowMs: NOW }, policy).find(
        ({ product }) => product === 'lunch',
      )?.score ?? 0;

    expect(share(NOW)).toBeGreaterThan(share(Date.UTC(2025, 5, 1)));
  });

  test('a sign does not bring up what the customer has', () => {
    const has = { ...carrier, products: ['lunch'], evidence: [asked], nowMs: NOW };

    expect(suggestNeeds(counts, learned, has, policy).map(({ product }) => product)).not.toContain('lunch');
  });
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])('customers without structure get nothing rather than noise (seed %i)', (seed) => {
  const random = seededRandom(seed);
  const products = ['guards', 'badges', 'cleaning', 'waste', 'lunch', 'coffee'];
  const profiles = Array.from({ length: 2000 }, () => ({
    classes: [`industry ${String(Math.floor(random() * 12))}`, `size ${String(Math.floor(random() * 4))}`],
    products: products.filter(() => random() < 0.2),
  }));
  const [counts, learned] = learn(profiles);

  expect(learned).toMatchObject({ rules: [], kindWeight: 0 });
  for (const profile of profiles.slice(0, 50))
    expect(suggestNeeds(counts, learned, { ...profile, limit: 3, alsoUsual: true }, policy)).toEqual([]);
});

test('what was learned survives being stored as JSON', () => {
  const [counts, learned] = learn(company);
  const stored = JSON.parse(JSON.stringify(learned)) as LearnedNeeds;

  expect(suggestNeeds(counts, stored, carrier, policy)).toEqual(suggestNeeds(counts, learned, carrier, policy));
});

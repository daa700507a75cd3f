import { expect, test } from '@jest/globals';

import {
  askedKinds,
  type Learning,
  packLearning,
  toKind,
  unpackLearning,
} from '../../../src/pipeline/needs/packed-learning.ts';
import { EVERYBODY, type Kind, kindKey } from '../../../src/suggest/index.ts';

const ofDivision: Kind = { held: { type: 'division', name: 'security' }, classes: ['industry Logistics'] };
const ofProduct: Kind = { held: { type: 'product', name: 'guards' }, classes: [] };
const row = (kind: Kind, customers: number) => ({ kind: kindKey(kind), customers, holders: { guards: customers - 5 } });

const learning: Learning = {
  learnedMs: 1_795_168_830_034,
  rules: 'some rules',
  customers: 400,
  columns: [{ type: 'values', name: 'industry', values: ['Logistics'] }],
  learned: {
    rules: [{ kind: ofDivision, product: 'guards' }],
    threshold: 0.01,
    tests: 12,
    choice: { products: ['canteen', 'guards'], bias: [0.25, -1.5], weights: [[0, 1], [1, 0]] }, // prettier-ignore
    regression: { products: ['canteen', 'guards'], weights: [[0, 0.5], [0.25, 0]] }, // prettier-ignore
    kindWeight: 0.5,
  },
  lifts: { guards: 0.125 },
  kinds: [row(EVERYBODY, 400), row(ofDivision, 40)],
};

test('what was learned comes back from its text as it was', () => {
  expect(unpackLearning(packLearning(learning))).toEqual(learning);
});

test('more kinds than the field has room for: the largest stay', () => {
  const kinds = Array.from({ length: 19_000 }, (_, at) => {
    const name = Math.imul(at + 1, 0x9e3779b1).toString(36);
    return { kind: kindKey({ classes: [`industry ${name}`] }), customers: 30_000 - at, holders: { guards: at } };
  });
  const text = packLearning({ ...learning, kinds });
  expect(text.length).toBeLessThanOrEqual(131_072);
  const kept = unpackLearning(text)?.kinds ?? [];
  expect(kept.length).toBeGreaterThan(1_000);
  expect(kept).toEqual(
    kinds.slice(0, kept.length).map((one) => (one.holders.guards === 0 ? { ...one, holders: {} } : one)),
  );
});

test('a text that somebody has edited is none', () => {
  expect(unpackLearning('edited')).toBeUndefined();
});

test('everybody and kinds of enough customers are kept, largest first; those by single products are not', () => {
  const rows = [row(ofDivision, 9), row({ classes: ['country DE'] }, 20), row(ofProduct, 300), row(EVERYBODY, 400)];
  expect(askedKinds(rows, 10).map(({ kind, customers }) => [toKind(kind), customers])).toEqual([
    [EVERYBODY, 400],
    [{ classes: ['country DE'] }, 20],
  ]);
});

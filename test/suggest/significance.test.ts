import { expect, test } from '@jest/globals';

import { cautiousRate, chanceOfAtLeast, discoveryThreshold } from '../../src/suggest/significance.ts';

test.each([
  // Fisher's lady tasting tea: all four right, and at least three.
  { population: 8, populationHolders: 4, group: 4, groupHolders: 4, chance: 1 / 70 },
  { population: 8, populationHolders: 4, group: 4, groupHolders: 3, chance: 17 / 70 },
  { population: 10, populationHolders: 5, group: 3, groupHolders: 0, chance: 1 },
])('the chance of $groupHolders of $group is exact', ({ chance, ...counts }) => {
  expect(chanceOfAtLeast(counts)).toBeCloseTo(chance, 10);
});

test('large counts keep their precision', () => {
  const half = chanceOfAtLeast({ population: 1_000_000, populationHolders: 500_000, group: 1001, groupHolders: 501 });
  const rare = chanceOfAtLeast({ population: 1_000_000, populationHolders: 10_000, group: 5000, groupHolders: 150 });

  expect(half).toBeCloseTo(0.5, 6);
  expect(rare).toBeGreaterThan(0);
  expect(rare).toBeLessThan(1e-20);
});

test('more tests ask for smaller chances, and nothing is found where nothing is small', () => {
  expect(discoveryThreshold([0.001, 0.004, 0.2], 10, 0.05)).toBe(0.004);
  expect(discoveryThreshold([0.001, 0.004, 0.2], 1000, 0.05)).toBe(0);
  expect(discoveryThreshold([], 1000, 0.05)).toBe(0);
});

test('a rate from few cases is taken for less', () => {
  expect(cautiousRate(400, 1000)).toBeGreaterThan(cautiousRate(4, 10));
  expect(cautiousRate(0, 10)).toBeCloseTo(0, 10);
});

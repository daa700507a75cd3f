import { expect, test } from '@jest/globals';

import { fitItemRegression, regressionScores } from '../../src/suggest/item-regression.ts';

const products = ['canteen', 'guards', 'waste', 'vending'];
const baskets = [
  { products: ['guards', 'waste', 'canteen'], customers: 300 },
  { products: ['guards', 'waste'], customers: 500 },
  { products: ['canteen', 'guards'], customers: 100 },
  { products: ['waste'], customers: 400 },
  { products: ['vending', 'canteen'], customers: 40 },
  { products: [], customers: 900 },
];

test('no other weights predict a product better, with the penalty of a hundred customers on each tie', () => {
  const { weights } = fitItemRegression(products, baskets);
  for (const [target, name] of products.entries()) {
    // At the lowest sum of squares the gradient of each free weight is 0.
    for (const [free, other] of products.entries()) {
      if (free === target) continue;
      let gradient = 100 * (weights[free]?.[target] ?? NaN);
      for (const { products: held, customers } of baskets) {
        const guess = held.reduce((sum, item) => sum + (weights[products.indexOf(item)]?.[target] ?? NaN), 0);
        if (held.includes(other)) gradient -= customers * ((held.includes(name) ? 1 : 0) - guess);
      }
      expect(gradient).toBeCloseTo(0, 6);
    }
  }
});

test('two products that go with the same third do not count twice', () => {
  const model = fitItemRegression(products, baskets);
  const both = regressionScores(model, ['waste', 'canteen']).get('guards') ?? NaN;
  expect(both).toBeGreaterThan(0.5);
  expect(both).toBeLessThan(1.1);
});

test('a product that was never met is nobody’s reason', () => {
  expect(regressionScores(fitItemRegression(products, baskets), ['unheard of']).get('guards')).toBe(0);
});

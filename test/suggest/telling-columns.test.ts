import { expect, test } from '@jest/globals';

import { tellingColumns } from '../../src/suggest/index.ts';
import { seededRandom } from './customers.ts';

test('of many columns those stay that tell what customers have, in their order', () => {
  const random = seededRandom(3);
  const products = Array.from({ length: 600 }, () => (random() < 0.5 ? ['guards'] : ['lunch']));
  const noise = () => products.map(() => `noise ${String(Math.floor(random() * 20))}`);
  const telling = products.map(([product]) => (random() < 0.8 ? `likes ${String(product)}` : undefined));

  expect(tellingColumns([noise(), telling, noise()], products, 1)).toEqual([1]);
  expect(tellingColumns([noise(), telling, noise()], products, 3)).toEqual([0, 1, 2]);
});

import { expect, test } from '@jest/globals';

import { hideSmall } from '../../../src/pipeline/needs/results.ts';

test.each([
  ['all large', { a: 20, b: 30 }, { a: 20, b: 30 }],
  ['a small one takes the smallest other one along', { a: 3, b: 30, c: 40 }, { a: null, b: null, c: 40 }],
  ['two small ones hide each other', { a: 3, b: 4, c: 40 }, { a: null, b: null, c: 40 }],
  ['nothing is empty as well', { a: 0, b: 40 }, { a: null, b: 40 }],
])('%s', (_, parts, told) => {
  expect(hideSmall(parts, 10)).toEqual(told);
});

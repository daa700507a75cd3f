import { expect, test } from '@jest/globals';

import { namedNeeds } from '../../src/sync/named-needs.ts';

const needs = [
  { key: 'guards', families: ['Guarding'], keywords: ['guard', 'break-in', 'Wächter'] },
  { key: 'canteen', families: ['Canteen'], keywords: ['lunch for the'] },
  { key: 'empty', families: [], keywords: ['', '  ', '--'] },
];

test.each([
  ['Guards wanted', ['guards']],
  ['GUARD at the gate, and lunch  for the late shift', ['guards', 'canteen']],
  ['Break in at the depot', ['guards']],
  ['Ein Waechter', []],
  ['Ein Wachter fehlt', ['guards']],
  ['Newsletter: Canteen 2026-03', ['canteen']],
  ['Safeguarding our values', []],
  ['Invoice is wrong', []],
  ['', []],
])('%j names %j', (text, named) => {
  expect(namedNeeds(text, needs)).toEqual(named);
});

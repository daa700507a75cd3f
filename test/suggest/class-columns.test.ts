import { expect, test } from '@jest/globals';

import { classOf, readClassColumn } from '../../src/suggest/index.ts';

const repeat = (value: string, times: number): string[] => Array.from({ length: times }, () => value);

test('codes are used as they are, and those that few share are dropped', () => {
  const column = readClassColumn('age group', [...repeat('1', 10), ...repeat('2', 30), ...repeat('6', 9)], 10);

  expect(classOf(column, '2')).toBe('age group 2');
  expect(classOf(column, '6')).toBeUndefined();
  expect(classOf(column, '')).toBeUndefined();
});

test('amounts are cut at round numbers near their quartiles', () => {
  const amounts = Array.from({ length: 400 }, (_, index) => String(Math.round(100_000 * 1.015 ** index)));
  const column = readClassColumn('turnover', amounts, 10);

  expect(column).toMatchObject({ type: 'bands', edges: [500_000, 2_000_000, 10_000_000] });
  expect(classOf(column, '90000')).toBe('turnover up to 500,000');
  expect(classOf(column, '500000')).toBe('turnover up to 500,000');
  expect(classOf(column, '3000000')).toBe('turnover over 2 M up to 10 M');
  expect(classOf(column, '20000000')).toBe('turnover over 10 M');
  expect(classOf(column, 'unknown')).toBeUndefined();
});

test('names and addresses are no classes', () => {
  const column = readClassColumn(
    'name',
    Array.from({ length: 500 }, (_, index) => `Company ${String(index)}`),
    10,
  );

  expect(classOf(column, 'Company 7')).toBeUndefined();
});

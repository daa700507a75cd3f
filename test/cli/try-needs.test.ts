import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-needs-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, ...lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, lines.join('\n'));
  return path;
}

function args(customers: string, holdings: string, ...more: string[]): string[] {
  return ['src/main.ts', 'try', 'needs', '--customers', customers, '--holdings', holdings, ...more];
}

function answers(...given: Parameters<typeof args>): { id: string; needs: { product: string; reason: string }[] }[] {
  const text = execFileSync(process.execPath, args(...given, '--json'), { encoding: 'utf8' });
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; needs: { product: string; reason: string }[] });
}

const ids = Array.from({ length: 90 }, (_, index) => `k${String(index)}`);
const CUSTOMERS = ['customer;industry', ...ids.map((id, index) => `${id};${index % 3 === 0 ? 'Logistics' : 'Trade'}`)];
const HOLDINGS = [
  'customer,product',
  ...ids.filter((_, index) => index % 3 === 0 && index < 60).map((id) => `${id},guards`),
  ...ids.filter((_, index) => index % 2 === 0).map((id) => `${id},cleaning`),
  'stranger,cleaning',
  'stranger,cleaning',
];

test('each customer gets a line, strangers of the holdings too, with sentences in counts', () => {
  const lines = answers(file('customers.csv', ...CUSTOMERS), file('holdings.csv', ...HOLDINGS));

  expect(lines.map(({ id }) => id)).toEqual([...ids, 'stranger']);
  expect(lines.find(({ id }) => id === 'k75')?.needs[0]).toMatchObject({
    product: 'guards',
    reason: 'Of 30 customers with industry Logistics, 20 have guards; of the others, fewer than 10 of 61.',
  });
  expect(lines.find(({ id }) => id === 'stranger')?.needs.map(({ product }) => product)).not.toContain('cleaning');
});

test('a higher minimum says nothing from fewer customers', () => {
  const lines = answers(file('customers.csv', ...CUSTOMERS), file('holdings.csv', ...HOLDINGS), '--min', '25');

  expect(lines.flatMap(({ needs }) => needs)).toEqual([]);
});

test('for people it begins with what was learned, in words', () => {
  const given = args(file('customers.csv', ...CUSTOMERS), file('holdings.csv', ...HOLDINGS));
  const text = execFileSync(process.execPath, given, { encoding: 'utf8' });

  expect(text).toMatch(
    /1 rule found among \d+ looked at:\n {2}Of 30 customers with industry Logistics, 20 have guards; of the others, fewer than 10 of 61\.\n\nk0\n/,
  );
});

test.each([
  [
    'two lines for one customer',
    ['customer,kind', 'a,1', 'a,2'],
    ['customer,product', 'a,x'],
    /line 3 has customer a for the second time/,
  ],
  [
    'the two files the wrong way round',
    ['customer,product', 'a,x', 'a,y'],
    ['customer,kind', 'a,1'],
    /the wrong way round/,
  ],
  ['a holding without product', ['customer', 'a'], ['customer,product', 'a,'], /line 2 has no product/],
  ['no column of products', ['customer', 'a'], ['customer,colour', 'a,x'], /has no column product/],
  [
    'holdings of other customers',
    ['customer', 'a'],
    ['customer,product', 'b,x'],
    /names no customer of .*Write the same ids in both files/s,
  ],
  ['ragged lines', ['customer,kind', 'a'], ['customer,product', 'a,x'], /line 2/],
])('%s: the message names the place, and the exit code is 2', (_, customers, holdings, message) => {
  const done = spawnSync(process.execPath, args(file('c.csv', ...customers), file('h.csv', ...holdings)), {
    encoding: 'utf8',
  });

  expect(done.stderr).toMatch(message);
  expect(done.status).toBe(2);
});

test('too few customers are no reason to say that nothing goes together', () => {
  const given = args(file('few.csv', 'customer', 'a', 'b'), file('held.csv', 'customer,product', 'a,x', 'b,x'));

  expect(execFileSync(process.execPath, given, { encoding: 'utf8' })).toMatch(/too few.*fewer than 10/);
});

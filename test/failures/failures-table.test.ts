import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from '@jest/globals';

import { effectKinds } from '../../src/devorg/faults/index.ts';

/** Salesforce failures that are known to break plugins, numbered. */
const KNOWN_FAILURES = 83;

const page = readFileSync('docs/failures.md', 'utf8');
const lines = page.split('\n').flatMap((line) => {
  const cells = line.split('|').map((cell) => cell.trim());
  const number = Number(cells[1]);
  return Number.isInteger(number) && number > 0 ? [{ number, does: cells[3] ?? '', tests: cells[5] ?? '' }] : [];
});
const named = [...page.matchAll(/`(test\/[^`]+\.test\.ts)`: “([^”]+)”/g)].map(([, file = '', title = '']) => ({
  file,
  title,
}));

test('the page has a line for each failure, once and in order', () => {
  expect(lines.map(({ number }) => number)).toEqual(Array.from({ length: KNOWN_FAILURES }, (_, index) => index + 1));
});

test('a line without a test says why', () => {
  const silent = lines.filter(
    ({ does, tests }) => !tests.includes('“') && !/\*\*(Does not apply|Not yet)\.\*\* ./.test(does),
  );
  expect(silent).toEqual([]);
});

test('every test that is named exists', () => {
  expect(named.length).toBeGreaterThan(60);
  const missing = named.filter(({ file, title }) => !readFileSync(file, 'utf8').replaceAll("\\'", "'").includes(title));
  expect(missing).toEqual([]);
});

test('every fault of the org in a box is on its page, and made to happen in some test', () => {
  const manual = readFileSync('docs/org-in-a-box.md', 'utf8');
  const tests = ['test/failures', 'test/devorg/faults']
    .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)))
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const kinds = effectKinds.map(({ kind }) => kind);
  expect(kinds.filter((kind) => !manual.includes(`\`${kind}\``))).toEqual([]);
  expect(kinds.filter((kind) => !tests.includes(`'${kind}'`))).toEqual([]);
});

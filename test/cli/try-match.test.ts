import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';

import { runCommandHere } from '../flows/support/command-here.ts';

// Each is a process of its own, on machines that do other things too.
jest.setTimeout(60_000);

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'try-match-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function write(name: string, lines: readonly string[]): string {
  const file = join(folder, name);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

/** Three customers: one with three rows, one with two, one with one. The truth is in the first letter of the id. */
const accounts = [
  'Id,Name,BillingStreet,BillingCity,BillingPostalCode,Phone,Website',
  'A1,Nordhafen Logistik GmbH,Hafenstr. 12,Hamburg,20457,+49 40 1234567,www.nordhafen.example',
  'A2,NORDHAFEN LOGISTIK,Hafenstraße 12,Hamburg,20457,040 1234567,',
  'A3,Nordhafen Logistk,Hafenstr. 12,Hamburg,20457,,https://nordhafen.example/start',
  'B1,"Kaufmann & Söhne, KG",Am Wall 3,Bremen,28195,0421 998877,kaufmann-soehne.example',
  'B2,Kaufmann und Soehne,Am Wall 3,Bremen,28195,+49 421 998877,',
  'C1,Rabenstein Bau AG,Lindenweg 7,Köln,50667,0221 445566,rabenstein.example',
];

interface Answer {
  readonly clusters: readonly (readonly string[])[];
  readonly pairs: readonly {
    readonly a: string;
    readonly b: string;
    readonly judgement: string;
    readonly score: number;
    readonly evidence: readonly string[];
  }[];
}

async function json(args: readonly string[]): Promise<Answer> {
  const { code, stdout, stderr } = await runCommandHere(['try', 'match', ...args, '--json'], {
    environment: {},
    folder,
  });
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Answer;
}

const sorted = (clusters: Answer['clusters']): string[] => clusters.map((ids) => ids.toSorted().join(' ')).sort();

test('a Data Loader export needs no options', async () => {
  const answer = await json([write('accounts.csv', accounts)]);
  expect(Object.keys(answer).sort()).toEqual(['clusters', 'pairs']);
  expect(sorted(answer.clusters)).toEqual(['A1 A2 A3', 'B1 B2', 'C1']);
  for (const pair of answer.pairs) {
    expect(Object.keys(pair).sort()).toEqual(['a', 'b', 'evidence', 'judgement', 'score']);
    expect(['same', 'unsure']).toContain(pair.judgement);
    expect(pair.score).toBeGreaterThan(0);
    expect(pair.score).toBeLessThanOrEqual(1);
    expect(pair.evidence.length).toBeGreaterThan(0);
  }
  const [kaufmann] = answer.pairs.filter(({ a, b }) => [a, b].sort().join(' ') === 'B1 B2');
  expect(kaufmann).toMatchObject({ judgement: 'same' });
  expect(kaufmann?.evidence).toContain('same phone');
});

test('columns of other systems are named, and the id may stand anywhere', async () => {
  const lines = accounts.map((line, index) => {
    const [id = '', ...rest] = line.split(',');
    return index === 0 ? 'Site_name,Road,Town,Zip,Tel,Web,Key' : [...rest, id].join(',');
  });
  const file = write(
    'sites.csv',
    lines.filter((line) => !line.includes('"')),
  );
  const maps = ['name=Site_name', 'street=Road', 'city=Town', 'postcode=Zip', 'phone=Tel', 'web=Web'];
  const answer = await json([file, '--id', 'Key', ...maps.flatMap((map) => ['--map', map])]);
  expect(sorted(answer.clusters)).toEqual(['A1 A2 A3', 'B2', 'C1']);
});

test('a person reads groups and a summary', async () => {
  const file = write('accounts.csv', accounts);
  const { code, stdout } = await runCommandHere(['try', 'match', file], { environment: {}, folder });
  expect(code).toBe(0);
  for (const name of ['Nordhafen', 'Kaufmann']) expect(stdout).toContain(name);
  expect(stdout).toMatch(/6 .*3 /s);
  expect(stdout).not.toContain('undefined');
});

test.each([
  ['a file that is not there', ['nowhere.csv'], /nowhere\.csv/],
  ['a column to map that is not there', ['accounts.csv', '--map', 'name=Nme'], /Nme/],
  ['a kind of column that does not exist', ['accounts.csv', '--map', 'colour=Name'], /colour/],
  ['an id column that is not there', ['accounts.csv', '--id', 'Key'], /Key/],
  ['an empty file', ['empty.csv'], /empty/i],
])('%s is named, with what to do', async (_, args, named) => {
  write('accounts.csv', accounts);
  writeFileSync(join(folder, 'empty.csv'), '');
  const { code, stdout, stderr } = await runCommandHere(['try', 'match', ...args], { environment: {}, folder });
  expect(code).not.toBe(0);
  expect(stdout).toBe('');
  expect(stderr).toMatch(named);
  expect(stderr).not.toMatch(/\bat .*\.ts:\d+/);
});

test('rows of which hardly anything is known stand alone', async () => {
  const answer = await json([write('gaps.csv', [...accounts, 'D1,,,,,,', 'D2,,,,,,'])]);
  expect(sorted(answer.clusters)).toEqual(['A1 A2 A3', 'B1 B2', 'C1', 'D1', 'D2']);
});

test.each<[string, (text: string) => Buffer]>([
  ['of a spreadsheet under Windows', (text) => Buffer.from(text, 'latin1')],
  ['in UTF-8 with a mark', (text) => Buffer.from(`\uFEFF${text}`)],
  ['in UTF-16', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
])('a German file %s is read as it is', async (_, encode) => {
  const rows = ['Kennung;Firma;Straße;PLZ;Ort', '1;Müller Bau GmbH;Hauptstr. 5;10115;Berlin'];
  const text = [...rows, '2;Mueller Bau;Hauptstraße 5;10115;Berlin', '3;Bäcker AG;Ring 1;80331;München', ''].join(
    '\r\n',
  );
  const file = join(folder, 'german.csv');
  writeFileSync(file, encode(text));
  const { code, stdout } = await runCommandHere(['try', 'match', file], { environment: {}, folder });
  expect(code).toBe(0);
  expect(stdout).toContain('Columns: Firma = name, Straße = street, PLZ = postcode, Ort = city\n');
  expect(stdout).toContain('1 Müller Bau GmbH\n  = 2 Mueller Bau');
});

test('columns that say nothing are named', async () => {
  const file = write('remarks.csv', ['Id,Name,Rowid', 'A1,Nordhafen,1', 'A2,Kaufmann,2']);
  const { stdout } = await runCommandHere(['try', 'match', file], { environment: {}, folder });
  expect(stdout).toContain('Not used: Rowid (--map');
});

test('an id that comes twice is named with both lines', async () => {
  const file = write('twice.csv', ['Id,Name', 'A1,Nordhafen', 'A2,Kaufmann', 'A1,Rabenstein']);
  const { code, stderr } = await runCommandHere(['try', 'match', file], { environment: {}, folder });
  expect(code).not.toBe(0);
  expect(stderr).toMatch(/line 4 .* line 2: A1/);
});

test('a branch is another customer than the account that its parent column names', async () => {
  const branch = 'C2,Rabenstein Bau AG,Lindenweg 7,Köln,50667,0221 445566,rabenstein.example';
  const withParent = [`${accounts[0] ?? ''},ParentId`, ...accounts.slice(1).map((row) => `${row},`), `${branch},C1`];
  const linked = await json([write('branches.csv', withParent)]);
  expect(linked.clusters.find((ids) => ids.includes('C2'))).not.toContain('C1');
  const unlinked = await json([write('no-branches.csv', [...accounts, branch])]);
  expect(unlinked.clusters.find((ids) => ids.includes('C2'))).toContain('C1');
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { readActivities } from '../../src/cli/read-activities.ts';
import { type Ended, runCommand } from '../flows/support/command.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-knows-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, ...lines: string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

const knows = (...args: string[]): Promise<Ended> => runCommand(['try', 'knows', ...args], { environment: {}, folder });

interface Answer {
  readonly id: string;
  readonly knownBy: readonly { id: string; score: number; reasons: string[] }[];
  readonly nearest: readonly { id: string; score: number; reasons: string[] }[];
}

async function answers(...args: string[]): Promise<Map<string, Answer>> {
  const { stdout, stderr, code } = await knows(...args, '--json');
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  const lines = stdout.trim().split('\n');
  return new Map(lines.map((line) => JSON.parse(line) as Answer).map((answer) => [answer.id, answer]));
}

const ACTIVITIES = [
  'at,from,to,kind,direction,recipients',
  '2026-09-01T10:00:00Z,anna,kim,email,out,1',
  '2026-09-02T10:00:00Z,anna,kim,email,in,1',
  '2026-09-03T10:00:00Z,ben,kim,meeting,,',
  '2026-09-04T10:00:00Z,ben,lee,call,out,',
  '2026-11-01T10:00:00Z,cem,kim,meeting,,',
];
const PEOPLE = ['person,division', 'anna,North', 'ben,South', 'cem,South', 'zoe,North'];

test('one line for each person says who knows them and why, and who is nearest', async () => {
  const answer = (await answers(write('a.csv', ...ACTIVITIES), '--at', '2026-10-01')).get('kim');
  expect(answer?.knownBy.map(({ id, reasons }) => [id, reasons])).toEqual([
    ['ben', ['meetings on one day, last in September 2026']],
    ['anna', ['mails on a few days, last in September 2026']],
  ]);
  expect(answer?.nearest).toMatchObject([{ id: 'lee', reasons: ['in contact with ben'] }]);
});

test('what happened after the date is left out', async () => {
  const people = await answers(write('a.csv', ...ACTIVITIES), '--at', '2026-10-01');
  expect(people.has('cem')).toBe(false);
});

test('no more than asked for are named', async () => {
  const people = await answers(write('a.csv', ...ACTIVITIES), '--top', '1');
  for (const { knownBy, nearest } of people.values()) {
    expect(knownBy.length).toBeLessThanOrEqual(1);
    expect(nearest.length).toBeLessThanOrEqual(1);
  }
});

test('with divisions only colleagues of others are named, and people without activity are there too', async () => {
  const people = await answers(write('a.csv', ...ACTIVITIES), '--people', write('p.csv', ...PEOPLE));
  expect(people.get('kim')?.knownBy.map(({ id }) => id)).toEqual(['cem', 'ben', 'anna']);
  expect(people.get('ben')).toMatchObject({ knownBy: [], nearest: [{ id: 'anna' }] });
  expect(people.get('zoe')).toEqual({ id: 'zoe', knownBy: [], nearest: [] });
});

test('quotes, semicolons, Windows line ends and any order of lines make no difference', async () => {
  const plain = await answers(write('a.csv', ...ACTIVITIES));
  const [header = '', ...rows] = ACTIVITIES;
  const other = [header, ...rows.toReversed()].map((line) => line.replace('anna', '"anna"').replaceAll(',', ';'));
  expect(await answers(write('b.csv', other.join('\r\n')))).toEqual(plain);
});

test('without --json a person can read it', async () => {
  const { stdout } = await knows(write('a.csv', ...ACTIVITIES), '--at', '2026-10-01', '--top', '1');
  expect(stdout).toContain('kim\n  ben: meetings on one day, last in September 2026\n');
});

test.each([
  ['yesterday,anna,kim,email,out,1', 'line 2: at is "yesterday"'],
  ['2026-09-01,,kim,email,out,1', 'line 2: from is ""'],
  ['2026-09-01,anna,kim,fax,out,1', 'line 2: kind is "fax"'],
  ['2026-09-01,anna,kim,email,out,none', 'line 2: recipients is "none"'],
])('a line that is wrong is named: %s', async (line, words) => {
  await expect(readActivities(write('c.csv', ACTIVITIES[0] ?? '', line))).rejects.toThrow(words);
});

test('a missing column is named with what the file has', async () => {
  const { code, stderr } = await knows(write('d.csv', 'at,from,to', '2026-09-01,anna,kim'));
  expect(code).toBe(2);
  expect(stderr).toContain('has no column kind; its columns are at, from, to');
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from '@jest/globals';

/** All of the service; the org in a box answers queries and asks none. */
const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('devorg'))
  .map((file) => join('src', file));

/** Folders whose statements are for PostgreSQL. */
const SQL = /^src\/store\//;

/** A text that asks for something: what stands before its quote, and the object or table that it names. */
const QUERIES = /([\w)]*)['"`]\s*\(?\s*SELECT\s[^;]*?\sFROM\s+(\S+)/g;

/** Our own tables are written small, objects of Salesforce are not. */
const TABLE = /^[a-z_]+$/;

function outsideTheTag(file: string): string[] {
  const source = readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  return untagged(source);
}

function untagged(source: string): string[] {
  return [...source.matchAll(QUERIES)]
    .filter(([, before, from]) => before !== 'soql' && !TABLE.test(from!))
    .map(([text]) => text);
}

test('the search finds a query that is put together by hand, and lets one through the tag pass', () => {
  const found = (text: string): number => untagged(text).length;
  expect(found("const query = 'SELECT Id FROM Account WHERE Name = ' + name;")).toBe(1);
  expect(found('rest.query(`SELECT Id FROM ${object}`)')).toBe(1);
  expect(found("database.query('SELECT id FROM held_row WHERE id = $1')")).toBe(0);
  expect(found('const query = soql`SELECT Id FROM Account WHERE Name = ${name}`;')).toBe(0);
});

test('no query to Salesforce is built but by the escaping tag', () => {
  const asking = files.filter((file) => !SQL.test(file));
  expect(asking.length).toBeGreaterThan(100);
  expect(asking.filter((file) => /soql`SELECT/.test(readFileSync(file, 'utf8'))).length).toBeGreaterThan(1);
  const found = asking.flatMap((file) => outsideTheTag(file).map((text) => ({ file, text })));
  expect(found).toEqual([]);
});

test('nothing turns the verification of certificates off', () => {
  const off =
    /rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED|checkServerIdentity|insecureHTTPParser|setDefaultCACertificates/;
  expect(files.filter((file) => off.test(readFileSync(file, 'utf8')))).toEqual([]);
});

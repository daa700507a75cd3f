import { expect, test } from '@jest/globals';
import { parseQuery } from '@jetstreamapp/soql-parser-js';
import fc from 'fast-check';

import { parseSoql } from '../../../src/devorg/soql/parse-soql.ts';
import type { LiftedLiteral } from '../../../src/devorg/soql/query-tree.ts';
import { readQuery } from '../../../src/devorg/soql/read-parsed-query.ts';
import { QueryErrors } from '../../../src/devorg/soql/soql-errors.ts';

/** The tree with every literal back in its place. */
function filled(value: unknown, literals: readonly LiftedLiteral[]): unknown {
  if (Array.isArray(value)) return value.map((item) => filled(item, literals));
  if (typeof value !== 'object' || value === null) return value;
  const entries = value as Record<string, unknown>;
  if (entries['type'] === 'slot') {
    const literal = literals[Number(entries['index'])];
    return Array.isArray(literal) ? { type: 'list', items: literal } : literal;
  }
  return Object.fromEntries(Object.entries(entries).map(([key, one]) => [key, filled(one, literals)]));
}

function lifted(text: string): unknown {
  const { query, literals } = parseSoql(text);
  return filled(query, literals);
}

function whole(text: string): unknown {
  return readQuery(parseQuery(text), new QueryErrors(text));
}

const QUERIES = [
  `SELECT Id FROM Account WHERE Name = 'it\\'s' AND NumberOfEmployees > 5 LIMIT 10 OFFSET 20`,
  `SELECT Id FROM Account WHERE Name IN ('a', 'b\\\\', 'c,d)') OR Id NOT IN (SELECT AccountId FROM Contact WHERE LastName LIKE 'x\\%%')`,
  `SELECT Id FROM Account WHERE CreatedDate >= 2026-01-02T03:04:05Z AND LastActivityDate IN (2026-01-01, null)`,
  `SELECT Id FROM Account WHERE CreatedDate = LAST_N_DAYS:30 AND LastActivityDate < TODAY AND AnnualRevenue = -1.50`,
  `SELECT Id, (SELECT Id FROM Contacts WHERE LastName != 'x' LIMIT 3) FROM Account WHERE IsDeleted = false`,
  `SELECT Name, COUNT(Id) n FROM Account GROUP BY Name HAVING COUNT(Id) > 1 AND MAX(NumberOfEmployees) < 9 ORDER BY COUNT(Id) DESC`,
  `SELECT Id FROM Account WHERE (NOT (Name = 'a' OR Name = 'b')) AND AnnualRevenue IN (1, 2.5, -3)`,
  `SELECT Id FROM Opportunity WHERE Amount > USD5000 AND CALENDAR_YEAR(CloseDate) = 2026 AND IsWon = TRUE`,
  `SELECT Id FROM Account WHERE Name = '2026-01-01' OR Name = 'LIMIT 5' OR Name = '~S0~x' OR Name = ''`,
];

test.each(QUERIES)('reads the values of a known shape as the parser reads the whole text: %s', (text) => {
  expect(lifted(text)).toEqual(whole(text));
  expect(lifted(text)).toEqual(whole(text));
});

test('puts every value back where it was, whatever it contains', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 12 });
  const quoted = (value: string): string =>
    `'${value
      .replaceAll('\\', String.raw`\\`)
      .replaceAll("'", String.raw`\'`)
      .replaceAll('\n', String.raw`\n`)}'`;
  const number = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => Math.round(value * 100) / 100);
  fc.assert(
    fc.property(
      text,
      fc.array(text, { minLength: 1, maxLength: 4 }),
      number,
      fc.nat(100),
      (name, names, revenue, limit) => {
        const soql =
          `SELECT Id FROM Account WHERE Name = ${quoted(name)} AND AnnualRevenue < ${revenue.toFixed(2)} ` +
          `AND (Site IN (${names.map(quoted).join(', ')}) OR Site LIKE ${quoted(name)}) LIMIT ${String(limit)}`;
        const tree = JSON.stringify(lifted(soql));
        expect(tree).toContain(JSON.stringify({ type: 'string', value: name }).slice(0, -1));
        for (const one of names) expect(tree).toContain(JSON.stringify({ type: 'string', value: one }).slice(0, -1));
        expect(tree).toContain(`"limit":{"type":"number","value":${String(limit)}}`);
        expect(tree).toContain(JSON.stringify({ type: 'number', value: Number(revenue.toFixed(2)) }));
      },
    ),
    { numRuns: 200 },
  );
});

test('parses a shape once and then only its values', () => {
  const query = (index: number): string =>
    `SELECT Id, Name, Phone FROM Account WHERE Site = 'x${String(index)}' LIMIT ${String(index)}`;
  expect(parseSoql(query(1)).query).toBe(parseSoql(query(2)).query);
  const ids = (count: number): string => `SELECT Id FROM Account WHERE Fax IN (${Array(count).fill(`'a'`).join(',')})`;
  expect(parseSoql(ids(1)).query).toBe(parseSoql(ids(400)).query);
});

test.each([
  [
    'SELECT Id FORM Account',
    `\nSELECT Id FORM Account\n               ^\nERROR at Row:1:Column:16\nunexpected token: 'Account'`,
  ],
  ['SELECT Id FROM', `\nSELECT Id FROM\n              ^\nERROR at Row:1:Column:15\nunexpected token: '<EOF>'`],
  [
    `SELECT Id FROM Account WHERE Name = 'a\\x'`,
    `Invalid string literal 'a\\x'. Illegal character sequence '\\x' in string literal.`,
  ],
  [`SELECT Id FROM Account WHERE Name = 'a' AND Site = 'b' OR Site = 'c'`, `unexpected token: 'OR'`],
  [`SELECT Id FROM Account WHERE (Name = 'a'`, `unexpected token: '<EOF>'`],
  [`SELECT Id FROM Account WHERE Name = "a"`, `unexpected token: '"'`],
])('refuses %s', (text, message) => {
  expect(() => parseSoql(text)).toThrow(expect.objectContaining({ errorCode: 'MALFORMED_QUERY' }));
  expect(() => parseSoql(text)).toThrow(message);
});

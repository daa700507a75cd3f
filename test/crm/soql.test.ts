import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { dateTime, inList, names, soql, startsWith } from '../../src/crm/soql.ts';

/** Reads one string literal as Salesforce's SOQL reference describes it; returns its text and what follows. */
function readLiteral(source: string): { text: string; rest: string } {
  if (!source.startsWith("'")) throw new Error('no opening quote');
  const plain: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '"': '"', "'": "'", '\\': '\\' };
  let text = '';
  for (let at = 1; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (character === "'") return { text, rest: source.slice(at + 1) };
    if (character === '\n' || character === '\r') throw new Error('a literal ends on its line');
    if (character !== '\\') {
      text += character;
      continue;
    }
    at += 1;
    const escaped = source.charAt(at);
    if (escaped === 'u') {
      text += String.fromCharCode(Number.parseInt(source.slice(at + 1, at + 5), 16));
      at += 4;
    } else if (plain[escaped] === undefined) throw new Error(`no such escape: ${escaped}`);
    else text += plain[escaped];
  }
  throw new Error('no closing quote');
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom("'", '\\', '\n', '\r', '"', '%', '_', 'x', ' OR ', '\u0000', '\u2028') }),
);

describe('soql', () => {
  test('any string survives a parse of its literal, and nothing leaks behind it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const query = soql`SELECT Id FROM Account WHERE Name = ${text} LIMIT 1`;
        const { text: read, rest } = readLiteral(query.slice('SELECT Id FROM Account WHERE Name = '.length));
        expect(read).toBe(text);
        expect(rest).toBe(' LIMIT 1');
      }),
      { numRuns: 2000 },
    );
  });

  test('any list survives as that list', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 5 }), (texts) => {
        let rest = `,${inList(texts).soql.slice(1)}`;
        const read: string[] = [];
        while (rest.startsWith(',')) {
          const next = readLiteral(rest.slice(1).trimStart());
          read.push(next.text);
          rest = next.rest;
        }
        expect(rest).toBe(')');
        expect(read).toEqual(texts);
      }),
    );
  });

  test('a backslash before a quote does not end the literal', () => {
    expect(soql`${"x\\' OR Name != '"}`).toBe(String.raw`'x\\\' OR Name != \''`);
  });

  test('each type becomes the literal of its type', () => {
    expect(soql`${1.5} ${true} ${null} ${new Date(0)}`).toBe('1.5 true null 1970-01-01T00:00:00.000Z');
    expect(soql`a = ${dateTime('2026-11-21T10:00:00.000+0000')}`).toBe('a = 2026-11-21T10:00:00.000Z');
    expect(soql`SELECT ${names('Id', 'PermissionSet.Name')}`).toBe('SELECT Id, PermissionSet.Name');
  });

  test('wildcards in the text of a LIKE stand for themselves', () => {
    expect(startsWith('50%_x').soql).toBe(String.raw`'50\%\_x%'`);
  });

  test.each([
    ['undefined', () => soql`a = ${undefined as unknown as string}`],
    ['an infinite number', () => soql`a = ${Number.POSITIVE_INFINITY}`],
    ['an object', () => soql`a = ${{} as never}`],
    ['an empty list', () => inList([])],
    ['a name with a blank', () => names('Id FROM User')],
    ['no names', () => names()],
    ['a word as date-time', () => dateTime('TODAY')],
    ['words with a number as date-time', () => dateTime('LAST_N_DAYS 5')],
  ])('%s throws instead of changing the query', (_, build) => {
    expect(build).toThrow(TypeError);
  });
});

import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { readCompanyName } from '../../src/match/company-name.ts';
import { cluster, type Correction, judge, matchAll, type MatchRecord, type ScoredPair } from '../../src/match/index.ts';
import { fold } from '../../src/match/text.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 24 });
const record = fc.record({
  kind: fc.constantFrom('company' as const, 'person' as const),
  name: fc.oneof(text, fc.constantFrom('Acme GmbH', 'ACME', 'Acme Steel Ltd', 'Anna Berg', 'Berg, Anna')),
  street: fc.constantFrom('Main St 1', '1 Main Street', 'Haupstr. 2', ''),
  city: text,
  email: fc.constantFrom('anna@acme.com', 'a.berg@gmail.com', ''),
});

test('judges two records alike in either order', () => {
  fc.assert(
    fc.property(record, record, (one, other) => {
      const a: MatchRecord = { id: 'a', ...one };
      const b: MatchRecord = { id: 'b', ...other };
      expect(judge(a, b)).toEqual(judge(b, a));
    }),
  );
});

test('finds nothing more to clean in a cleaned text', () => {
  fc.assert(fc.property(text, (value) => fold(fold(value)) === fold(value)));
});

test('finds nothing more to clean in the words of a company name', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('Müller', 'Söhne', 'Intl.', 'Svcs', 'Straße', 'Queue', 'GmbH', 'Ltd'), { minLength: 1 }),
      (all) => {
        const once = readCompanyName(all.join(' ')).core;
        expect(readCompanyName(once.join(' ')).core).toEqual(once);
      },
    ),
  );
});

const IDS = ['a', 'b', 'c', 'd', 'e', 'f'];
const pair = fc.record({
  a: fc.constantFrom(...IDS),
  b: fc.constantFrom(...IDS),
  bits: fc.double({ min: -10, max: 10, noNaN: true }),
});
const correction = fc.record({
  a: fc.constantFrom(...IDS),
  b: fc.constantFrom(...IDS),
  judgement: fc.constantFrom('same' as const, 'different' as const),
});

test('keeps parent and child apart where a duplicate of the parent is the same as both', () => {
  const pairs: ScoredPair[] = [
    { a: 'a', b: 'c', bits: 9 },
    { a: 'b', b: 'c', bits: 9 },
  ];
  expect(cluster(['a', 'b', 'c'], pairs, [], { apart: [['b', 'a']] })).toEqual([['a', 'c'], ['b']]);
  const joined: Correction = { a: 'a', b: 'b', judgement: 'same' };
  expect(cluster(['a', 'b', 'c'], pairs, [joined], { apart: [['b', 'a']] })).toEqual([['a', 'b', 'c']]);
});

test('puts every record into exactly one group', () => {
  fc.assert(
    fc.property(fc.array(pair), fc.array(correction), (pairs, corrections) => {
      expect(cluster(IDS, pairs, corrections).flat().sort()).toEqual(IDS);
    }),
  );
});

test('never groups what a person told apart, and always what a person joined alone', () => {
  fc.assert(
    fc.property(fc.array(pair), correction, (pairs: ScoredPair[], decided: Correction) => {
      fc.pre(decided.a !== decided.b);
      const groups = cluster(IDS, pairs, [decided]);
      const isTogether = groups.some((group) => group.includes(decided.a) && group.includes(decided.b));
      expect(isTogether).toBe(decided.judgement === 'same');
    }),
  );
});

test('does not chain two groups through one pair', () => {
  const sure = (a: string, b: string): ScoredPair => ({ a, b, bits: 9 });
  const against = ['a', 'b', 'c'].flatMap((a) => ['d', 'e', 'f'].map((b): ScoredPair => ({ a, b, bits: -6 })));
  const pairs = [
    sure('a', 'b'),
    sure('b', 'c'),
    sure('d', 'e'),
    sure('e', 'f'),
    ...against,
    { a: 'c', b: 'd', bits: 4 },
  ];
  expect(cluster(IDS, pairs)).toEqual([
    ['a', 'b', 'c'],
    ['d', 'e', 'f'],
  ]);
});

test('keeps people and companies of one name apart', () => {
  const all: MatchRecord[] = [
    { id: 'a', kind: 'company', name: 'Anna Berg' },
    { id: 'b', kind: 'person', name: 'Anna Berg' },
  ];
  expect(matchAll(all).clusters).toEqual([['a'], ['b']]);
});

test('lets a correction win over the data in matching all', () => {
  const all: MatchRecord[] = ['a', 'b'].map((id) => ({
    id,
    kind: 'company',
    name: 'Acme Steel',
    website: 'acme.com',
    phones: ['030 1234567'],
  }));
  expect(matchAll(all).clusters).toEqual([['a', 'b']]);
  const corrections: Correction[] = [{ a: 'b', b: 'a', judgement: 'different' }];
  expect(matchAll(all, { corrections }).clusters).toEqual([['a'], ['b']]);
});

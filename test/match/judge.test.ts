import { expect, test } from '@jest/globals';

import { judge, type MatchRecord } from '../../src/match/index.ts';

function company(values: Partial<MatchRecord> & { id: string }): MatchRecord {
  return { kind: 'company', ...values };
}

const ACME: MatchRecord = company({
  id: 'a',
  name: 'Acme Facility Services GmbH',
  street: 'Hauptstraße 12',
  city: 'München',
  postalCode: '80331',
  phones: ['+49 89 1234567'],
  website: 'https://www.acme-fs.de',
});

test('judges a company the same whatever its legal form, phone spelling and street ending', () => {
  const other = company({
    id: 'b',
    name: 'ACME Facility Services',
    street: 'Hauptstr. 12',
    city: 'Munchen',
    phones: ['089 1234567'],
  });
  const { judgement, evidence } = judge(ACME, other);
  expect(judgement).toBe('same');
  expect(evidence).toContain('same phone');
  expect(evidence).toContain('name differs in legal form');
});

test('tells branches in different cities apart', () => {
  const branch = company({
    id: 'b',
    name: 'Acme Facility Services GmbH',
    street: 'Elbchaussee 7',
    city: 'Hamburg',
    postalCode: '22763',
    phones: ['+49 40 9876543'],
    website: 'https://www.acme-fs.de',
  });
  expect(judge(ACME, branch).judgement).not.toBe('same');
  expect(judge(ACME, branch, undefined, { branchesAreSame: true }).judgement).toBe('same');
});

test('tells a parent account from its child', () => {
  const child = { ...ACME, id: 'b', parentId: 'a' };
  expect(judge(ACME, child)).toMatchObject({
    judgement: 'different',
    evidence: ['one is the parent account of the other'],
  });
});

test('never judges a company and a person the same', () => {
  expect(judge(ACME, { ...ACME, id: 'b', kind: 'person' }).judgement).toBe('different');
});

test('does not care which of two records comes first', () => {
  const other = company({ id: 'b', name: 'Acme Facilities', city: 'München' });
  expect(judge(ACME, other)).toEqual(judge(other, ACME));
});

test('takes a shared consumer mail provider for no evidence', () => {
  const a = company({ id: 'a', name: 'Bäckerei Huber', email: 'huber@gmail.com' });
  const b = company({ id: 'b', name: 'Autohaus Weiss', email: 'weiss@gmail.com' });
  expect(judge(a, b).judgement).toBe('different');
});

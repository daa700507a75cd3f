import { expect, test } from '@jest/globals';

import { toFacts } from '../../src/pipeline/to-facts.ts';
import type { FactRow } from '../../src/store/tables/facts.ts';
import { accountId, NOW_MS, userId } from '../support/filled-store.ts';

const DAY_MS = 86_400_000;

const fact = (values: Partial<FactRow>): FactRow => ({
  customerId: accountId(1),
  accountId: accountId(1),
  kind: 'call',
  atMs: NOW_MS - DAY_MS,
  colleagueId: userId(1),
  contactId: null,
  direction: null,
  recipients: 1,
  ...values,
});
const ownershipAt = (rows: readonly FactRow[]): number | undefined =>
  toFacts(rows, NOW_MS).find(({ kind }) => kind === 'ownership')?.at;

const ownership = fact({ kind: 'ownership', atMs: NOW_MS - 900 * DAY_MS });

test('an ownership is as fresh as the last thing its owner did there', () => {
  expect(ownershipAt([ownership, fact({ atMs: NOW_MS - 3 * DAY_MS }), fact({ atMs: NOW_MS - 9 * DAY_MS })])).toBe(
    NOW_MS - 3 * DAY_MS,
  );
});

test('an ownership under which nothing happened dates from its beginning', () => {
  expect(ownershipAt([ownership])).toBe(ownership.atMs);
});

test('what others do, or the owner does elsewhere, does not make an ownership fresher', () => {
  const others = [fact({ colleagueId: userId(2) }), fact({ accountId: accountId(2) })];
  expect(ownershipAt([ownership, ...others])).toBe(ownership.atMs);
});

test('what is planned for later dates nothing yet', () => {
  expect(ownershipAt([ownership, fact({ kind: 'meeting', atMs: NOW_MS + DAY_MS })])).toBe(ownership.atMs);
});

test('the order in which the database answers makes no difference', () => {
  const rows = [fact({}), fact({ kind: 'mail' }), fact({ colleagueId: userId(3) }), ownership];
  expect(toFacts(rows.toReversed(), NOW_MS)).toEqual(toFacts(rows, NOW_MS));
});

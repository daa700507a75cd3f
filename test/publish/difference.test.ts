import { describe, expect, test } from '@jest/globals';

import { difference, type HeldRow } from '../../src/publish/difference.ts';
import { fingerprintOf } from '../../src/publish/relationship-fields.ts';
import type { StoredRelationship } from '../../src/store/tables/held-relationships.ts';

const row = (externalId: string, values: Partial<StoredRelationship> = {}): StoredRelationship => ({
  externalId,
  accountId: '001000000000001AAA',
  contactId: null,
  colleagueId: '005000000000001AAA',
  divisionId: 'a00000000000001AAA',
  band: 'Good',
  rank: 1,
  reasons: 'call:once:2026-11',
  lastMonth: '2026-11-01',
  ...values,
});
const held = (externalId: string, values: Partial<HeldRow> = {}): HeldRow => ({
  ...row(externalId),
  id: `id of ${externalId}`,
  ...values,
});
const parked = (
  externalId: string,
  fingerprint: string | null,
): { externalId: string; accountId: string; fingerprint: string | null } => ({
  externalId,
  accountId: '001000000000001AAA',
  fingerprint,
});

describe('difference', () => {
  test('is empty where the org holds what it should', () => {
    expect(difference([row('a')], [held('a')], [])).toEqual({ upserts: [], deletes: [], settled: [], adopted: [] });
  });

  test('writes what is missing and what differs, and nothing else', () => {
    const desired = [row('new'), row('same'), row('other', { band: 'Strong' })];
    const { upserts } = difference(desired, [held('same'), held('other')], []);
    expect(upserts.map(({ externalId }) => externalId)).toEqual(['new', 'other']);
  });

  test('takes away what should not stand there, and the older of two with one external id', () => {
    const there = [held('a', { id: 'first' }), held('a', { id: 'second' }), held('gone')];
    expect(difference([row('a')], there, []).deletes).toEqual(['first', 'id of gone']);
  });

  test('takes back a change that somebody made by hand', () => {
    expect(difference([row('a')], [held('a', { reasons: 'meeting:many:2026-11' })], []).upserts).toEqual([row('a')]);
  });

  test('keeps rows of one account together', () => {
    const desired = [
      row('c', { accountId: '001000000000002AAA' }),
      row('b'),
      row('a', { accountId: '001000000000002AAA' }),
    ];
    expect(difference(desired, [], []).upserts.map(({ externalId }) => externalId)).toEqual(['b', 'a', 'c']);
  });

  test('does not repeat a row that was refused as it is', () => {
    const { upserts, settled } = difference([row('a')], [], [parked('a', fingerprintOf(row('a')))]);
    expect({ upserts, settled }).toEqual({ upserts: [], settled: [] });
  });

  test('tries a refused row again once it says something else', () => {
    const changed = row('a', { band: 'Strong' });
    expect(difference([changed], [], [parked('a', fingerprintOf(row('a')))]).upserts).toEqual([changed]);
  });

  test('adopts the present values of a row that an issue speaks of', () => {
    const { upserts, adopted } = difference([row('a')], [], [parked('a', null)]);
    expect({ upserts, adopted }).toEqual({ upserts: [], adopted: [row('a')] });
  });

  test('forgets a refusal that is of no interest any more', () => {
    expect(difference([], [], [parked('a', 'x')]).settled).toEqual(['a']);
  });
});

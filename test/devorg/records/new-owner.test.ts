import { beforeEach, expect, test } from '@jest/globals';

import { viewerFor } from '../../../src/devorg/access/viewer.ts';
import { updateRecord } from '../../../src/devorg/records/index.ts';
import { addRow, createSmallOrg, SMALL_ORG_NOW, type SmallOrg } from '../support/small-org.ts';

let small: SmallOrg;

beforeEach(() => {
  small = createSmallOrg();
});

function row(object: string, id: string): Record<string, unknown> {
  return small.org.database.prepare(`SELECT * FROM "${object}" WHERE "Id" = ?`).get(id) ?? {};
}

function add(object: string, values: Parameters<typeof addRow>[2]): string {
  return addRow(small.org, object, { AccountId: small.adler, OwnerId: small.anna, ...values });
}

function handOver(userId = small.admin): void {
  updateRecord(small.org, viewerFor(small.org, userId), 'Account', small.adler, { OwnerId: small.ben });
}

const HOUR = 3_600_000;

test('the old owner’s people and what is open go along, and count as changed', () => {
  const { anna, ben, admin, adlerContact, adlerDeal } = small;
  const open = add('Task', { WhatId: small.adler, Subject: 'Call', Status: 'Not Started', IsClosed: false });
  const coming = add('Event', { WhatId: small.adler, EndDateTime: new Date(SMALL_ORG_NOW + HOUR).toISOString() });
  const stamp = row('Contact', adlerContact)['SystemModstamp'];
  small.org.clock.move(HOUR / 2);
  handOver();
  const moved = [
    ['Contact', adlerContact],
    ['Opportunity', adlerDeal],
    ['Task', open],
    ['Event', coming],
  ] as const;
  for (const [object, id] of moved) {
    expect({ object, ...row(object, id) }).toMatchObject({ object, OwnerId: ben, LastModifiedById: admin });
  }
  expect(String(row('Contact', adlerContact)['SystemModstamp']) > String(stamp)).toBe(true);
  expect(anna).not.toBe(ben);
});

test('what is closed or past stays, and so does what others own', () => {
  const { anna, clara } = small;
  const stays = [
    [
      'Opportunity',
      add('Opportunity', { Name: 'Old', StageName: 'Closed Won', IsClosed: true, CloseDate: '2026-01-01' }),
      anna,
    ],
    ['Task', add('Task', { WhatId: small.adler, Status: 'Completed', IsClosed: true }), anna],
    ['Event', add('Event', { WhatId: small.adler, EndDateTime: new Date(SMALL_ORG_NOW - HOUR).toISOString() }), anna],
    ['Contact', add('Contact', { LastName: 'Claus', OwnerId: clara }), clara],
    ['Opportunity', small.bergDeal, small.ben],
  ] as const;
  handOver();
  for (const [object, id, owner] of stays)
    expect({ object, ...row(object, id) }).toMatchObject({ object, OwnerId: owner });
});

test('what the old owner shared of them by hand is taken back', () => {
  addRow(small.org, 'OpportunityShare', {
    ...{
      OpportunityId: small.adlerDeal,
      UserOrGroupId: small.clara,
      RowCause: 'Manual',
      OpportunityAccessLevel: 'Edit',
    },
  });
  handOver();
  expect(viewerFor(small.org, small.clara).mayReadRow('Opportunity', small.adlerDeal)).toBe(false);
  expect(viewerFor(small.org, small.ben).mayEditRow('Opportunity', small.adlerDeal)).toBe(true);
});

test('a new role, or a role below another one, changes at once who sees what', () => {
  const { org, anna, ben, clara, admin, adler } = small;
  const seen = (userId: string): boolean => viewerFor(org, userId).mayReadRow('Account', adler);
  expect([seen(clara), seen(ben)]).toEqual([true, false]);
  const role = row('User', anna)['UserRoleId'] as string;
  updateRecord(org, viewerFor(org, admin), 'User', ben, {
    UserRoleId: row('UserRole', role)['ParentRoleId'],
  });
  expect([seen(clara), seen(ben)]).toEqual([true, true]);
  updateRecord(org, viewerFor(org, admin), 'UserRole', role, { ParentRoleId: null });
  expect([seen(clara), seen(ben), seen(anna)]).toEqual([false, false, true]);
});

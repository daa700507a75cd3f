import { expect, test } from '@jest/globals';

import { viewerFor } from '../../../src/devorg/access/viewer.ts';
import { createRecord, deleteRecord, updateRecord } from '../../../src/devorg/records/index.ts';
import { createSmallOrg } from '../support/small-org.ts';

test('a new role has groups to share with, of its own people and of those below', () => {
  const { org, admin, ben, clara, adler } = createSmallOrg();
  const viewer = viewerFor(org, admin);
  const lead = createRecord(org, viewer, 'UserRole', { Name: 'Lead', DeveloperName: 'Lead' });
  const member = createRecord(org, viewer, 'UserRole', { Name: 'Member', DeveloperName: 'Member', ParentRoleId: lead });
  updateRecord(org, viewer, 'User', clara, { UserRoleId: lead });
  updateRecord(org, viewer, 'User', ben, { UserRoleId: member });
  const groupOf = (type: string): string => {
    const sql = 'SELECT Id AS id FROM "Group" WHERE RelatedId = ? AND Type = ?';
    return String(org.database.prepare(sql).get(lead, type)?.['id']);
  };
  const share = (type: string): string =>
    createRecord(org, viewer, 'AccountShare', {
      ...{ AccountId: adler, UserOrGroupId: groupOf(type), AccountAccessLevel: 'Read' },
      ...{ OpportunityAccessLevel: 'None', CaseAccessLevel: 'None' },
    });
  const seen = (): boolean[] => [clara, ben].map((user) => viewerFor(org, user).mayReadRow('Account', adler));
  expect(seen()).toEqual([false, false]);
  share('Role');
  expect(seen()).toEqual([true, false]);
  share('RoleAndSubordinates');
  expect(seen()).toEqual([true, true]);
});

test('a role that is deleted takes its groups and what was shared with them along', () => {
  const { org, admin, adler } = createSmallOrg();
  const viewer = viewerFor(org, admin);
  const role = createRecord(org, viewer, 'UserRole', { Name: 'Gone', DeveloperName: 'Gone' });
  const group = String(org.database.prepare('SELECT Id AS id FROM "Group" WHERE RelatedId = ?').get(role)?.['id']);
  createRecord(org, viewer, 'AccountShare', {
    ...{ AccountId: adler, UserOrGroupId: group, AccountAccessLevel: 'Read' },
    ...{ OpportunityAccessLevel: 'None', CaseAccessLevel: 'None' },
  });
  deleteRecord(org, viewer, 'UserRole', role);
  const left =
    'SELECT (SELECT count(*) FROM "Group" WHERE RelatedId = ?1) AS groups, (SELECT count(*) FROM AccountShare) AS shares';
  expect(org.database.prepare(left).get(role)).toEqual({ groups: 0, shares: 0 });
});

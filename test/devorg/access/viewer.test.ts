import { afterAll, expect, test } from '@jest/globals';

import { viewerFor } from '../../../src/devorg/access/viewer.ts';
import { insertRows } from '../../../src/devorg/data/index.ts';
import { addRow, addUser, assign, createSmallOrg } from '../support/small-org.ts';

const box = createSmallOrg({ forceApp: 'force-app/main/default' });
afterAll(() => {
  box.org.database.close();
});

/** A user with nothing but what this permission set gives. */
function userWith(
  set: Record<string, string | boolean>,
  rows: Record<string, Record<string, string | boolean>[]> = {},
): string {
  const name = `Set_${String(Math.floor(box.org.accessVersion))}`;
  const profile = addRow(box.org, 'Profile', { Name: `Bare ${name}`, UserType: 'Standard' });
  const user = addUser(box.org, { FirstName: 'Nora', LastName: name });
  box.org.database.prepare('UPDATE User SET ProfileId = ? WHERE Id = ?').run(profile, user);
  const id = addRow(box.org, 'PermissionSet', { Name: name, Label: name, ...set });
  for (const [object, given] of Object.entries(rows))
    insertRows(
      box.org,
      object,
      given.map((row) => ({ ParentId: id, ...row })),
    );
  insertRows(box.org, 'PermissionSetAssignment', [{ AssigneeId: user, PermissionSetId: id }]);
  return user;
}

const READ_ACCOUNT = { SobjectType: 'Account', PermissionsRead: true };

test('adds up the rights of the profile and all permission sets', () => {
  const before = viewerFor(box.org, box.anna);
  expect(before.mayObject('Account', 'edit')).toBe(true);
  expect(before.mayObject('Baton_Relationship__c', 'read')).toBe(false);
  assign(box.org, 'Baton_Rep', [box.anna]);
  const after = viewerFor(box.org, box.anna);
  expect(after.mayObject('Baton_Relationship__c', 'read')).toBe(true);
  expect(after.mayObject('Baton_Relationship__c', 'delete')).toBe(false);
  expect(viewerFor(box.org, box.anna)).toBe(after);
});

test('shows fields that every reader sees, and others only where a permission set says so', () => {
  const viewer = viewerFor(box.org, userWith({}, { ObjectPermissions: [READ_ACCOUNT] }));
  expect(viewer.mayReadField('Account', 'Name')).toBe(true);
  expect(viewer.mayReadField('account', 'ownerid')).toBe(true);
  expect(viewer.mayReadField('Account', 'Phone')).toBe(false);
  expect(viewer.mayReadField('Account', 'Nope')).toBe(false);
  expect(viewer.mayReadField('Contact', 'Name')).toBe(false);
});

test('shows the parts of an address to who may see the address', () => {
  const field = { SobjectType: 'Account', Field: 'Account.BillingAddress', PermissionsRead: true };
  const viewer = viewerFor(box.org, userWith({}, { ObjectPermissions: [READ_ACCOUNT], FieldPermissions: [field] }));
  expect(viewer.mayReadField('Account', 'BillingCity')).toBe(true);
  expect(viewer.mayEditField('Account', 'BillingCity')).toBe(false);
  expect(viewer.mayReadField('Account', 'ShippingCity')).toBe(false);
});

test('lets nobody edit a field of an object that is read-only to him', () => {
  const field = { SobjectType: 'Account', Field: 'Account.Phone', PermissionsRead: true, PermissionsEdit: true };
  const reader = userWith({}, { ObjectPermissions: [READ_ACCOUNT], FieldPermissions: [field] });
  expect(viewerFor(box.org, reader).mayEditField('Account', 'Phone')).toBe(false);
  const editor = userWith(
    {},
    { ObjectPermissions: [{ ...READ_ACCOUNT, PermissionsEdit: true }], FieldPermissions: [field] },
  );
  expect(viewerFor(box.org, editor).mayEditField('Account', 'Phone')).toBe(true);
});

test('gives all rows, but no hidden field, with Modify All Data', () => {
  const viewer = viewerFor(box.org, userWith({ PermissionsModifyAllData: true }));
  expect(viewer.mayObject('Baton_Relationship__c', 'delete')).toBe(true);
  expect(viewer.mayEditRow('Account', box.berg)).toBe(true);
  expect(viewer.mayReadField('Account', 'Phone')).toBe(false);
});

test('gives all rows to read, none to change, with View All Data', () => {
  const viewer = viewerFor(box.org, userWith({ PermissionsViewAllData: true }));
  expect(viewer.readableRows('Account', 't')).toBeUndefined();
  expect(viewer.mayReadRow('Contact', box.bergContact)).toBe(true);
  expect(viewer.mayEditRow('Account', box.berg)).toBe(false);
  expect(viewer.mayObject('Lead', 'edit')).toBe(false);
});

test('keeps the set-up of rights to who may view Setup', () => {
  expect(viewerFor(box.org, box.anna).mayObject('PermissionSet', 'read')).toBe(false);
  expect(viewerFor(box.org, userWith({ PermissionsViewSetup: true })).mayObject('ObjectPermissions', 'read')).toBe(
    true,
  );
  expect(viewerFor(box.org, box.anna).mayObject('User', 'read')).toBe(true);
  expect(viewerFor(box.org, box.anna).mayObject('User', 'edit')).toBe(false);
});

test('knows custom permissions of assigned permission sets', () => {
  const user = addUser(box.org, { FirstName: 'Ina', LastName: 'Iltis' });
  expect(viewerFor(box.org, user).hasCustomPermission('Baton_Service')).toBe(false);
  assign(box.org, 'Baton_Integration', [user]);
  expect(viewerFor(box.org, user).hasCustomPermission('Baton_Service')).toBe(true);
  expect(viewerFor(box.org, user).hasSystemPermission('ApiEnabled')).toBe(true);
});

test('follows shares and roles from the next look on', () => {
  const ben = viewerFor(box.org, box.ben);
  expect(ben.mayReadRow('Account', box.adler)).toBe(false);
  addRow(box.org, 'AccountTeamMember', { AccountId: box.adler, UserId: box.ben, AccountAccessLevel: 'Edit' });
  expect(viewerFor(box.org, box.ben).mayEditRow('Account', box.adler)).toBe(true);
  expect(viewerFor(box.org, box.ben).mayDeleteRow('Account', box.adler)).toBe(false);
});

test('knows no viewer without a user', () => {
  expect(() => viewerFor(box.org, '005000000000009AAA')).toThrow('The org has no user 005000000000009AAA');
});

import { insertRows, type Row } from '../../../../src/devorg/data/index.ts';
import type { Org } from '../../../../src/devorg/org.ts';

/** A generator of numbers that depends on nothing but its seed. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed * 2_654_435_761) >>> 0 || 1;
  }

  below(count: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * count);
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('Nothing to pick from');
    return item;
  }

  maybe<Item>(percent: number, items: readonly Item[]): Item | null {
    return this.chance(percent) ? this.pick(items) : null;
  }
}

/** Users with rights of their own, and the admin; all others are a crowd. */
export const PEOPLE = 9;

/** Objects whose permissions the random permission sets give or leave out. */
const PERMISSIONED = [
  'Account',
  'Contact',
  'Opportunity',
  'Case',
  'Lead',
  'Campaign',
  'Product2',
  'Baton_Relationship__c',
  'Baton_Preference__c',
  'Baton_Policy__c',
];
const LEVELS = ['None', 'Read', 'Edit', 'All'];

export function idsOf(org: Org, objectName: string): string[] {
  return org.database
    .prepare(`SELECT Id FROM "${objectName}" ORDER BY Id`)
    .all()
    .map((row) => String(row['Id']));
}

/**
 * Fills an org with people, roles, groups, records and shares as the dice fall.
 * @param crowd how many users without rights of their own stand below the others
 */
export function fillOrg(org: Org, dice: Dice, crowd = 0): void {
  fillRoles(org, dice);
  fillUsers(org, dice);
  fillCrowd(org, dice, crowd);
  fillGroups(org, dice);
  fillRecords(org, dice);
  fillShares(org, dice);
}

function make(org: Org, objectName: string, count: number, row: (index: number) => Row): string[] {
  const before = new Set(idsOf(org, objectName));
  insertRows(
    org,
    objectName,
    Array.from({ length: count }, (_, index) => row(index)),
  );
  return idsOf(org, objectName).filter((id) => !before.has(id));
}

function fillRoles(org: Org, dice: Dice): void {
  for (let index = 0; index < 7; index += 1) {
    const level = (): string => dice.pick(['None', 'Read', 'Edit']);
    make(org, 'UserRole', 1, () => ({
      Name: `Role ${String(index)}`,
      ParentRoleId: index === 0 ? null : dice.maybe(85, idsOf(org, 'UserRole')),
      OpportunityAccessForAccountOwner: level(),
      CaseAccessForAccountOwner: level(),
      ContactAccessForAccountOwner: level(),
    }));
  }
}

function fillUsers(org: Org, dice: Dice): void {
  const [profile = ''] = make(org, 'Profile', 1, () => ({ Name: 'Nothing', UserType: 'Standard' }));
  const users = make(org, 'User', 8, (index) => ({
    LastName: `User ${String(index)}`,
    Username: `user${String(index)}@example.com`,
    ProfileId: profile,
    UserRoleId: dice.maybe(85, idsOf(org, 'UserRole')),
    IsActive: true,
  }));
  for (const user of users) {
    const [set = ''] = make(org, 'PermissionSet', 1, () => ({
      Name: `Set_of_${user}`,
      Label: user,
      PermissionsViewAllData: dice.chance(4),
      PermissionsEditTask: dice.chance(90),
      PermissionsEditEvent: dice.chance(90),
    }));
    insertRows(org, 'PermissionSetAssignment', [{ AssigneeId: user, PermissionSetId: set }]);
    const rights = PERMISSIONED.filter(() => dice.chance(92)).map((SobjectType) => ({
      ParentId: set,
      SobjectType,
      PermissionsRead: true,
      PermissionsCreate: true,
      PermissionsEdit: dice.chance(85),
      PermissionsDelete: dice.chance(80),
      PermissionsViewAllRecords: dice.chance(4),
      PermissionsModifyAllRecords: dice.chance(3),
    }));
    insertRows(org, 'ObjectPermissions', rights);
  }
}

function fillCrowd(org: Org, dice: Dice, count: number): void {
  const [profile] = idsOf(org, 'Profile');
  const roles = idsOf(org, 'UserRole');
  make(org, 'User', count, (index) => ({
    LastName: `Crowd ${String(index)}`,
    Username: `crowd${String(index)}@example.com`,
    ProfileId: profile ?? null,
    UserRoleId: dice.pick(roles),
    IsActive: true,
  }));
}

function fillGroups(org: Org, dice: Dice): void {
  const roles = idsOf(org, 'UserRole');
  const users = idsOf(org, 'User');
  make(org, 'Group', 1, () => ({ Name: 'Everybody', Type: 'Organization' }));
  make(org, 'Group', 8, (index) => ({
    Name: `Roles ${String(index)}`,
    Type: dice.pick(['Role', 'RoleAndSubordinates']),
    RelatedId: dice.pick(roles),
  }));
  make(org, 'Group', 5, (index) => ({
    Name: `Group ${String(index)}`,
    Type: index < 4 ? 'Regular' : 'Queue',
    DoesIncludeBosses: dice.chance(60),
  }));
  const rows = org.database.prepare(`SELECT Id, Type FROM "Group" ORDER BY Id`).all();
  const groups = rows
    .filter((row) => row['Type'] === 'Regular' || row['Type'] === 'Queue')
    .map((row) => String(row['Id']));
  const members = rows.filter((row) => row['Type'] !== 'Queue').map((row) => String(row['Id']));
  // Circles are left in: the platform forbids them, but nothing may hang on one.
  const pairs = Array.from({ length: 12 }, () => ({
    GroupId: dice.pick(groups),
    UserOrGroupId: dice.chance(55) ? dice.pick(users) : dice.pick(members),
  }));
  insertRows(
    org,
    'GroupMember',
    pairs.filter((pair) => pair.GroupId !== pair.UserOrGroupId),
  );
}

function fillRecords(org: Org, dice: Dice): void {
  const users = idsOf(org, 'User');
  const queue = org.database.prepare(`SELECT Id FROM "Group" WHERE Type = 'Queue'`).get();
  const owner = (): string => dice.pick(users);
  const queueOwner = (): string => (dice.chance(30) ? String(queue?.['Id']) : owner());
  const accounts = make(org, 'Account', 8, (index) => ({ Name: `Account ${String(index)}`, OwnerId: owner() }));
  const account = (): string | null => dice.maybe(80, accounts);
  const gone = (): boolean => dice.chance(10);
  const contacts = make(org, 'Contact', 8, () => ({ LastName: 'C', OwnerId: owner(), AccountId: account() }));
  const leads = make(org, 'Lead', 5, () => ({ LastName: 'L', Company: 'X', OwnerId: queueOwner(), IsDeleted: gone() }));
  const deals = make(org, 'Opportunity', 7, () => ({
    Name: 'O',
    OwnerId: owner(),
    AccountId: account(),
    IsDeleted: gone(),
  }));
  const cases = make(org, 'Case', 6, () => ({ OwnerId: queueOwner(), AccountId: account(), IsDeleted: gone() }));
  const campaigns = make(org, 'Campaign', 3, () => ({ Name: 'K', OwnerId: owner() }));
  const products = make(org, 'Product2', 2, () => ({ Name: 'P' }));
  const whats = [...accounts, ...deals, ...cases, ...campaigns, ...products];
  for (const activity of ['Task', 'Event']) {
    make(org, activity, 10, () => ({
      Subject: 'S',
      OwnerId: owner(),
      WhatId: dice.maybe(60, whats),
      WhoId: dice.maybe(50, [...contacts, ...leads]),
    }));
  }
  make(org, 'OpportunityContactRole', 6, () => ({ OpportunityId: dice.pick(deals), ContactId: dice.pick(contacts) }));
  make(org, 'CampaignMember', 4, () => ({ CampaignId: dice.pick(campaigns), ContactId: dice.pick(contacts) }));
  make(org, 'EmailMessage', 6, () => ({
    Subject: 'M',
    ParentId: dice.maybe(40, cases),
    RelatedToId: dice.maybe(40, [...accounts, ...deals]),
    CreatedById: owner(),
  }));
  make(org, 'Baton_Relationship__c', 8, (index) => ({
    External_Id__c: `r${String(index)}`,
    Account__c: dice.pick(accounts),
  }));
  make(org, 'Baton_Preference__c', 6, () => ({ OwnerId: owner(), Naming__c: 'Named' }));
  make(org, 'Baton_Policy__c', 3, () => ({ OwnerId: owner() }));
}

function fillShares(org: Org, dice: Dice): void {
  const users = idsOf(org, 'User');
  const groupsOf = (condition: string): string[] =>
    org.database
      .prepare(`SELECT Id FROM "Group" WHERE ${condition}`)
      .all()
      .map((row) => String(row['Id']));
  const publicGroups = groupsOf(`Type = 'Regular'`);
  const others = [...users.slice(0, PEOPLE), ...groupsOf(`Type NOT IN ('Regular', 'Queue')`)];
  const grantee = (): string => dice.pick(dice.chance(40) ? publicGroups : others);
  const level = (): string => dice.pick(LEVELS);
  const accounts = idsOf(org, 'Account');
  const share = (ids: readonly string[], field: string, levelField: string, more: () => Row = () => ({})) =>
    Array.from({ length: 5 }, () => ({
      [field]: dice.pick(ids),
      UserOrGroupId: grantee(),
      [levelField]: level(),
      RowCause: 'Manual',
      ...more(),
    }));
  const children = (): Row => ({
    OpportunityAccessLevel: level(),
    CaseAccessLevel: level(),
    ContactAccessLevel: level(),
  });
  insertRows(org, 'AccountShare', share(accounts, 'AccountId', 'AccountAccessLevel', children));
  for (const name of ['Contact', 'Lead', 'Opportunity', 'Case']) {
    insertRows(org, `${name}Share`, share(idsOf(org, name), `${name}Id`, `${name}AccessLevel`));
  }
  for (const name of ['Baton_Preference', 'Baton_Policy']) {
    insertRows(org, `${name}__Share`, share(idsOf(org, `${name}__c`), 'ParentId', 'AccessLevel'));
  }
  const member = (field: string, ids: readonly string[], more: () => Row): Row[] =>
    Array.from({ length: 5 }, () => ({
      [field]: dice.pick(ids),
      UserId: dice.pick(users.slice(0, PEOPLE)),
      IsDeleted: dice.chance(15),
      ...more(),
    }));
  insertRows(
    org,
    'AccountTeamMember',
    member('AccountId', accounts, () => ({ AccountAccessLevel: level(), ...children() })),
  );
  insertRows(
    org,
    'OpportunityTeamMember',
    member('OpportunityId', idsOf(org, 'Opportunity'), () => ({ OpportunityAccessLevel: level() })),
  );
}

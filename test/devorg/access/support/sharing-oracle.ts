import type { Org } from '../../../../src/devorg/org.ts';
import type { SObject } from '../../../../src/devorg/schema.ts';

/** 0 nothing, 1 read, 2 edit, 3 everything. */
export type Access = 0 | 1 | 2 | 3;
export type OracleRow = Readonly<Record<string, unknown>>;

const RANK: Readonly<Record<string, Access>> = { None: 0, Read: 1, Edit: 2, All: 3 };
type Wanted = 1 | 2 | 3;

const CHILDREN = ['Opportunity', 'Case', 'Contact'];
const WRITE_PERMISSIONS: Readonly<Record<string, string>> = {
  Task: 'PermissionsEditTask',
  EmailMessage: 'PermissionsEditTask',
  Event: 'PermissionsEditEvent',
};
/** What the org-wide default gives to everybody. */
const GIVEN: Readonly<Record<string, Access>> = { Read: 1, ReadWrite: 2 };
const RIGHT_COLUMNS = ['', 'PermissionsRead', 'PermissionsEdit', 'PermissionsDelete'];
/** Objects that have no permissions of their own, with the object they belong to. */
const BELONGS: Readonly<Record<string, string>> = {
  OpportunityContactRole: 'Opportunity',
  OpportunityTeamMember: 'Opportunity',
  AccountTeamMember: 'Account',
  CampaignMember: 'Campaign',
  AccountShare: 'Account',
  OpportunityShare: 'Opportunity',
  Baton_Preference__Share: 'Baton_Preference__c',
};

/**
 * The sharing rules told again in plain words, person by person and row by row, as the Salesforce help tells them. Slow,
 * and written without a look at the SQL that it checks.
 */
export class SharingOracle {
  readonly #org: Org;
  readonly #tables = new Map<string, OracleRow[]>();

  constructor(org: Org) {
    this.#org = org;
  }

  rows(objectName: string): OracleRow[] {
    const known = this.#tables.get(objectName);
    if (known) return known;
    const rows = this.#org.database.prepare(`SELECT * FROM "${objectName}"`).all();
    this.#tables.set(objectName, rows);
    return rows;
  }

  /**
   * What a user may do with a row, object permissions included.
   * @param right the permission on the object that goes with it
   */
  mayDo(userId: string, objectName: string, row: OracleRow, wanted: Wanted, right: Wanted = wanted): boolean {
    if (!this.#hasRight(userId, objectName, right)) return false;
    if (
      this.#hasSystem(userId, 'PermissionsModifyAllData') ||
      this.#hasGrant(userId, objectName, 'PermissionsModifyAllRecords')
    ) {
      return true;
    }
    const seesAll =
      this.#hasSystem(userId, 'PermissionsViewAllData') ||
      this.#hasGrant(userId, objectName, 'PermissionsViewAllRecords');
    if (wanted === 1 && seesAll) return true;
    return this.#byModel(userId, this.#object(objectName), row, wanted);
  }

  #byModel(userId: string, object: SObject, row: OracleRow, wanted: Wanted): boolean {
    const shared = /^(.*?)(__)?Share$/.exec(object.name);
    if (shared) {
      const [, stem = '', custom] = shared;
      const parentId = row[custom ? 'ParentId' : `${stem}Id`];
      // Giving a row away takes full access to it, and no more than the right to edit its object.
      return wanted === 1 ? this.#mayDoById(userId, parentId, 1) : this.#mayDoById(userId, parentId, 3, 2);
    }
    if (object.sharingModel === 'Public' || object.sharingModel === 'FullAccess') return true;
    if (object.sharingModel === 'ControlledByParent') return this.#throughParents(userId, object, row, wanted);
    return Math.max(this.#givenToAll(object, row), this.shared(userId, object, row)) >= wanted;
  }

  #givenToAll(object: SObject, row: OracleRow): Access {
    const isPrivateContact = object.name === 'Contact' && row['AccountId'] === null;
    return isPrivateContact ? 0 : (GIVEN[object.sharingModel] ?? 0);
  }

  #throughParents(userId: string, object: SObject, row: OracleRow, wanted: Wanted): boolean {
    const may = (field: string, level: Wanted): boolean => this.#mayDoById(userId, row[field], level);
    const writing = wanted === 1 ? 1 : 2;
    const activity = (): boolean =>
      this.#reaches(userId, row['OwnerId'], true) || may('WhatId', wanted) || may('WhoId', wanted);
    const rules: Readonly<Record<string, () => boolean>> = {
      Contact: () => (row['AccountId'] === null ? row['OwnerId'] === userId : may('AccountId', wanted)),
      Task: activity,
      Event: activity,
      EmailMessage: () => row['CreatedById'] === userId || may('ParentId', writing) || may('RelatedToId', writing),
      // writeRequiresMasterRead: writing the child takes no more than reading the account.
      Baton_Relationship__c: () => may('Account__c', 1),
    };
    const rule = rules[object.name];
    return rule ? rule() : may(`${BELONGS[object.name] ?? ''}Id`, writing);
  }

  /** What sharing alone gives: owner, hierarchy, share rows, teams, the account and its children. */
  shared(userId: string, object: SObject, row: OracleRow): Access {
    const hierarchy = !this.#org.settings.hierarchyOffFor.includes(object.name);
    const given: Access[] = [0];
    if (object.name === 'Contact' && row['AccountId'] === null) return row['OwnerId'] === userId ? 3 : 0;
    if (this.#reaches(userId, row['OwnerId'], hierarchy)) given.push(3);
    if (object.shareObject) given.push(...this.#fromShares(userId, object, row['Id'], hierarchy));
    given.push(...this.#fromTeams(userId, object.name, row['Id']));
    if (object.name === 'Account' && this.#seesChild(userId, row['Id'])) given.push(1);
    if (CHILDREN.includes(object.name)) given.push(...this.#fromAccount(userId, object.name, row['AccountId']));
    return Math.max(...given) as Access;
  }

  #fromShares(userId: string, object: SObject, id: unknown, hierarchy: boolean): Access[] {
    return object.custom
      ? this.#grants(userId, object.name.replace('__c', '__Share'), 'ParentId', id, 'AccessLevel', hierarchy)
      : this.#grants(userId, `${object.name}Share`, `${object.name}Id`, id, `${object.name}AccessLevel`, hierarchy);
  }

  #fromTeams(userId: string, objectName: string, id: unknown): Access[] {
    if (objectName !== 'Account' && objectName !== 'Opportunity') return [];
    return this.#grants(userId, `${objectName}TeamMember`, `${objectName}Id`, id, `${objectName}AccessLevel`, true);
  }

  #fromAccount(userId: string, childName: string, accountId: unknown): Access[] {
    const account = this.rows('Account').find((row) => row['Id'] === accountId);
    if (!account) return [];
    const level = `${childName}AccessLevel`;
    const given = [
      ...this.#grants(userId, 'AccountShare', 'AccountId', accountId, level, true),
      ...this.#grants(userId, 'AccountTeamMember', 'AccountId', accountId, level, true),
    ];
    const owner = this.#user(account['OwnerId']);
    const role = this.rows('UserRole').find((row) => row['Id'] === owner?.['UserRoleId']);
    if (role && this.#reaches(userId, account['OwnerId'], true)) {
      given.push(RANK[String(role[`${childName}AccessForAccountOwner`])] ?? 0);
    }
    // An account never gives the right to delete what lies below it.
    return given.map((access) => Math.min(access, 2) as Access);
  }

  #seesChild(userId: string, accountId: unknown): boolean {
    return CHILDREN.some((name) => {
      const object = this.#object(name);
      if (object.sharingModel !== 'Private') return false;
      const children = this.rows(name).filter((row) => row['AccountId'] === accountId && row['IsDeleted'] === 0);
      return children.some((row) => this.shared(userId, object, row) >= 1);
    });
  }

  #grants(userId: string, table: string, target: string, id: unknown, level: string, hierarchy: boolean): Access[] {
    return this.rows(table)
      .filter((row) => row[target] === id && row['IsDeleted'] !== 1)
      .filter((row) => this.#reaches(userId, row['UserOrGroupId'] ?? row['UserId'], hierarchy))
      .map((row) => RANK[String(row[level])] ?? 0);
  }

  /** Does what is given to a user or group reach this user, directly or through somebody below? */
  #reaches(userId: string, granteeId: unknown, hierarchy: boolean): boolean {
    if (this.#holds(granteeId, userId, false, new Set())) return true;
    return hierarchy && this.#holds(granteeId, userId, true, new Set());
  }

  #holds(granteeId: unknown, userId: string, asBoss: boolean, seen: Set<unknown>): boolean {
    if (granteeId === userId) return true;
    if (seen.has(granteeId)) return false;
    seen.add(granteeId);
    const myRole = this.#user(userId)?.['UserRoleId'];
    const grantee = this.#user(granteeId);
    if (grantee) return asBoss && myRole !== null && this.#rolesAbove(grantee['UserRoleId']).includes(myRole);
    const group = this.rows('Group').find((row) => row['Id'] === granteeId);
    return group !== undefined && this.#holdsGroup(group, userId, asBoss, seen);
  }

  #holdsGroup(group: OracleRow, userId: string, asBoss: boolean, seen: Set<unknown>): boolean {
    const myRole = this.#user(userId)?.['UserRoleId'];
    const named = group['RelatedId'];
    const above = asBoss && this.#rolesAbove(named).includes(myRole);
    switch (group['Type']) {
      case 'Organization':
        return true;
      case 'Role':
        return myRole === named || above;
      case 'RoleAndSubordinates':
        return myRole === named || above || this.#rolesAbove(myRole).includes(named);
      default:
        return this.#hasMember(group, userId, asBoss, seen);
    }
  }

  #hasMember(group: OracleRow, userId: string, asBoss: boolean, seen: Set<unknown>): boolean {
    const bosses = asBoss && (group['Type'] === 'Queue' || group['DoesIncludeBosses'] === 1);
    return this.rows('GroupMember')
      .filter((row) => row['GroupId'] === group['Id'])
      .some((row) => this.#reachesMember(row['UserOrGroupId'], userId, bosses, seen));
  }

  #reachesMember(memberId: unknown, userId: string, bosses: boolean, seen: Set<unknown>): boolean {
    if (this.#holds(memberId, userId, false, new Set(seen))) return true;
    return bosses && this.#holds(memberId, userId, true, new Set(seen));
  }

  #rolesAbove(roleId: unknown): unknown[] {
    const role = this.rows('UserRole').find((row) => row['Id'] === roleId);
    const parent = role?.['ParentRoleId'];
    return parent === null || parent === undefined ? [] : [parent, ...this.#rolesAbove(parent)];
  }

  #user(id: unknown): OracleRow | undefined {
    return this.rows('User').find((row) => row['Id'] === id);
  }

  #mayDoById(userId: string, id: unknown, wanted: Wanted, right?: Wanted): boolean {
    if (typeof id !== 'string') return false;
    const object = this.#org.schema.byKeyPrefix(id.slice(0, 3));
    const row = object && this.rows(object.name).find((one) => one['Id'] === id);
    return row !== undefined && this.mayDo(userId, object?.name ?? '', row, wanted, right);
  }

  #hasRight(userId: string, objectName: string, wanted: Wanted): boolean {
    if (this.#hasSystem(userId, 'PermissionsModifyAllData')) return true;
    const permission = WRITE_PERMISSIONS[objectName];
    if (permission !== undefined) return wanted === 1 || this.#hasSystem(userId, permission);
    const holder = BELONGS[objectName];
    const right = RIGHT_COLUMNS[holder ? Math.min(wanted, 2) : wanted] ?? '';
    if (this.#hasGrant(userId, objectName, right)) return true;
    return wanted === 1 && this.#hasSystem(userId, 'PermissionsViewAllData');
  }

  #hasGrant(userId: string, objectName: string, column: string): boolean {
    const name = BELONGS[objectName] ?? objectName;
    return this.rows('ObjectPermissions').some(
      (row) => row['SobjectType'] === name && row[column] === 1 && this.#sets(userId).includes(row['ParentId']),
    );
  }

  #hasSystem(userId: string, column: string): boolean {
    return this.rows('PermissionSet').some((row) => row[column] === 1 && this.#sets(userId).includes(row['Id']));
  }

  #sets(userId: string): unknown[] {
    const profile = this.#user(userId)?.['ProfileId'];
    const assigned = this.rows('PermissionSetAssignment').filter((row) => row['AssigneeId'] === userId);
    const own = this.rows('PermissionSet').filter(
      (row) => row['ProfileId'] === profile && row['IsOwnedByProfile'] === 1,
    );
    return [...assigned.map((row) => row['PermissionSetId']), ...own.map((row) => row['Id'])];
  }

  #object(name: string): SObject {
    const object = this.#org.schema.object(name);
    if (!object) throw new Error(`No object ${name}`);
    return object;
  }
}

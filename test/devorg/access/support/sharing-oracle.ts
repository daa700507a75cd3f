import type { Org } from '../../../../src/devorg/org.ts';
import type { SObject } from '../../../../src/devorg/schema.ts';

/** 0 nothing, 1 read, 2 edit, 3 everything. */
export type Access = 0 | 1 | 2 | 3;
export type OracleRow = Readonly<Record<string, unknown>>;

const RANK: Readonly<Record<string, Access>> = { None: 0, Read: 1, Edit: 2, All: 3 };
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

  /** What a user may do with a row, object permissions included. */
  mayDo(userId: string, objectName: string, row: OracleRow, wanted: 1 | 2 | 3): boolean {
    if (!this.#hasRight(userId, objectName, wanted)) return false;
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

  #byModel(userId: string, object: SObject, row: OracleRow, wanted: 1 | 2 | 3): boolean {
    const shares = /^(.*?)(__)?Share$/.exec(object.name);
    if (shares) {
      const parentName = shares[2] ? `${shares[1] ?? ''}__c` : (shares[1] ?? '');
      const parentId = row['ParentId'] ?? row[`${parentName}Id`];
      return this.#mayDoById(userId, parentId, wanted === 1 ? 1 : 3);
    }
    switch (object.sharingModel) {
      case 'Public':
      case 'FullAccess':
        return true;
      case 'ControlledByParent':
        return this.#throughParents(userId, object, row, wanted);
      default: {
        const given: Access = object.sharingModel === 'ReadWrite' ? 2 : object.sharingModel === 'Read' ? 1 : 0;
        const isPrivateContact = object.name === 'Contact' && row['AccountId'] === null;
        if (isPrivateContact) return row['OwnerId'] === userId;
        return Math.max(given, this.shared(userId, object, row)) >= wanted;
      }
    }
  }

  #throughParents(userId: string, object: SObject, row: OracleRow, wanted: 1 | 2 | 3): boolean {
    const may = (field: string, level: 1 | 2 | 3): boolean => this.#mayDoById(userId, row[field], level);
    switch (object.name) {
      case 'Contact':
        return row['AccountId'] === null ? row['OwnerId'] === userId : may('AccountId', wanted);
      case 'Task':
      case 'Event':
        return this.#reaches(userId, row['OwnerId'], true) || may('WhatId', wanted) || may('WhoId', wanted);
      case 'EmailMessage': {
        const level = wanted === 1 ? 1 : 2;
        return row['CreatedById'] === userId || may('ParentId', level) || may('RelatedToId', level);
      }
      case 'Baton_Relationship__c':
        // writeRequiresMasterRead: writing the child takes no more than reading the account.
        return may('Account__c', 1);
      default:
        return may(`${BELONGS[object.name] ?? ''}Id`, wanted === 1 ? 1 : 2);
    }
  }

  /** What sharing alone gives: owner, hierarchy, share rows, teams, the account and its children. */
  shared(userId: string, object: SObject, row: OracleRow): Access {
    const hierarchy = !this.#org.settings.hierarchyOffFor.includes(object.name);
    const given: Access[] = [0];
    if (object.name === 'Contact' && row['AccountId'] === null) return row['OwnerId'] === userId ? 3 : 0;
    if (this.#reaches(userId, row['OwnerId'], hierarchy)) given.push(3);
    const stem = object.custom ? '' : object.name;
    const shareName = object.custom ? object.name.replace('__c', '__Share') : `${object.name}Share`;
    if (object.shareObject) {
      given.push(
        ...this.#grants(userId, shareName, stem ? `${stem}Id` : 'ParentId', row['Id'], `${stem}AccessLevel`, hierarchy),
      );
    }
    if (object.name === 'Account') {
      given.push(...this.#grants(userId, 'AccountTeamMember', 'AccountId', row['Id'], 'AccountAccessLevel', true));
      if (this.#seesChild(userId, row['Id'])) given.push(1);
    }
    if (object.name === 'Opportunity') {
      given.push(
        ...this.#grants(userId, 'OpportunityTeamMember', 'OpportunityId', row['Id'], 'OpportunityAccessLevel', true),
      );
    }
    if (['Opportunity', 'Case', 'Contact'].includes(object.name))
      given.push(...this.#fromAccount(userId, object.name, row['AccountId']));
    return Math.max(...given) as Access;
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
    return ['Opportunity', 'Case', 'Contact'].some((name) => {
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
    switch (group?.['Type']) {
      case 'Organization':
        return true;
      case 'Role':
        return myRole === group['RelatedId'] || (asBoss && this.#rolesAbove(group['RelatedId']).includes(myRole));
      case 'RoleAndSubordinates':
        return (
          myRole === group['RelatedId'] ||
          this.#rolesAbove(myRole).includes(group['RelatedId']) ||
          (asBoss && this.#rolesAbove(group['RelatedId']).includes(myRole))
        );
      case 'Regular':
      case 'Queue': {
        const bosses = asBoss && (group['Type'] === 'Queue' || group['DoesIncludeBosses'] === 1);
        return this.rows('GroupMember')
          .filter((row) => row['GroupId'] === granteeId)
          .some((row) => this.#reachesMember(row['UserOrGroupId'], userId, bosses, seen));
      }
      default:
        return false;
    }
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

  #mayDoById(userId: string, id: unknown, wanted: 1 | 2 | 3): boolean {
    if (typeof id !== 'string') return false;
    const object = this.#org.schema.byKeyPrefix(id.slice(0, 3));
    const row = object && this.rows(object.name).find((one) => one['Id'] === id);
    return row !== undefined && this.mayDo(userId, object?.name ?? '', row, wanted);
  }

  #hasRight(userId: string, objectName: string, wanted: 1 | 2 | 3): boolean {
    if (this.#hasSystem(userId, 'PermissionsModifyAllData')) return true;
    if (objectName === 'Task' || objectName === 'EmailMessage')
      return wanted === 1 || this.#hasSystem(userId, 'PermissionsEditTask');
    if (objectName === 'Event') return wanted === 1 || this.#hasSystem(userId, 'PermissionsEditEvent');
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

import type { Org } from '../org.ts';
import type { Field, SObject } from '../schema.ts';
import { sharedObjectOf } from './object-families.ts';
import type { ObjectRight } from './object-right.ts';
import type { Permissions } from './permissions.ts';
import type { Principals, PrincipalSets } from './principals.ts';
import {
  ACCOUNT_CHILDREN,
  accountSourcesOf,
  type Level,
  levelsFor,
  type ShareSource,
  shareSourcesOf,
} from './share-source.ts';

/**
 * How membership is written. `drive`: `column IN (SELECT …)`, so that SQLite can start from the few rows a person may
 * see. `probe`: `EXISTS (…)`, which is cheaper where the row is known already. Both mean the same.
 */
export type Mode = 'drive' | 'probe';

/** True or false for all rows, or SQL that decides row by row. */
export type Rule = boolean | string;

interface Place {
  readonly alias: string;
  readonly mode: Mode;
}

const ACTIVITIES = new Set(['Task', 'Event']);

/** Builds the SQL that says which rows a user may read, edit or delete. */
export class RowRules {
  readonly #org: Org;
  readonly #userId: string;
  readonly #permissions: Permissions;
  readonly #principals: PrincipalSets;
  #aliases = 0;

  constructor(org: Org, userId: string, permissions: Permissions, principals: PrincipalSets) {
    this.#org = org;
    this.#userId = userId;
    this.#permissions = permissions;
    this.#principals = principals;
  }

  /** Object permissions and sharing together. */
  rowsFor(objectName: string, level: Level, place: Place): Rule {
    const object = this.#org.schema.object(objectName);
    if (!object || !this.#permissions.mayObject(object.name, rightFor(level))) return false;
    return this.#seesAll(object, level) || this.#byModel(object, level, place);
  }

  #seesAll(object: SObject, level: Level): boolean {
    const may = this.#permissions;
    if (may.hasSystemPermission('ModifyAllData') || may.mayObject(object.name, 'modifyAll')) return true;
    return level === 'read' && (may.hasSystemPermission('ViewAllData') || may.mayObject(object.name, 'viewAll'));
  }

  #byModel(object: SObject, level: Level, place: Place): Rule {
    const sharedObject = sharedObjectOf(object.name);
    if (sharedObject !== undefined) return this.#shareRows(object, sharedObject, level, place);
    switch (object.sharingModel) {
      case 'Public':
      case 'FullAccess':
        return true;
      case 'ReadWrite':
        return this.#openTo(object, !needsFullAccess(level), level, place);
      case 'Read':
        return this.#openTo(object, level === 'read', level, place);
      case 'Private':
        return this.#shared(object, level, place);
      case 'ControlledByParent':
        return this.#controlledByParent(object, level, place);
    }
  }

  /** Who may see a row sees its shares; only who has full access to it changes them. */
  #shareRows(object: SObject, sharedObject: string, level: Level, place: Place): Rule {
    const column = object.fields.has('parentid') ? 'ParentId' : `${sharedObject}Id`;
    return this.#rowsOfParent(
      sharedObject,
      level === 'read' ? 'read' : 'transfer',
      `${place.alias}."${column}"`,
      place.mode,
    );
  }

  #openTo(object: SObject, open: boolean, level: Level, place: Place): Rule {
    if (!open) return this.#shared(object, level, place);
    if (object.name !== 'Contact') return true;
    return anyOf([`${place.alias}."AccountId" IS NOT NULL`, this.#ownedByMe(place)]);
  }

  /** Sharing alone: owner, hierarchy, shares, teams, and what accounts and their children give each other. */
  #shared(object: SObject, level: Level, place: Place): Rule {
    const grants: Rule[] = [];
    const principals = this.#principalsFor(object);
    if (object.hasOwner) grants.push(principals.includes(`${place.alias}."OwnerId"`));
    for (const source of shareSourcesOf(this.#org, object)) {
      grants.push(this.#sharedBy(source, principals, level, `${place.alias}."Id"`, place.mode));
    }
    grants.push(...this.#throughAccount(object, principals, level, place));
    if (object.name === 'Account' && level === 'read') grants.push(...this.#throughChildren(place));
    const rule = anyOf(grants);
    if (object.name !== 'Contact') return rule;
    // A contact without an account is its owner's alone.
    return anyOf([allOf([`${place.alias}."AccountId" IS NOT NULL`, rule]), this.#ownedByMe(place)]);
  }

  #principalsFor(object: SObject): Principals {
    const hierarchyOff = object.custom && this.#org.settings.hierarchyOffFor.includes(object.name);
    return hierarchyOff ? this.#principals.own : this.#principals.withSubordinates;
  }

  #ownedByMe(place: Place): string {
    return `(${place.alias}."AccountId" IS NULL AND ${place.alias}."OwnerId" = '${this.#userId}')`;
  }

  #sharedBy(source: ShareSource, principals: Principals, level: Level, column: string, mode: Mode): string {
    const alias = this.#newAlias();
    const alive = this.#org.schema.field(source.table, 'IsDeleted') ? ` AND ${alias}."IsDeleted" = 0` : '';
    const granted =
      `${principals.includes(`${alias}."${source.grantee}"`)} AND ` +
      `${alias}."${source.level}" IN ${levelsFor(level)}${alive}`;
    return memberOf(column, `"${source.table}" ${alias}`, `${alias}."${source.target}"`, granted, mode);
  }

  /** Access to a child that an account's shares, its team and its owner's role give. */
  #throughAccount(object: SObject, principals: Principals, level: Level, place: Place): Rule[] {
    if (needsFullAccess(level) || !ACCOUNT_CHILDREN.includes(object.name)) return [];
    const column = `${place.alias}."AccountId"`;
    const grants = accountSourcesOf(this.#org, object).map((source) =>
      this.#sharedBy(source, principals, level, column, place.mode),
    );
    const ofRole = `${object.name}AccessForAccountOwner`;
    if (!this.#org.schema.field('UserRole', ofRole)) return grants;
    const account = this.#newAlias();
    const tables = `"Account" ${account} JOIN "User" ${account}u ON ${account}u."Id" = ${account}."OwnerId"
      JOIN "UserRole" ${account}r ON ${account}r."Id" = ${account}u."UserRoleId"`;
    const granted = `${principals.includes(`${account}."OwnerId"`)} AND ${account}r."${ofRole}" IN ${levelsFor(level)}`;
    return [...grants, memberOf(column, tables, `${account}."Id"`, granted, place.mode)];
  }

  /** Who may see an opportunity, case or contact by sharing may read its account. */
  #throughChildren(place: Place): Rule[] {
    return ACCOUNT_CHILDREN.flatMap((name) => {
      const child = this.#org.schema.object(name);
      if (child?.sharingModel !== 'Private') return [];
      const alias = this.#newAlias();
      const rule = this.#shared(child, 'read', { alias, mode: place.mode });
      if (typeof rule === 'boolean') return [];
      const granted = `${alias}."AccountId" IS NOT NULL AND ${alias}."IsDeleted" = 0 AND ${rule}`;
      return [memberOf(`${place.alias}."Id"`, `"${name}" ${alias}`, `${alias}."AccountId"`, granted, place.mode)];
    });
  }

  #controlledByParent(object: SObject, level: Level, place: Place): Rule {
    const fields = object.parentFields.flatMap((name) => object.fields.get(name.toLowerCase()) ?? []);
    const byField = fields.map((field) => this.#throughParent(object, field, level, place));
    // A detail with two masters needs both; an activity is seen through either of its links.
    if (fields.some((field) => field.masterDetail)) return allOf(byField);
    if (object.name === 'Contact') return anyOf([...byField, this.#ownedByMe(place)]);
    if (ACTIVITIES.has(object.name)) {
      byField.push(this.#principals.withSubordinates.includes(`${place.alias}."OwnerId"`));
    } else if (object.name === 'EmailMessage') {
      byField.push(`${place.alias}."CreatedById" = '${this.#userId}'`);
    }
    return anyOf(byField);
  }

  #throughParent(object: SObject, field: Field, level: Level, place: Place): Rule {
    const column = `${place.alias}."${field.name}"`;
    const parentLevel = levelOnParent(object, field, level);
    const polymorphic = field.referenceTo.length > 1;
    return anyOf(
      field.referenceTo.map((parent) => {
        const rule = this.#rowsOfParent(parent, parentLevel, column, place.mode);
        if (rule !== true) return rule;
        if (polymorphic) return this.#hasPrefixOf(parent, column, place.mode);
        return field.nillable ? `${column} IS NOT NULL` : true;
      }),
    );
  }

  #rowsOfParent(parent: string, level: Level, column: string, mode: Mode): Rule {
    const alias = this.#newAlias();
    const rule = this.rowsFor(parent, level, { alias, mode });
    if (typeof rule === 'boolean') return rule;
    return memberOf(column, `"${parent}" ${alias}`, `${alias}."Id"`, rule, mode);
  }

  /** Ids of one object stand together: a range that an index answers, or a test that keeps indexes free for others. */
  #hasPrefixOf(objectName: string, column: string, mode: Mode): Rule {
    const prefix = this.#org.schema.object(objectName)?.keyPrefix;
    if (prefix === undefined) return false;
    return mode === 'drive'
      ? `(${column} >= '${prefix}' AND ${column} < '${prefix}~')`
      : `substr(${column}, 1, 3) = '${prefix}'`;
  }

  #newAlias(): string {
    this.#aliases += 1;
    return `x${String(this.#aliases)}`;
  }
}

/** The right on the object that goes with an access to a row. */
function rightFor(level: Level): ObjectRight {
  return level === 'transfer' ? 'edit' : level;
}

function needsFullAccess(level: Level): boolean {
  return level === 'delete' || level === 'transfer';
}

function levelOnParent(object: SObject, field: Field, level: Level): Level {
  if (level === 'read') return 'read';
  if (field.masterDetail) return field.masterDetail.writeRequiresMasterRead ? 'read' : 'edit';
  return object.name === 'Contact' || ACTIVITIES.has(object.name) ? level : 'edit';
}

function memberOf(column: string, tables: string, key: string, condition: string, mode: Mode): string {
  return mode === 'drive'
    ? `${column} IN (SELECT ${key} FROM ${tables} WHERE ${condition})`
    : `EXISTS (SELECT 1 FROM ${tables} WHERE ${key} = ${column} AND ${condition})`;
}

function anyOf(rules: readonly Rule[]): Rule {
  if (rules.includes(true)) return true;
  const open = rules.filter((rule) => rule !== false);
  if (open.length === 0) return false;
  return open.length === 1 ? (open[0] ?? false) : `(${open.join(' OR ')})`;
}

function allOf(rules: readonly Rule[]): Rule {
  if (rules.includes(false)) return false;
  const open = rules.filter((rule) => rule !== true);
  if (open.length === 0) return true;
  return open.length === 1 ? (open[0] ?? true) : `(${open.join(' AND ')})`;
}

import type { Org } from '../org.ts';

/** Somebody a visitor can look through the eyes of. */
export interface Person {
  readonly userId: string;
  readonly name: string;
  readonly division: string;
}

/** An account worth opening, with the person whose account it is. */
export interface StartAccount {
  readonly accountId: string;
  readonly accountName: string;
  readonly city: string;
  readonly ownerId: string;
  readonly ownerName: string;
  readonly division: string;
  /** Rows of Baton_Relationship__c on this account. */
  readonly relationships: number;
}

const MOST_PEOPLE = 300;
const MOST_ACCOUNTS = 12;

/*
 * What a visitor of the demo is told comes from the org's own tables, past sharing: it is help for who looks at the
 * demo, and stands only where it is marked as such.
 */

/** Active people who carry one of Baton's permission sets, by division; everybody active where nobody does. */
export function people(org: Org): readonly Person[] {
  const active = `SELECT Id, Name, Division FROM "User" AS u WHERE IsActive = 1 AND UserType = 'Standard'`;
  const withBaton = `EXISTS (SELECT 1 FROM PermissionSetAssignment AS a JOIN PermissionSet AS p ON p.Id = a.PermissionSetId
    WHERE a.AssigneeId = u.Id AND p.Name IN ('Baton_Giver', 'Baton_Rep', 'Baton_Division_Lead', 'Baton_Admin'))`;
  const order = `ORDER BY Division IS NULL, Division, Name LIMIT ${MOST_PEOPLE}`;
  const named = org.database.prepare(`${active} AND ${withBaton} ${order}`).all();
  const rows = named.length > 0 ? named : org.database.prepare(`${active} ${order}`).all();
  return rows.map((row) => ({
    userId: textOf(row['Id']),
    name: textOf(row['Name']),
    division: textOf(row['Division']),
  }));
}

/**
 * Accounts that colleagues of the most divisions know, each name once; any accounts before the service has written
 * anything. Somebody without a division has no colleagues in other ones.
 */
export function startAccounts(org: Org): readonly StartAccount[] {
  const known = org.schema.object('Baton_Relationship__c') === undefined ? [] : readAccounts(org, KNOWN_ACCOUNTS);
  return known.length > 0 ? known : readAccounts(org, ANY_ACCOUNTS);
}

const COLUMNS = `a.Id, a.Name, a.BillingCity, u.Id AS OwnerId, u.Name AS OwnerName, u.Division`;
const OWNED = `JOIN "User" AS u ON u.Id = a.OwnerId AND u.IsActive = 1 AND a.IsDeleted = 0`;

const KNOWN_ACCOUNTS = `WITH known AS (
    SELECT Account__c AS id, COUNT(*) AS rows, COUNT(DISTINCT Division__c) AS divisions
    FROM Baton_Relationship__c GROUP BY Account__c)
  SELECT ${COLUMNS}, known.rows FROM known JOIN Account AS a ON a.Id = known.id ${OWNED} AND u.Division IS NOT NULL
  GROUP BY a.Name ORDER BY known.divisions DESC, known.rows DESC, a.Id LIMIT ${MOST_ACCOUNTS}`;

/** In the order of the table: an org may have a million accounts. */
const ANY_ACCOUNTS = `SELECT ${COLUMNS}, 0 AS rows FROM Account AS a ${OWNED} LIMIT ${MOST_ACCOUNTS}`;

function readAccounts(org: Org, sql: string): readonly StartAccount[] {
  const rows = org.database.prepare(sql).all();
  return rows.map((row) => ({
    accountId: textOf(row['Id']),
    accountName: textOf(row['Name']),
    city: textOf(row['BillingCity']),
    ownerId: textOf(row['OwnerId']),
    ownerName: textOf(row['OwnerName']),
    division: textOf(row['Division']),
    relationships: Number(row['rows']),
  }));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

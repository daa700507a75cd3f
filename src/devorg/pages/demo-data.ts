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
  const hasBaton = org.schema.object('Baton_Relationship__c') !== undefined;
  const known = hasBaton
    ? `SELECT Account__c AS id, COUNT(*) AS rows, COUNT(DISTINCT Division__c) AS divisions
       FROM Baton_Relationship__c GROUP BY Account__c`
    : 'SELECT NULL AS id, 0 AS rows, 0 AS divisions WHERE FALSE';
  const rows = org.database
    .prepare(
      `SELECT a.Id, a.Name, a.BillingCity, u.Id AS OwnerId, u.Name AS OwnerName, u.Division, COALESCE(k.rows, 0) AS rows
       FROM Account AS a JOIN "User" AS u ON u.Id = a.OwnerId AND u.IsActive = 1 LEFT JOIN (${known}) AS k ON k.id = a.Id
       WHERE a.IsDeleted = 0 GROUP BY a.Name
       ORDER BY u.Division IS NULL, COALESCE(k.divisions, 0) DESC, rows DESC, a.Id LIMIT ${MOST_ACCOUNTS}`,
    )
    .all();
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

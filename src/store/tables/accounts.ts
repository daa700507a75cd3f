import type { Database } from '../database.ts';
import type { Table } from '../table.ts';

export interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly createdMs: number;
  readonly parentId?: string | undefined;
  readonly isPerson: boolean;
  readonly website?: string | undefined;
  readonly phone?: string | undefined;
  readonly street?: string | undefined;
  readonly city?: string | undefined;
  readonly postalCode?: string | undefined;
  readonly country?: string | undefined;
  readonly industry?: string | undefined;
  readonly annualRevenue?: number | undefined;
  readonly numberOfEmployees?: number | undefined;
  readonly doNotSuggest: boolean;
  readonly individualId?: string | undefined;
}

export const accounts: Table<AccountRow> = {
  name: 'account',
  columns: {
    id: 'text',
    name: 'text',
    ownerId: 'text',
    createdMs: 'bigint',
    parentId: 'text',
    isPerson: 'boolean',
    website: 'text',
    phone: 'text',
    street: 'text',
    city: 'text',
    postalCode: 'text',
    country: 'text',
    industry: 'text',
    annualRevenue: 'double precision',
    numberOfEmployees: 'double precision',
    doNotSuggest: 'boolean',
    individualId: 'text',
  },
  links: ['id'],
};

/** Values of an account as matching needs them; what is missing is null. */
export interface StoredAccount {
  readonly id: string;
  readonly name: string;
  readonly isPerson: boolean;
  readonly parentId: string | null;
  readonly website: string | null;
  readonly phone: string | null;
  /** Of a person account: that of its contact. */
  readonly email: string | null;
  readonly street: string | null;
  readonly city: string | null;
  readonly postalCode: string | null;
  readonly country: string | null;
}

const PERSON_EMAIL = 'CASE WHEN a.is_person THEN (SELECT min(k.email) FROM contact k WHERE k.account_id = a.id) END';

export function readAccounts(database: Database, ids: readonly string[]): Promise<StoredAccount[]> {
  return database.query<StoredAccount>(
    `SELECT id, name, is_person AS "isPerson", parent_id AS "parentId", website, phone, street, city,
            postal_code AS "postalCode", country, ${PERSON_EMAIL} AS email
     FROM account a WHERE id = ANY($1::text[])`,
    [ids],
  );
}

/** Those of the accounts whose parent is among them too, with it. */
export async function readParentsAmong(database: Database, ids: readonly string[]): Promise<[string, string][]> {
  const rows = await database.query<{ id: string; parentId: string }>(
    'SELECT id, parent_id AS "parentId" FROM account WHERE id = ANY($1::text[]) AND parent_id = ANY($1::text[])',
    [ids],
  );
  return rows.map(({ id, parentId }) => [id, parentId]);
}

/** Companies a page at a time, in the order of their ids: the same accounts always come in the same order. */
export function readCompanies(database: Database, after: string, count: number): Promise<StoredAccount[]> {
  return database.query<StoredAccount>(
    `SELECT id, name, is_person AS "isPerson", parent_id AS "parentId", website, phone, street, city,
            postal_code AS "postalCode", country, NULL AS email
     FROM account WHERE id > $1 AND NOT is_person ORDER BY id LIMIT $2`,
    [after, count],
  );
}

/** How many accounts are companies. */
export async function countCompanies(database: Database): Promise<number> {
  const [row] = await database.query<{ count: number }>('SELECT count(*) AS count FROM account WHERE NOT is_person');
  return row?.count ?? 0;
}

export interface AccountOwner {
  readonly id: string;
  readonly customerId: string;
  readonly ownerId: string;
  readonly ownerDivisionId: string | null;
  readonly doNotSuggest: boolean;
  readonly ownerInPilot: boolean;
}

/** All accounts of some customers, with the division of each owner. */
export function readAccountOwners(database: Database, customerIds: readonly string[]): Promise<AccountOwner[]> {
  return database.query<AccountOwner>(
    `SELECT a.id, c.customer_id AS "customerId", a.owner_id AS "ownerId", u.division_id AS "ownerDivisionId",
            a.do_not_suggest AS "doNotSuggest", coalesce(u.in_pilot, false) AS "ownerInPilot"
     FROM customer_account c JOIN account a ON a.id = c.account_id LEFT JOIN crm_user u ON u.id = a.owner_id
     WHERE c.customer_id = ANY($1::text[]) ORDER BY a.id`,
    [customerIds],
  );
}

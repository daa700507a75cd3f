import type { Database } from '../database.ts';
import { type Change, type Table, toColumnName } from '../table.ts';

/** Somebody who must not be processed; all others are not kept. */
export interface IndividualRow {
  readonly id: string;
  readonly mustNotProcess: boolean;
}

export const individuals: Table<IndividualRow> = {
  name: 'individual',
  columns: { id: 'text', mustNotProcess: 'boolean' },
  links: ['id'],
};

/** What tells who somebody is, by the names that our records use. What is required becomes empty text. */
export const PERSONAL: Readonly<Record<string, '' | undefined>> = {
  name: '',
  lastName: '',
  firstName: undefined,
  company: undefined,
  email: undefined,
  phone: undefined,
  mobilePhone: undefined,
  website: undefined,
  street: undefined,
  city: undefined,
  postalCode: undefined,
  country: undefined,
};

/** Those of these ids that must not be processed. */
export async function readForgotten(database: Database, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await database.query<{ id: string }>('SELECT id FROM individual WHERE id = ANY($1::text[])', [ids]);
  return new Set(rows.map(({ id }) => id));
}

/**
 * Takes out of all rows of these people what tells who they are. Ids and owners stay, so that colleagues' work on them
 * still belongs somewhere.
 * @returns the rows that were emptied
 */
export async function emptyRowsOf<Row extends { readonly id: string }>(
  database: Database,
  table: Table<Row>,
  individualIds: readonly string[],
): Promise<Change[]> {
  if (individualIds.length === 0) return [];
  const emptied = Object.entries(PERSONAL).flatMap(([key, value]) =>
    key in table.columns ? [`${toColumnName(key)} = ${value === undefined ? 'NULL' : "''"}`] : [],
  );
  const marked = 'doNotSuggest' in table.columns ? ['do_not_suggest = true'] : [];
  const links = table.links.map((link) => toColumnName(link)).join(', ');
  const rows = await database.query<{ id: string; links: (string | null)[] }>(
    `UPDATE ${table.name} SET ${[...emptied, ...marked].join(', ')} WHERE individual_id = ANY($1::text[])
     RETURNING id, ARRAY[${links}]::text[] AS links`,
    [individualIds],
  );
  return rows.map((row) => ({ id: row.id, links: row.links.filter((link) => link !== null) }));
}

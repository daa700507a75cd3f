import { type CopyValue, copyValue } from './copy-lines.ts';
import type { Database } from './database.ts';

export type ColumnType = 'text' | 'boolean' | 'int' | 'bigint' | 'double precision' | 'jsonb';

/** A table of facts, one row for each record of the CRM, known by its id. */
export interface Table<Row extends { readonly id: string }> {
  readonly name: string;
  /** The columns we write, by property; `ownerId` stands in column `owner_id`. */
  readonly columns: { readonly [Key in keyof Row]-?: ColumnType };
  /** Columns with ids of the records that a change of this row concerns. */
  readonly links: readonly (keyof Row & string)[];
  /** Columns that are kept up to date, while nothing follows from a change of them alone. */
  readonly quiet?: readonly (keyof Row & string)[];
}

/** A row that really changed. */
export interface Change {
  readonly id: string;
  /** What the link columns point to, before and after. */
  readonly links: readonly string[];
}

const statements = new WeakMap<object, { upsert: string; remove: string }>();

/**
 * Writes rows by id. Rows that are there already with the same values are not touched.
 * @returns the rows that are new or differ, in more than their quiet columns.
 */
export async function upsertRows<Row extends { readonly id: string }>(
  database: Database,
  table: Table<Row>,
  rows: readonly Row[],
): Promise<Change[]> {
  if (rows.length === 0) return [];
  // One statement can not touch a row twice; the last one read is the newest.
  const unique = [...new Map(rows.map((row) => [row.id, row])).values()];
  const parameters = columnsOf(table).map(({ key, type }) => unique.map((row) => toParameter(row[key], type)));
  return database.query<ChangeRow>(statementsOf(table).upsert, parameters).then((changed) => changed.map(toChange));
}

/**
 * Adds rows of which none is there yet, fast and without saying what they concern.
 * @throws the database's own error 23505 where one is there, or comes twice
 */
export async function copyRows<Row extends { readonly id: string }>(
  database: Database,
  table: Table<Row>,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = columnsOf(table);
  const last = columns.length - 1;
  let lines = '';
  for (const row of rows) {
    // By index: this runs for each of millions of values.
    for (let index = 0; index <= last; index += 1) {
      const { key, type } = columns[index] as Column<Row>;
      lines += copyValue(toParameter(row[key], type) as CopyValue);
      lines += index === last ? '\n' : '\t';
    }
  }
  await database.copy(
    table.name,
    columns.map(({ name }) => name),
    lines,
  );
}

/** Rows behind an id in the order of their ids, as if each had changed. */
export async function readLinks(
  database: Database,
  table: Table<{ readonly id: string }>,
  after: string,
  count: number,
): Promise<Change[]> {
  const rows = await database.query<ChangeRow>(
    `SELECT t.id, ${linkArray(table, 't')} AS links FROM ${table.name} t WHERE t.id > $1 ORDER BY t.id LIMIT $2`,
    [after, count],
  );
  return rows.map(toChange);
}

/** Deletes rows by id. @returns the rows that were there. */
export async function removeRows<Row extends { readonly id: string }>(
  database: Database,
  table: Table<Row>,
  ids: readonly string[],
): Promise<Change[]> {
  if (ids.length === 0) return [];
  const removed = await database.query<ChangeRow>(statementsOf(table).remove, [ids]);
  return removed.map(toChange);
}

interface ChangeRow {
  id: string;
  links: (string | null)[];
}

function toChange({ id, links }: ChangeRow): Change {
  return { id, links: [...new Set(links.filter((link) => link !== null))] };
}

function toParameter(value: unknown, type: ColumnType): unknown {
  if (value === undefined || value === null) return null;
  return type === 'jsonb' ? JSON.stringify(value) : value;
}

interface Column<Row> {
  readonly key: keyof Row & string;
  readonly name: string;
  readonly type: ColumnType;
}

function columnsOf<Row extends { readonly id: string }>(table: Table<Row>): Column<Row>[] {
  return (Object.entries(table.columns) as [keyof Row & string, ColumnType][]).map(([key, type]) => ({
    key,
    name: toColumnName(key),
    type,
  }));
}

export function toColumnName(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function statementsOf<Row extends { readonly id: string }>(table: Table<Row>): { upsert: string; remove: string } {
  const known = statements.get(table);
  if (known !== undefined) return known;
  const made = { upsert: upsertStatement(table), remove: removeStatement(table) };
  statements.set(table, made);
  return made;
}

/** `before` sees the rows as they were when the statement began, so a row that moved tells both its places. */
function upsertStatement<Row extends { readonly id: string }>(table: Table<Row>): string {
  const columns = columnsOf(table);
  const names = columns.map((column) => column.name);
  const others = names.filter((name) => name !== 'id');
  const arrays = columns.map((column, index) => `$${index + 1}::${column.type}[]`).join(', ');
  const links = (alias: string): string => linkArray(table, alias);
  const quiet = new Set<string>((table.quiet ?? []).map(toColumnName));
  const loud = (alias: string): string =>
    names.flatMap((name) => (quiet.has(name) ? [] : [`${alias}.${name}`])).join(', ');
  return `
    WITH incoming AS (SELECT * FROM unnest(${arrays}) AS i(${names.join(', ')})),
    before AS (SELECT t.id, ${links('t')} AS links, (${loud('t')}) IS NOT DISTINCT FROM (${loud('i')}) AS is_same
              FROM ${table.name} t JOIN incoming i ON i.id = t.id),
    changed AS (
      INSERT INTO ${table.name} AS t (${names.join(', ')}) SELECT ${names.join(', ')} FROM incoming
      ON CONFLICT (id) DO UPDATE SET ${others.map((name) => `${name} = excluded.${name}`).join(', ')}
      WHERE (${others.map((name) => `t.${name}`).join(', ')}) IS DISTINCT FROM
            (${others.map((name) => `excluded.${name}`).join(', ')})
      RETURNING t.id, ${links('t')} AS links)
    SELECT c.id, c.links || coalesce(b.links, '{}') AS links FROM changed c LEFT JOIN before b ON b.id = c.id
    WHERE b.is_same IS NOT TRUE`;
}

function removeStatement<Row extends { readonly id: string }>(table: Table<Row>): string {
  return `DELETE FROM ${table.name} t WHERE t.id = ANY($1::text[]) RETURNING t.id, ${linkArray(table, 't')} AS links`;
}

function linkArray<Row extends { readonly id: string }>(table: Table<Row>, alias: string): string {
  return `ARRAY[${table.links.map((link) => `${alias}.${toColumnName(link)}`).join(', ')}]::text[]`;
}

import type { Database } from '../database.ts';

/** How far one object has been read. */
export interface ReadPosition {
  readonly record: string;
  /** The org's time when the first load of this object began, in milliseconds since 1970. */
  readonly loadStartedMs: number;
  readonly isLoaded: boolean;
  /** SystemModstamp, ISO 8601 in UTC. */
  readonly stamp: string | null;
  readonly rowId: string | null;
  /** When it was last read whole to find rows that are gone. */
  readonly sweptMs: number | null;
  /** When its ids were last held against those of the CRM. */
  readonly reconciledMs: number | null;
}

export async function readPositions(database: Database): Promise<Map<string, ReadPosition>> {
  const rows = await database.query<ReadPosition>(
    `SELECT record, load_started_ms AS "loadStartedMs", is_loaded AS "isLoaded", stamp, row_id AS "rowId",
            swept_ms AS "sweptMs", reconciled_ms AS "reconciledMs"
     FROM read_position`,
  );
  return new Map(rows.map((row) => [row.record, row]));
}

/** Remembers when a first load began; a load that goes on after a crash keeps its first beginning. */
export async function beginLoad(database: Database, record: string, startedMs: number): Promise<void> {
  await database.query(
    'INSERT INTO read_position (record, load_started_ms) VALUES ($1, $2) ON CONFLICT (record) DO NOTHING',
    [record, startedMs],
  );
}

export async function finishLoad(database: Database, record: string): Promise<void> {
  await database.query(
    `UPDATE read_position SET is_loaded = true, swept_ms = load_started_ms, reconciled_ms = load_started_ms
     WHERE record = $1`,
    [record],
  );
}

export async function movePosition(database: Database, record: string, stamp: string, rowId: string): Promise<void> {
  await database.query('UPDATE read_position SET stamp = $2, row_id = $3 WHERE record = $1', [record, stamp, rowId]);
}

/** Has an object read whole again, as on the first day. */
export async function forgetPosition(database: Database, record: string): Promise<void> {
  await database.query('DELETE FROM read_position WHERE record = $1', [record]);
}

/** Has an object read whole again, while changes and deletions are followed from where we were. */
export async function readAnew(database: Database, record: string): Promise<void> {
  await database.query('UPDATE read_position SET is_loaded = false WHERE record = $1', [record]);
}

/** Remembers ids met while reading an object whole. */
export async function markSeen(database: Database, record: string, ids: readonly string[]): Promise<void> {
  await database.query(
    'INSERT INTO seen_id (record, id) SELECT $1, unnest($2::text[]) ON CONFLICT (record, id) DO NOTHING',
    [record, ids],
  );
}

export async function clearSeen(database: Database, record: string): Promise<void> {
  await database.query('DELETE FROM seen_id WHERE record = $1', [record]);
}

/** Ids that are in a table but were not met. The name of the table comes from our own code. */
export async function readUnseen(database: Database, record: string, tableName: string): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    `SELECT t.id FROM ${tableName} t WHERE NOT EXISTS (SELECT FROM seen_id s WHERE s.record = $1 AND s.id = t.id)`,
    [record],
  );
  return rows.map((row) => row.id);
}

export async function markSwept(database: Database, record: string, sweptMs: number): Promise<void> {
  await database.query('UPDATE read_position SET swept_ms = $2 WHERE record = $1', [record, sweptMs]);
}

export async function markReconciled(database: Database, record: string, reconciledMs: number): Promise<void> {
  await database.query('UPDATE read_position SET reconciled_ms = $2 WHERE record = $1', [record, reconciledMs]);
}

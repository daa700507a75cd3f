import type { Database } from '../database.ts';
import type { Table } from '../table.ts';

/** A hand-off as read; `record` holds everything the service looks at. */
export interface HandoffRow {
  readonly id: string;
  readonly ownerId: string;
  readonly receiverId?: string | undefined;
  readonly accountId?: string | undefined;
  readonly previousId?: string | undefined;
  readonly state: string;
  readonly record: object;
}

export const handoffs: Table<HandoffRow> = {
  name: 'handoff',
  columns: {
    id: 'text',
    ownerId: 'text',
    receiverId: 'text',
    accountId: 'text',
    previousId: 'text',
    state: 'text',
    record: 'jsonb',
  },
  links: ['id', 'previousId'],
};

/** The row of a record that was read. */
export function toHandoffRow(record: Omit<HandoffRow, 'record'>): HandoffRow {
  const { id, ownerId, receiverId, accountId, previousId, state } = record;
  return { id, ownerId, receiverId, accountId, previousId, state, record };
}

export interface HandoffMessageRow {
  readonly id: string;
  readonly handoffId: string;
  readonly kind: string;
  readonly authorId: string;
  readonly createdMs: number;
}

export const handoffMessages: Table<HandoffMessageRow> = {
  name: 'handoff_message',
  columns: { id: 'text', handoffId: 'text', kind: 'text', authorId: 'text', createdMs: 'bigint' },
  links: ['handoffId'],
};

export interface IntroductionRow {
  readonly id: string;
  readonly ownerId: string;
  readonly state: string;
  readonly record: object;
}

export const introductions: Table<IntroductionRow> = {
  name: 'introduction',
  columns: { id: 'text', ownerId: 'text', state: 'text', record: 'jsonb' },
  links: ['id'],
};

export interface IntroductionRequestRow {
  readonly id: string;
  readonly introductionId: string;
  readonly ownerId: string;
  readonly state: string;
  readonly createdMs: number;
  readonly record: object;
}

export const introductionRequests: Table<IntroductionRequestRow> = {
  name: 'introduction_request',
  columns: {
    id: 'text',
    introductionId: 'text',
    ownerId: 'text',
    state: 'text',
    createdMs: 'bigint',
    record: 'jsonb',
  },
  links: ['introductionId'],
};

/** States in which something may still happen by itself. */
const OPEN = `('Offered', 'Accepted', 'In contact', 'Converted')`;

/** Marks hand-offs and introductions to be looked at. */
export async function markHandoffs(database: Database, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await database.query(
    `INSERT INTO dirty_handoff AS d (id) SELECT DISTINCT i FROM unnest($1::text[]) AS x(i) ORDER BY i
     ON CONFLICT (id) DO UPDATE SET version = d.version + 1`,
    [ids],
  );
}

/** All that are open: once in every full round each is looked at, whatever changed around it. */
export async function markOpenHandoffs(database: Database): Promise<void> {
  await database.query(
    `INSERT INTO dirty_handoff (id)
     SELECT id FROM handoff WHERE state IN ${OPEN} UNION SELECT id FROM introduction WHERE state = 'Asked'
     ON CONFLICT (id) DO NOTHING`,
  );
}

/** Those whose clock has run out. */
export async function markDueHandoffs(database: Database, nowMs: number): Promise<void> {
  await database.query(
    `WITH due AS (DELETE FROM handoff_due WHERE due_ms <= $1 RETURNING id)
     INSERT INTO dirty_handoff (id) SELECT id FROM due ON CONFLICT (id) DO NOTHING`,
    [nowMs],
  );
}

export interface DirtyHandoff {
  readonly id: string;
  readonly version: number;
}

export function readDirtyHandoffs(database: Database, after: string, limit: number): Promise<DirtyHandoff[]> {
  return database.query('SELECT id, version FROM dirty_handoff WHERE id > $1 ORDER BY id LIMIT $2', [after, limit]);
}

/** Done, unless something came in meanwhile. */
export async function cleanHandoffs(database: Database, done: readonly DirtyHandoff[]): Promise<void> {
  await database.query(
    `DELETE FROM dirty_handoff d USING unnest($1::text[], $2::bigint[]) AS x(id, version)
     WHERE d.id = x.id AND d.version = x.version`,
    [done.map(({ id }) => id), done.map(({ version }) => version)],
  );
}

/** Remembers when to look again; null: not by time alone. */
export async function setHandoffDue(database: Database, id: string, dueMs: number | undefined): Promise<void> {
  if (dueMs === undefined) {
    await database.query('DELETE FROM handoff_due WHERE id = $1', [id]);
    return;
  }
  await database.query(
    'INSERT INTO handoff_due (id, due_ms) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET due_ms = excluded.due_ms',
    [id, dueMs],
  );
}

export async function readHandoffRecords<Record extends object>(
  database: Database,
  ids: readonly string[],
): Promise<Map<string, Record>> {
  const rows = await database.query<{ id: string; record: Record }>(
    'SELECT id, record FROM handoff WHERE id = ANY($1::text[])',
    [ids],
  );
  return new Map(rows.map(({ id, record }) => [id, record]));
}

export function readMessages(database: Database, handoffIds: readonly string[]): Promise<HandoffMessageRow[]> {
  return database.query(
    `SELECT id, handoff_id AS "handoffId", kind, author_id AS "authorId", created_ms AS "createdMs"
     FROM handoff_message WHERE handoff_id = ANY($1::text[]) ORDER BY created_ms, id`,
    [handoffIds],
  );
}

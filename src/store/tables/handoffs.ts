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

/** Marks hand-offs and introductions to be looked at: something changed, so that what was refused may be written now. */
export async function markHandoffs(database: Database, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await database.query(
    `INSERT INTO dirty_handoff AS d (id) SELECT DISTINCT i FROM unnest($1::text[]) AS x(i) ORDER BY i
     ON CONFLICT (id) DO UPDATE SET version = d.version + 1, is_routine = false, wait_until_ms = NULL`,
    [ids],
  );
}

/** All that are open: once in every full round each is looked at, whatever changed around it. */
export async function markOpenHandoffs(database: Database): Promise<void> {
  await database.query(
    `INSERT INTO dirty_handoff (id, is_routine)
     SELECT id, true FROM handoff WHERE state IN ${OPEN} UNION SELECT id, true FROM introduction WHERE state = 'Asked'
     ON CONFLICT (id) DO NOTHING`,
  );
}

/** Those whose clock has run out. */
export async function markDueHandoffs(database: Database, nowMs: number): Promise<void> {
  await database.query(
    `WITH due AS (DELETE FROM handoff_due WHERE due_ms <= $1 RETURNING id)
     INSERT INTO dirty_handoff (id) SELECT id FROM due ON CONFLICT (id) DO UPDATE SET is_routine = false`,
    [nowMs],
  );
}

export interface DirtyHandoff {
  readonly id: string;
  readonly version: number;
  readonly isRoutine: boolean;
}

/** The next to look at: what changed or is due first, the oldest first; without those that wait after a refusal. */
export function readDirtyHandoffs(
  database: Database,
  after: Pick<DirtyHandoff, 'id' | 'isRoutine'> | undefined,
  nowMs: number,
  limit: number,
): Promise<DirtyHandoff[]> {
  return database.query(
    `SELECT id, version, is_routine AS "isRoutine" FROM dirty_handoff
     WHERE (is_routine, id) > ($1::boolean, $2::text) AND coalesce(wait_until_ms, 0) <= $3
     ORDER BY is_routine, id LIMIT $4`,
    [after?.isRoutine ?? false, after?.id ?? '', nowMs, limit],
  );
}

const FIRST_WAIT_MS = 300_000;
const LONGEST_WAIT_MS = 86_400_000;

/** Leaves those that Salesforce refused alone for a while, each time for twice as long, unless they change. */
export async function putHandoffsOff(
  database: Database,
  refused: readonly DirtyHandoff[],
  nowMs: number,
): Promise<void> {
  await database.query(
    `UPDATE dirty_handoff d SET refusals = d.refusals + 1,
       wait_until_ms = $3 + least($5::bigint, $4::bigint * (1 << least(d.refusals, 16)))
     FROM unnest($1::text[], $2::bigint[]) AS x(id, version) WHERE d.id = x.id AND d.version = x.version`,
    [refused.map(({ id }) => id), refused.map(({ version }) => version), nowMs, FIRST_WAIT_MS, LONGEST_WAIT_MS],
  );
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

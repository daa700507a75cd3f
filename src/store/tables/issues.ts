import type { Database } from '../database.ts';
import type { Table } from '../table.ts';

/** A row of `Baton_Sync_Issue__c` as the CRM holds it. */
export interface HeldIssueRow {
  readonly id: string;
  readonly externalId: string;
  readonly kind: string;
  readonly state: string;
  readonly object?: string | null | undefined;
  readonly recordId?: string | null | undefined;
  readonly code?: string | null | undefined;
  readonly reason?: string | null | undefined;
  readonly fix?: string | null | undefined;
}

export const heldIssues: Table<HeldIssueRow> = {
  name: 'held_issue',
  columns: {
    id: 'text',
    externalId: 'text',
    kind: 'text',
    state: 'text',
    object: 'text',
    recordId: 'text',
    code: 'text',
    reason: 'text',
    fix: 'text',
  },
  links: ['externalId'],
};

/** External ids of issues about parked writes: this, then the external id of the row that was refused. */
export const PARKED_PREFIX = 'write:';
/** And about refused deletions: this, then the id of the record. */
export const UNDELETED_PREFIX = 'delete:';
/** And about refused rows of smaller objects: this, the object, a colon and the external id. */
export const REFUSED_PREFIX = 'row:';
/** And about hand-offs that can not be written: this, then the id of the record. */
export const HANDOFF_PREFIX = 'handoff:';

export function readHeldIssues(
  database: Database,
  externalIds: readonly string[],
): Promise<(Issue & { readonly state: string })[]> {
  return database.query(
    `SELECT DISTINCT ON (external_id) external_id AS "externalId", kind, state, object, record_id AS "recordId", code,
            coalesce(reason, '') AS reason, coalesce(fix, '') AS fix
     FROM held_issue WHERE external_id = ANY($1::text[]) ORDER BY external_id, id DESC`,
    [externalIds],
  );
}

/** Something that an admin should know and can mend, as long as it lasts. */
export interface Issue {
  readonly externalId: string;
  readonly kind: 'Parked write' | 'Missing access' | 'Configuration';
  readonly object: string | null;
  readonly recordId: string | null;
  readonly code: string | null;
  readonly reason: string;
  readonly fix: string;
}

export async function openIssue(database: Database, issue: Issue): Promise<void> {
  await database.query(
    `INSERT INTO issue AS i (external_id, kind, object, record_id, code, reason, fix)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (external_id) DO UPDATE
       SET kind = excluded.kind, object = excluded.object, record_id = excluded.record_id, code = excluded.code,
           reason = excluded.reason, fix = excluded.fix
       WHERE (i.kind, i.object, i.record_id, i.code, i.reason, i.fix) IS DISTINCT FROM
             (excluded.kind, excluded.object, excluded.record_id, excluded.code, excluded.reason, excluded.fix)`,
    [issue.externalId, issue.kind, issue.object, issue.recordId, issue.code, issue.reason, issue.fix],
  );
}

export async function closeIssues(database: Database, externalIds: readonly string[]): Promise<void> {
  await database.query('DELETE FROM issue WHERE external_id = ANY($1::text[])', [externalIds]);
}

/** Closes all issues whose external ids begin with a prefix, except some. */
export async function closeIssuesUnder(database: Database, prefix: string, except: readonly string[]): Promise<void> {
  await database.query('DELETE FROM issue WHERE starts_with(external_id, $1) AND NOT external_id = ANY($2::text[])', [
    prefix,
    except,
  ]);
}

/** Issues of these kinds that are no longer found. @returns how many were closed. */
export async function closeIssuesExcept(
  database: Database,
  kind: Issue['kind'],
  externalIds: readonly string[],
): Promise<void> {
  await database.query('DELETE FROM issue WHERE kind = $1 AND NOT external_id = ANY($2::text[])', [kind, externalIds]);
}

export interface IssueWrite extends Issue {
  readonly state: 'Open' | 'Resolved';
}

/**
 * Issues that the CRM does not show as they are: new or changed ones, ones an admin resolved that are still there, and
 * open ones that are over. What an admin ignores stays ignored.
 */
export function readIssueDifference(database: Database): Promise<IssueWrite[]> {
  return database.query<IssueWrite>(
    `SELECT i.external_id AS "externalId", i.kind, i.object, i.record_id AS "recordId", i.code, i.reason, i.fix,
            'Open' AS state
     FROM issue i
     WHERE NOT EXISTS (
       SELECT FROM held_issue h WHERE h.external_id = i.external_id
         AND (h.state = 'Ignored' OR (h.state = 'Open' AND
              (h.kind, h.object, h.record_id, h.code, h.reason, h.fix) IS NOT DISTINCT FROM
              (i.kind, i.object, i.record_id, i.code, i.reason, i.fix))))
     UNION ALL
     SELECT h.external_id, h.kind, h.object, h.record_id, h.code, coalesce(h.reason, ''), coalesce(h.fix, ''),
            'Resolved'
     FROM held_issue h
     WHERE h.state = 'Open' AND h.kind IN ('Parked write', 'Missing access')
       AND NOT EXISTS (SELECT FROM issue i WHERE i.external_id = h.external_id)
     ORDER BY 1`,
  );
}

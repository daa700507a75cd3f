import { BulkRefused } from './bulk-job.ts';
import type { WriteResult, WriteRow } from './crm.ts';
import type { CrmLog } from './crm-log.ts';
import type { RawRow } from './fields/index.ts';
import {
  dropIngestJob,
  dropLeftJobs,
  EMPTIED,
  openIngestJob,
  readResultFile,
  startIngestJob,
  toCsv,
  waitForIngestJob,
} from './ingest-job.ts';
import type { RawResult } from './raw-result.ts';
import { createOnlyFields, type Outcome, toOutcome, upsertRows, without, type WriteParts } from './write-records.ts';

export interface BulkParts extends WriteParts {
  readonly log: CrmLog;
  /**
   * Rows from which on one upsert goes by Bulk. A job costs about ten calls and one for each look at it, a call of
   * collections takes 200 rows: at 5,000 rows a job is never the dearer way, at 20,000 it costs a fifth.
   */
  readonly bulkFromRows: number;
}

/**
 * Writes rows by external id: few in calls of 200, many with an ingest job. What a job leaves undone (rows that were
 * locked, that it never looked at, or that Bulk can not say) goes in calls. Results stand in the order of the rows; a
 * reply that was lost does no harm, since the same rows may be written again.
 * @throws CrmError as `upsertRows`
 */
export async function upsertBySize(
  parts: BulkParts,
  object: string,
  key: string,
  rows: readonly WriteRow[],
): Promise<readonly WriteResult[]> {
  if (rows.length < parts.bulkFromRows) return upsertRows(parts, object, key, rows);
  const done = await withJob(parts, object, key, rows);
  const known = await withoutWhatIsFixed(parts, object, key, rows, done);
  const left = rows.flatMap((_, index) => (isSettled(known[index]) ? [] : [index]));
  const second = await upsertRows(
    parts,
    object,
    key,
    left.map((index) => rows[index] as WriteRow),
  );
  const results = known.map((outcome) => outcome?.result);
  left.forEach((index, at) => (results[index] = second[at]));
  return results as WriteResult[];
}

const FIXED_FIELD = 'INVALID_FIELD_FOR_INSERT_UPDATE';

const isFixedField = (outcome: Outcome | undefined): boolean =>
  outcome?.result.ok === false && outcome.result.code === FIXED_FIELD;

const isSettled = (outcome: Outcome | undefined): boolean =>
  outcome !== undefined && !outcome.again && !isFixedField(outcome);

/** Rows that are there already refuse what ties them to their account; where they are many, a second job leaves it out. */
async function withoutWhatIsFixed(
  parts: BulkParts,
  object: string,
  key: string,
  rows: readonly WriteRow[],
  outcomes: readonly (Outcome | undefined)[],
): Promise<readonly (Outcome | undefined)[]> {
  const there = rows.flatMap((_, index) => (isFixedField(outcomes[index]) ? [index] : []));
  if (there.length < parts.bulkFromRows) return outcomes;
  const fields = await createOnlyFields(parts, object);
  const second = await withJob(
    parts,
    object,
    key,
    there.map((index) => without(rows[index] ?? {}, fields)),
  );
  const all = [...outcomes];
  there.forEach((index, at) => (all[index] = second[at]));
  return all;
}

/** What one job made of the rows; undefined for those that it did not look at, for all where Bulk refuses. */
async function withJob(
  parts: BulkParts,
  object: string,
  key: string,
  rows: readonly WriteRow[],
): Promise<readonly (Outcome | undefined)[]> {
  const { rest, log } = parts;
  const outcomes = Array.from<Outcome | undefined>({ length: rows.length });
  const indexOf = new Map(rows.flatMap((row, index) => (fitsBulk(row) ? [[String(row[key]), index] as const] : [])));
  try {
    const dropped = await dropLeftJobs(rest, object);
    if (dropped > 0) log.info({ object, dropped }, 'ingest jobs of a service that died were stopped');
    const id = await openIngestJob(rest, object, key);
    let isOver = false;
    try {
      await startIngestJob(rest, id, toCsv([...indexOf.values()].map((index) => rows[index] as WriteRow)));
      const state = await waitForIngestJob(rest, id);
      isOver = true;
      if (state !== 'JobComplete') log.warn({ object, jobId: id, state }, 'ingest job did not complete');
      for (const raw of await readJob(parts, id)) {
        const index = indexOf.get(String(raw.row[key]));
        if (index !== undefined) outcomes[index] = toOutcome(raw.result);
      }
    } finally {
      await dropIngestJob(rest, id, isOver);
    }
  } catch (error) {
    if (!(error instanceof BulkRefused)) throw error;
    log.info({ object, code: error.code }, 'bulk refused, writing in calls');
  }
  return outcomes;
}

/** A text that Bulk takes for emptiness can only be written in calls. */
function fitsBulk(row: WriteRow): boolean {
  return Object.values(row).every((value) => value !== EMPTIED);
}

async function readJob({ rest, retryPauseMs }: BulkParts, id: string): Promise<{ row: RawRow; result: RawResult }[]> {
  const successful = await readResultFile(rest, id, 'successfulResults', retryPauseMs);
  const failed = await readResultFile(rest, id, 'failedResults', retryPauseMs);
  return [
    ...successful.map((row) => {
      const created = String(row['sf__Created']).toLowerCase() === 'true';
      return { row, result: { id: String(row['sf__Id']), success: true, created } };
    }),
    ...failed.map((row) => ({ row, result: { success: false, errors: [toFault(String(row['sf__Error']))] } })),
  ];
}

/** `CODE:message:FIELD, FIELD --`; some orgs send the code alone. */
function toFault(text: string): { statusCode: string; message: string; fields: readonly string[] } {
  const [, code = '', message = '', fields = ''] = /^([^:]*):?([\s\S]*?)(?::([^:]*?))?\s*(?:--)?$/.exec(text) ?? [];
  return { statusCode: code.trim() || 'UNKNOWN', message, fields: fields.split(/,\s*/).filter((name) => name !== '') };
}

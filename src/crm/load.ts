import { missingAccessError, type ReadPlan } from './access.ts';
import { BulkRefused, dropJob, openQueryJob, waitForJob } from './bulk-job.ts';
import { jobRows } from './bulk-results.ts';
import type { Cursor } from './crm.ts';
import { CrmError } from './crm-errors.ts';
import { recordSources } from './fields/index.ts';
import { wholeQuery } from './keyset-query.ts';
import { type ReadAllParts, readByPages } from './read-all.ts';
import type { RecordName, Records } from './records.ts';
import { rowReader } from './row-reader.ts';

/** A place in the results of a query job. */
interface JobPlace {
  readonly kind: 'job';
  readonly jobId: string;
  /** What the job was asked. */
  readonly query: string;
  /** Of the page under way; absent: the first one. */
  readonly locator?: string | undefined;
  /** Rows of that page that were handed on. */
  readonly pageRows: number;
  /** Rows of the whole job that were handed on. */
  readonly rows: number;
}

/** A place among the pages of a query over REST. */
interface PagePlace {
  readonly kind: 'pages';
  readonly query: string;
  readonly after?: Cursor;
}

/** Where a first load stands, to be kept as JSON: one goes on from here in another process, and days later. */
export type LoadPlace = JobPlace | PagePlace;

/** Living rows of a first load, and the place behind them. */
export interface LoadBatch<Name extends RecordName = RecordName> {
  readonly rows: readonly Records[Name][];
  readonly place: LoadPlace;
}

/** Rows handed on together: enough that the database is busy with them while the next ones are read. */
const batchRows = 10_000;

/** The job of a load is gone, was made for other fields, or has other rows than it says: the load must begin anew. */
export class LoadLost extends CrmError {}

function lost(message: string, cause?: CrmError): LoadLost {
  const actions = ['Nothing to do: Baton starts that load again.'];
  return new LoadLost('CRM_LOAD_LOST', message, { cure: 'retry', cause, actions });
}

/**
 * Opens the query job of a first load, so that the org works on it while something else is read. Where the Bulk API
 * refuses the object it is read in pages.
 * @throws CrmMissingAccess where the integration user can not read it
 */
export async function openLoad(parts: ReadAllParts, record: RecordName): Promise<LoadPlace> {
  const query = wholeQuery(await planOf(parts, record));
  try {
    const jobId = await openQueryJob(parts.rest, query, recordSources[record].isArchived === true);
    return { kind: 'job', jobId, query, pageRows: 0, rows: 0 };
  } catch (error) {
    if (!(error instanceof BulkRefused)) throw error;
    parts.log.info({ object: recordSources[record].object, code: error.code }, 'bulk refused, reading by pages');
    return { kind: 'pages', query };
  }
}

async function planOf({ access }: ReadAllParts, record: RecordName): Promise<ReadPlan> {
  const plan = await access.plan(record);
  if (!plan.isReadable) throw missingAccessError(plan);
  return plan;
}

/**
 * The rows of one record from a place on, in batches of 10,000 and more, or of 2,000 over REST. The job is removed once
 * all its rows were handed on and counted; one that is left early stays, to be gone on with.
 * @throws LoadLost where the load must begin anew
 */
export async function* load<Name extends RecordName>(
  parts: ReadAllParts,
  record: Name,
  from: LoadPlace,
): AsyncGenerator<LoadBatch<Name>> {
  const plan = await planOf(parts, record);
  if (wholeQuery(plan) !== from.query) {
    if (from.kind === 'job') await dropJob(parts.rest, from.jobId, false);
    throw lost(`The load of ${record} was begun with other fields.`);
  }
  if (from.kind === 'pages') {
    yield* loadByPages(parts, record, plan, from);
    return;
  }
  try {
    yield* loadByJob(parts, record, plan, from);
  } catch (error) {
    if (!(error instanceof BulkRefused)) throw error;
    await dropJob(parts.rest, from.jobId, false);
    parts.log.info({ object: recordSources[record].object, code: error.code }, 'bulk failed, reading by pages');
    yield* loadByPages(parts, record, plan, { kind: 'pages', query: from.query });
  }
}

async function* loadByPages<Name extends RecordName>(
  parts: ReadAllParts,
  record: Name,
  plan: ReadPlan,
  from: PagePlace,
): AsyncGenerator<LoadBatch<Name>> {
  const read = rowReader(record, plan);
  for await (const raw of readByPages(parts, plan, from.after)) {
    const rows = raw.map(read);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield { rows, place: { ...from, after: { stamp: last.systemModstamp, id: last.id } } };
  }
}

async function* loadByJob<Name extends RecordName>(
  parts: ReadAllParts,
  record: Name,
  plan: ReadPlan,
  from: JobPlace,
): AsyncGenerator<LoadBatch<Name>> {
  const { rest, retryPauseMs, log } = parts;
  const read = rowReader(record, plan);
  const expected = await orLost(record, () => waitForJob(rest, from.jobId));
  let place = from;
  let batch: Records[Name][] = [];
  const results = jobRows(rest, from.jobId, retryPauseMs, { locator: from.locator, pageRows: from.pageRows });
  for (;;) {
    const next = await orLost(record, () => results.next());
    if (next.done === true) break;
    for (const row of next.value.rows) batch.push(read(row));
    place = { ...place, ...next.value.place, rows: place.rows + next.value.rows.length };
    if (batch.length < batchRows) continue;
    yield { rows: batch, place };
    batch = [];
  }
  if (batch.length > 0) yield { rows: batch, place };
  const left = await dropJob(rest, from.jobId, false);
  if (left !== undefined) log.warn({ jobId: from.jobId, code: left.code }, 'query job left to the org to remove');
  if (expected !== undefined && expected !== place.rows) {
    throw lost(`The query job of ${record} has ${String(expected)} rows, but ${String(place.rows)} were read.`);
  }
}

/** A job that ended seven days ago is gone, and its locators with it. */
async function orLost<Result>(record: RecordName, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    if (error.cure !== 'gone' && error.salesforceCode !== 'INVALID_QUERY_LOCATOR') throw error;
    throw lost(`The query job of ${record} is not there any more.`, error);
  }
}

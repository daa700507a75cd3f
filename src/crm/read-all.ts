import { missingAccessError, type ReadPlan } from './access.ts';
import { BulkRefused, dropJob, openQueryJob, waitForJob } from './bulk-job.ts';
import { jobRows } from './bulk-results.ts';
import type { Cursor } from './crm.ts';
import { CrmError, CrmMissingAccess } from './crm-errors.ts';
import type { CrmLog } from './crm-log.ts';
import { type RawRow, recordSources } from './fields/index.ts';
import { keysetQuery, pageRows, wholeQuery } from './keyset-query.ts';
import { parseReply } from './parse-reply.ts';
import { pageSchema, type ReadParts } from './read-changes.ts';
import type { RecordName, Records } from './records.ts';
import { rowReader } from './row-reader.ts';

export interface ReadAllParts extends ReadParts {
  readonly log: CrmLog;
}

interface Page {
  readonly rows: readonly RawRow[];
  readonly isLast: boolean;
}

/** Old activities are in the archive, which only queryAll reads; it would bring deleted rows too, so those are filtered. */
async function readPage({ rest }: ReadAllParts, plan: ReadPlan, after: Cursor | undefined): Promise<Page> {
  const resource = recordSources[plan.record].isArchived === true ? 'queryAll' : 'query';
  const query = keysetQuery(plan, { withDeleted: false, ...(after === undefined ? {} : { after }) });
  const body = await rest.call({ method: 'GET', path: `/${resource}?q=${encodeURIComponent(query)}` });
  const page = parseReply(pageSchema, body, 'A page of rows');
  return { rows: page.records, isLast: page.done && page.records.length < pageRows };
}

/** A table of one page costs one call this way, where a job costs four. */
async function readFirstPage(parts: ReadAllParts, plan: ReadPlan): Promise<Page> {
  try {
    return await readPage(parts, plan, undefined);
  } catch (error) {
    // A table too large to sort in time is a case for Bulk.
    if (error instanceof CrmError && error.cure === 'shrink') return { rows: [], isLast: false };
    throw error;
  }
}

/** Page after page over REST, for what Bulk refuses. A row that changes meanwhile comes a second time. */
export async function* readByPages(
  parts: ReadAllParts,
  plan: ReadPlan,
  after?: Cursor,
): AsyncGenerator<readonly RawRow[]> {
  const read = rowReader(plan.record, plan);
  let page = await readPage(parts, plan, after);
  for (;;) {
    yield page.rows;
    const last = page.rows.at(-1);
    if (page.isLast || last === undefined) return;
    const { systemModstamp, id } = read(last);
    page = await readPage(parts, plan, { stamp: systemModstamp, id });
  }
}

async function* readByBulk(
  { rest, log, retryPauseMs }: ReadAllParts,
  plan: ReadPlan,
): AsyncGenerator<readonly RawRow[]> {
  const id = await openQueryJob(rest, wholeQuery(plan), recordSources[plan.record].isArchived === true);
  let isRunning = true;
  try {
    await waitForJob(rest, id);
    isRunning = false;
    for await (const { rows } of jobRows(rest, id, retryPauseMs)) yield rows;
  } finally {
    const left = await dropJob(rest, id, isRunning);
    if (left !== undefined) log.warn({ jobId: id, code: left.code }, 'query job left to the org to remove');
  }
}

async function* readRest(parts: ReadAllParts, plan: ReadPlan): AsyncGenerator<readonly RawRow[]> {
  try {
    yield* readByBulk(parts, plan);
  } catch (error) {
    if (!(error instanceof BulkRefused)) throw error;
    parts.log.info({ object: recordSources[plan.record].object, code: error.code }, 'bulk refused, reading by pages');
    yield* readByPages(parts, plan);
  }
}

/** The plan and the first page by it. Where a field was hidden since the last look, one more look tells. */
async function start(parts: ReadAllParts, record: RecordName): Promise<{ plan: ReadPlan; first: Page }> {
  for (let looks = 0; ; looks += 1) {
    const plan = await parts.access.plan(record);
    if (!plan.isReadable) throw missingAccessError(plan);
    try {
      return { plan, first: await readFirstPage(parts, plan) };
    } catch (error) {
      if (!(error instanceof CrmMissingAccess) || looks > 0) throw error;
      parts.access.forget(record);
    }
  }
}

/**
 * All living rows of one record in batches of up to 2,000.
 * @throws CrmMissingAccess where the integration user can not read it.
 */
export async function* readAll<Name extends RecordName>(
  parts: ReadAllParts,
  record: Name,
): AsyncGenerator<readonly Records[Name][]> {
  const { plan, first } = await start(parts, record);
  const read = rowReader(record, plan);
  if (first.isLast) {
    if (first.rows.length > 0) yield first.rows.map(read);
    return;
  }
  const batch: Records[Name][] = [];
  for await (const rows of readRest(parts, plan)) {
    for (const row of rows) batch.push(read(row));
    if (batch.length < pageRows) continue;
    yield batch.splice(0, pageRows);
  }
  if (batch.length > 0) yield batch;
}

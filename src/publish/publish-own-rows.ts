import type { Crm, WriteResult, WriteRow } from '../crm/crm.ts';
import type { Database } from '../store/database.ts';
import { removeRows, upsertRows } from '../store/table.ts';
import { closeIssues } from '../store/tables/issues.ts';
import { areResultsDue, markResultsDone, markResultsDue } from '../store/tables/need-outcomes.ts';
import {
  createdDay,
  type HeldOwnRow,
  heldRows,
  markOwnRowsPublished,
  type OwnRowCut,
  type OwnRowDifference,
  queueOwnRowsBetween,
  readOwnRowCut,
  readOwnRowDifferences,
  releaseOwnRows,
  type RowFields,
} from '../store/tables/own-rows.ts';
import { readSetting, writeSetting } from '../store/tables/settings.ts';
import { byAccount, differingFields, EXTERNAL_ID, isParked } from './own-row-fields.ts';
import {
  forgetRefusals,
  issueId,
  type Refusal,
  type RefusalTarget,
  refuseDeletion,
  refuseValues,
  settle,
} from './own-row-refusals.ts';
import type { PublishResult } from './publish-relationships.ts';

/** Rows a call. */
const CHUNK = 200;
/** Rows looked at together: on a first day, enough to fill a job of the Bulk API. */
const PAGE = 10_000;

/** Objects that hold our own rows; what others point to comes first. */
const OBJECTS = [
  'Baton_Need_Rule__c',
  'Baton_Suggestion__c',
  'Baton_Feedback__c',
  'Baton_Need_Result__c',
  'Baton_Expert__c',
  'Baton_Exchange__c',
  'Baton_Received__c',
] as const;

const FOLLOWED = [
  'need',
  'suggestion',
  'needRule',
  'feedback',
  'needResult',
  'expert',
  'exchange',
  'received',
] as const;

export interface OwnRowsOptions {
  /** Most rows of an object in the org; the best stay. */
  readonly rowCaps: Readonly<Partial<Record<string, number>>>;
  /** Called once the suggestions stand: what became of them is counted from the CRM's own rows. */
  readonly countResults: () => Promise<void>;
  readonly onProgress: (writes: number) => void;
}

/**
 * Writes the difference between what should stand in the CRM and what does, field by field, for rows on which something
 * changed: suggestions, rules, feedback and results. A field that people fill in is only sent where the service changes
 * it. One process at a time; killed in between, the same rows are sent once more.
 */
export async function publishOwnRows(crm: Crm, database: Database, options: OwnRowsOptions): Promise<PublishResult> {
  const sum = { upserts: 0, deletes: 0, parked: 0, transient: 0 };
  // Without needs, or without knowing what stands there, nothing may be taken away.
  for (const record of FOLLOWED) if (!(await crm.canRead(record))) return sum;
  await database.exclusively('publish rows', async () => {
    for (const object of OBJECTS) {
      if (object === 'Baton_Need_Result__c' && (await areResultsDue(database))) {
        await options.countResults();
        await markResultsDone(database);
      }
      const cut = await moveCut(database, object, options.rowCaps[object]);
      for (let after = ''; ;) {
        const page = await readOwnRowDifferences(database, object, cut, after, PAGE);
        const last = page.at(-1);
        if (last === undefined) break;
        after = last.externalId;
        if (object === 'Baton_Suggestion__c') await markResultsDue(database);
        const result = await publishPage({ crm, database, object }, page);
        for (const key of ['upserts', 'deletes', 'parked', 'transient'] as const) sum[key] += result[key];
        options.onProgress(sum.upserts + sum.deletes);
      }
    }
  });
  return sum;
}

/** Where the org has no room for all rows the best stay; rows that win or lose their place are published. */
async function moveCut(database: Database, object: string, cap: number | undefined): Promise<OwnRowCut | undefined> {
  if (cap === undefined) return undefined;
  const setting = `cut ${object}`;
  const known = await readSetting(database, setting);
  const before = known === undefined ? undefined : ((JSON.parse(known) as OwnRowCut | null) ?? undefined);
  // A cap of nothing has no last row: everything lies behind this one.
  const after = cap === 0 ? NOTHING : await readOwnRowCut(database, object, cap);
  if (JSON.stringify(before) === JSON.stringify(after)) return after;
  await database.transaction(async (transaction) => {
    await queueOwnRowsBetween(transaction, object, before, after);
    await writeSetting(transaction, setting, JSON.stringify(after ?? null));
  });
  return after;
}

const NOTHING: OwnRowCut = { worth: 2_147_483_647, externalId: '' };

interface Target extends RefusalTarget {
  readonly crm: Crm;
}

interface Upsert extends OwnRowDifference {
  readonly desired: RowFields;
  /** Only what differs. */
  readonly sent: WriteRow;
}

async function publishPage(target: Target, page: readonly OwnRowDifference[]): Promise<PublishResult> {
  const upserts = page
    .flatMap((row): Upsert[] => {
      const { desired } = row;
      const sent = desired === null ? undefined : differingFields(row.externalId, desired, row.held);
      return desired === null || sent === undefined || isParked(row, desired) ? [] : [{ ...row, desired, sent }];
    })
    .sort(byAccount);
  const deletes = page.filter(({ desired, heldId }) => desired === null && heldId !== null);
  const size = upserts.length < target.crm.bulkFromRows ? CHUNK : upserts.length;
  const written = await inChunks(upserts, size, (chunk) => upsertChunk(target, chunk));
  const removed = await inChunks(deletes, CHUNK, (chunk) => deleteChunk(target, chunk));
  const waiting = new Set([...written.waiting, ...removed.waiting]);
  await markOwnRowsPublished(
    target.database,
    target.object,
    page.filter(({ externalId }) => !waiting.has(externalId)),
  );
  await settle(target, page, [...upserts, ...deletes]);
  const parked = written.parked + removed.parked;
  return { upserts: written.done, deletes: removed.done, parked, transient: waiting.size };
}

interface Outcome {
  readonly done: number;
  readonly parked: number;
  /** External ids of rows that failed for the moment. */
  readonly waiting: readonly string[];
}

async function inChunks<Row>(
  rows: readonly Row[],
  size: number,
  write: (chunk: readonly Row[]) => Promise<Outcome>,
): Promise<Outcome> {
  const sum = { done: 0, parked: 0, waiting: [] as string[] };
  for (let start = 0; start < rows.length; start += size) {
    const outcome = await write(rows.slice(start, start + size));
    sum.done += outcome.done;
    sum.parked += outcome.parked;
    sum.waiting.push(...outcome.waiting);
  }
  return sum;
}

/** Rows with their results: those that are done, those refused for good, and those to try again. */
function sortOut<Row extends { readonly externalId: string }>(rows: readonly Row[], results: readonly WriteResult[]) {
  const done: { row: Row; id: string }[] = [];
  const refused: { row: Row; refusal: Refusal }[] = [];
  const waiting: string[] = [];
  for (const [index, row] of rows.entries()) {
    const result = results[index];
    if (result?.ok === true) done.push({ row, id: result.id });
    // A row that nobody answered for is as good as unanswered.
    else if (result === undefined || result.isTransient) waiting.push(row.externalId);
    else refused.push({ row, refusal: result });
  }
  return { done, refused, waiting };
}

async function upsertChunk(target: Target, chunk: readonly Upsert[]): Promise<Outcome> {
  const rows = chunk.map(({ sent }) => sent);
  const { done, refused, waiting } = sortOut(chunk, await target.crm.upsert(target.object, EXTERNAL_ID, rows));
  await keepUpserts(target, done);
  for (const { row, refusal } of refused) await refuseValues(target, row, refusal);
  return { done: done.length, parked: refused.length, waiting };
}

async function deleteChunk(target: Target, chunk: readonly OwnRowDifference[]): Promise<Outcome> {
  const { crm, database } = target;
  const ids = chunk.flatMap(({ heldId }) => heldId ?? []);
  const { done, refused, waiting } = sortOut(chunk, await crm.remove(ids));
  await removeRows(
    database,
    heldRows,
    done.flatMap(({ row }) => row.heldId ?? []),
  );
  await forgetRefusals(
    target,
    done.filter(({ row }) => row.isRefused).map(({ row }) => row.externalId),
  );
  for (const { row, refusal } of refused) await refuseDeletion(target, row, refusal);
  return { done: done.length, parked: refused.length, waiting };
}

async function keepUpserts(
  { crm, database, object }: Target,
  done: readonly { readonly row: Upsert; readonly id: string }[],
): Promise<void> {
  const rows = done.map(({ row, id }): HeldOwnRow => {
    const account = row.desired['Account__c'];
    return {
      id,
      object,
      externalId: row.externalId,
      accountId: typeof account === 'string' ? account : null,
      createdMs: createdDay(crm.serverNow()),
      fields: { ...row.held, ...row.desired },
    };
  });
  await keepCreated(database, rows);
  await database.transaction(async (transaction) => {
    const ids = done.map(({ row }) => row.externalId);
    await releaseOwnRows(
      transaction,
      object,
      ids.filter((_, index) => done[index]?.row.isRefused === true),
    );
    await closeIssues(
      transaction,
      ids.map((id) => issueId(object, id)),
    );
  });
}

/** A row that was there before keeps the moment at which it was made. */
async function keepCreated(database: Database, rows: readonly HeldOwnRow[]): Promise<void> {
  const known = await database.query<{ id: string; createdMs: number }>(
    'SELECT id, created_ms AS "createdMs" FROM held_row WHERE id = ANY($1::text[])',
    [rows.map(({ id }) => id)],
  );
  const createdOf = new Map(known.map(({ id, createdMs }) => [id, createdMs]));
  await upsertRows(
    database,
    heldRows,
    rows.map((row) => ({ ...row, createdMs: createdOf.get(row.id) ?? row.createdMs })),
  );
}

import { z } from 'zod';

import { type Access, missingAccessError, type ReadPlan } from './access.ts';
import type { Cursor, ReadReply, ReadRequest } from './crm.ts';
import { CrmError, CrmMissingAccess } from './crm-errors.ts';
import { keysetQuery, pageRows } from './keyset-query.ts';
import { parseReply } from './parse-reply.ts';
import { queriesACall, queryTogether } from './query-together.ts';
import type { RecordName, Records } from './records.ts';
import type { Rest } from './rest.ts';
import { rowReader } from './row-reader.ts';
import { errorOfReply } from './to-crm-error.ts';

/** Rows asked for where the org could not answer a whole page in time. */
const smallPage = 200;
/** How often a part of a call is asked again before its failure is handed on. */
const rounds = 4;

export const pageSchema = z.object({ done: z.boolean(), records: z.array(z.record(z.string(), z.unknown())) });

interface Ask {
  readonly index: number;
  readonly record: RecordName;
  readonly after: Cursor | undefined;
  readonly plan: ReadPlan;
  readonly limit: number;
}

interface Answer {
  readonly ask: Ask;
  readonly reply: ReadReply;
  /** Ask again, like this. */
  readonly again?: Ask;
}

export interface ReadParts {
  readonly rest: Rest;
  readonly access: Access;
  readonly retryPauseMs: number;
}

function failed(ask: Ask, failure: CrmError, serverTime: number): ReadReply {
  return { record: ask.record, rows: [], done: true, serverTime, failure };
}

function succeeded(ask: Ask, body: unknown, serverTime: number): ReadReply {
  const page = parseReply(pageSchema, body, 'A page of rows');
  const read = rowReader(ask.record, ask.plan);
  const rows: readonly Records[RecordName][] = page.records.map(read);
  // A page may be cut shorter than asked for, and then `done` says so; a full page may be the last, or not.
  return { record: ask.record, rows, done: page.done && rows.length < ask.limit, serverTime };
}

/** What to ask instead, where the failure says that another question may work. */
async function askAgain({ access }: ReadParts, ask: Ask, error: CrmError): Promise<Ask | undefined> {
  if (error.cure === 'retry') return ask;
  if (error.cure === 'shrink') return ask.limit > smallPage ? { ...ask, limit: smallPage } : undefined;
  if (!(error instanceof CrmMissingAccess)) return undefined;
  access.forget(ask.record);
  const plan = await access.plan(ask.record);
  const isOther = plan.isReadable && plan.fields.join() !== ask.plan.fields.join();
  return isOther ? { ...ask, plan } : undefined;
}

async function readOne(parts: ReadParts, ask: Ask, status: number, body: unknown, at: number): Promise<Answer> {
  try {
    if (status >= 300) throw errorOfReply(status, body);
    return { ask, reply: succeeded(ask, body, at) };
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    const again = await askAgain(parts, ask, error);
    return { ask, reply: failed(ask, error, at), ...(again === undefined ? {} : { again }) };
  }
}

/** One composite call with up to five queries. */
async function askTogether(parts: ReadParts, asks: readonly Ask[]): Promise<readonly Answer[]> {
  const { rest } = parts;
  const at = rest.clock.now();
  const queries = asks.map(({ plan, after, limit }) =>
    keysetQuery(plan, { limit, withDeleted: true, ...(after === undefined ? {} : { after }) }),
  );
  const answers = await queryTogether(rest, queries);
  return Promise.all(
    asks.map((ask, index) => {
      const { status, body } = answers[index] ?? { status: 502, body: '' };
      return readOne(parts, ask, status, body, at);
    }),
  );
}

export function inGroups<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}

/**
 * Reads what changed in several records at once. One that can not be read carries its `failure`; the others are whole.
 * @throws CrmError where no part could be asked: no network, no session, no budget.
 */
export async function readChanges(parts: ReadParts, requests: readonly ReadRequest[]): Promise<readonly ReadReply[]> {
  const replies: ReadReply[] = [];
  const plans = await Promise.all(requests.map(({ record }) => parts.access.plan(record)));
  let pending: Ask[] = [];
  plans.forEach((plan, index) => {
    const { record, after } = requests[index] ?? { record: plan.record };
    const ask = { index, record, after, plan, limit: pageRows };
    if (plan.isReadable) pending.push(ask);
    else replies[index] = failed(ask, missingAccessError(plan), parts.rest.clock.now());
  });
  for (let round = 0; round < rounds && pending.length > 0; round += 1) {
    if (round > 0) await parts.rest.pause(parts.retryPauseMs * 2 ** (round - 1));
    const answers = await Promise.all(inGroups(pending, queriesACall).map((group) => askTogether(parts, group)));
    for (const { ask, reply } of answers.flat()) replies[ask.index] = reply;
    pending = answers.flat().flatMap(({ again }) => (again === undefined ? [] : [again]));
  }
  return replies;
}

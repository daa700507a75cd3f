import { z } from 'zod';

import { missingAccessError } from './access.ts';
import { countQuery, idQuery, type IdRange, pageRows, someQuery } from './keyset-query.ts';
import { parseReply } from './parse-reply.ts';
import { queriesACall, queryTogether } from './query-together.ts';
import { inGroups, pageSchema, type ReadParts } from './read-changes.ts';
import type { RecordName, Records } from './records.ts';
import { rowReader } from './row-reader.ts';
import { to18 } from './salesforce-id.ts';
import { errorOfReply } from './to-crm-error.ts';

/** Ids in one list: a query may have 100,000 characters, and its address in a composite call must stay short. */
const idsAQuery = 200;

const countSchema = z.object({ totalSize: z.number() });
const idsSchema = z.object({ done: z.boolean(), records: z.array(z.object({ Id: z.string() })) });

/** Ids of one range in their order. */
export interface IdPage {
  readonly ids: readonly string[];
  /** False: there may be more behind the last one. */
  readonly isLast: boolean;
}

/** A range of the ids of one record. */
export interface RecordRange extends IdRange {
  readonly record: RecordName;
}

/**
 * Counts living rows in ranges of ids, five ranges to a call.
 * @throws CrmError where a count can not be had
 */
export async function countRows({ rest }: ReadParts, ranges: readonly RecordRange[]): Promise<readonly number[]> {
  const counts: number[] = [];
  for (const group of inGroups(ranges, queriesACall)) {
    const answers = await queryTogether(
      rest,
      group.map(({ record, ...range }) => countQuery(record, range)),
    );
    for (const { status, body } of answers) {
      if (status >= 300) throw errorOfReply(status, body);
      counts.push(parseReply(countSchema, body, 'A count').totalSize);
    }
  }
  return counts;
}

/** Ids of living rows in each of some ranges, at most 2,000 of each; five ranges to a call. */
export async function readIds({ rest }: ReadParts, ranges: readonly RecordRange[]): Promise<readonly IdPage[]> {
  const pages: IdPage[] = [];
  for (const group of inGroups(ranges, queriesACall)) {
    const answers = await queryTogether(
      rest,
      group.map(({ record, ...range }) => idQuery(record, range)),
    );
    for (const { status, body } of answers) {
      if (status >= 300) throw errorOfReply(status, body);
      const { done, records } = parseReply(idsSchema, body, 'A page of ids');
      pages.push({ ids: records.map(({ Id }) => to18(Id)), isLast: done && records.length < pageRows });
    }
  }
  return pages;
}

/** Some rows by their ids; those that are gone without a trace are left out. */
export async function readSome<Name extends RecordName>(
  { rest, access }: ReadParts,
  record: Name,
  ids: readonly string[],
): Promise<readonly Records[Name][]> {
  const plan = await access.plan(record);
  if (!plan.isReadable) throw missingAccessError(plan);
  const read = rowReader(record, plan);
  const rows: Records[Name][] = [];
  for (const group of inGroups(inGroups(ids, idsAQuery), queriesACall)) {
    const answers = await queryTogether(
      rest,
      group.map((some) => someQuery(plan, some)),
    );
    for (const { status, body } of answers) {
      if (status >= 300) throw errorOfReply(status, body);
      rows.push(...parseReply(pageSchema, body, 'A page of rows').records.map(read));
    }
  }
  return rows;
}

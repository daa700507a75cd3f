import type { Crm, WriteResult, WriteRow } from '../crm/crm.ts';
import type { Database } from '../store/database.ts';
import { removeRows, upsertRows } from '../store/table.ts';
import { heldMatches, type HeldMatchRow, readHeldMatches } from '../store/tables/held-matches.ts';
import { closeIssues, closeIssuesUnder, openIssue } from '../store/tables/issues.ts';
import { areProposalsFresh, noteProposed, readMatchProposals } from '../store/tables/match-proposals.ts';
import { explainRefusal } from './explain-refusal.ts';
import {
  ACCOUNT,
  isDecided,
  isOurs,
  LEAD,
  matchDifference,
  type MatchWrite,
  orNull,
  pairOf,
} from './match-difference.ts';

const MATCH = 'Baton_Match__c';
const CHUNK = 200;
/** External ids of issues about judgements that could not be written: this, then the ids of the two records. */
const ISSUE_PREFIX = 'match:';

export interface MatchPublishResult {
  readonly upserts: number;
  readonly deletes: number;
}

const NOTHING: MatchPublishResult = { upserts: 0, deletes: 0 };

/**
 * Brings `Baton_Match__c` up to date: proposes the pairs that matching is unsure about, likeliest first, takes back
 * proposals that are settled, and completes what people decided on the record page (who and when). A decision itself is
 * never changed and never deleted.
 * @param most how many proposals may wait at a time
 */
export async function publishMatches(crm: Crm, database: Database, most: number): Promise<MatchPublishResult> {
  if (!(await crm.canRead('matchJudgement')) || (await areProposalsFresh(database, most))) return NOTHING;
  const done = await database.exclusively('publish matches', async () => {
    const { upserts, deletes } = matchDifference(
      await readMatchProposals(database, most),
      await readHeldMatches(database),
      crm.identity.userId,
    );
    // What was refused and is no longer asked is nobody's worry any more.
    await closeIssuesUnder(
      database,
      ISSUE_PREFIX,
      upserts.map(({ row }) => ISSUE_PREFIX + pairOf(row)),
    );
    const deleted = await deleteRows(crm, database, deletes);
    const byKey = Map.groupBy(upserts, ({ held }) => (held === undefined || isOurs(held) ? 'External_Id__c' : 'Id'));
    let written = 0;
    for (const [key, rows] of byKey) written += await writeRows(crm, database, key, rows);
    if (written === upserts.length && deleted === deletes.length) await noteProposed(database, most);
    return { upserts: written, deletes: deleted };
  });
  return done ?? NOTHING;
}

/** The two lookups that a pair fills. */
function lookupsOf({ oneId, otherId }: MatchWrite['row']): WriteRow {
  if (otherId.startsWith(LEAD)) {
    return { Lead__c: otherId, [oneId.startsWith(ACCOUNT) ? 'Other_Account__c' : 'Other_Contact__c']: oneId };
  }
  return oneId.startsWith(ACCOUNT)
    ? { Account__c: oneId, Other_Account__c: otherId }
    : { Contact__c: oneId, Other_Contact__c: otherId };
}

function toWriteRow({ row, held }: MatchWrite, key: string): WriteRow {
  const stamps = {
    Kind__c: orNull(row.kind),
    State__c: orNull(row.state),
    Decided_By__c: orNull(row.decidedBy),
    Decided_At__c: orNull(row.decidedAt),
    Record_Id__c: row.oneId,
    Other_Record_Id__c: row.otherId,
  };
  // Nothing but the stamps of a decision is ours to write.
  if (held !== undefined && isDecided(held)) {
    return { ...stamps, [key]: key === 'Id' ? held.id : orNull(row.externalId) };
  }
  return {
    ...{ ...stamps, ...lookupsOf(row), External_Id__c: orNull(row.externalId) },
    ...{ Judgement__c: row.judgement, Score__c: orNull(row.score), Evidence__c: orNull(row.evidence) },
  };
}

/** @returns how many were written. */
async function writeRows(
  crm: Crm,
  database: Database,
  key: 'External_Id__c' | 'Id',
  writes: readonly MatchWrite[],
): Promise<number> {
  let written = 0;
  for (let start = 0; start < writes.length; start += CHUNK) {
    const chunk = writes.slice(start, start + CHUNK);
    const results = await crm.upsert(
      MATCH,
      key,
      chunk.map((write) => toWriteRow(write, key)),
    );
    written += await recordResults(crm, database, chunk, results);
  }
  return written;
}

async function recordResults(
  crm: Crm,
  database: Database,
  writes: readonly MatchWrite[],
  results: readonly WriteResult[],
): Promise<number> {
  const done = writes.flatMap(({ row }, index): HeldMatchRow[] => {
    const result = results[index];
    if (result?.ok !== true) return [];
    const lastModified = new Date(crm.serverNow()).toISOString();
    return [{ ...row, id: result.id, lastModifiedBy: crm.identity.userId, lastModified }];
  });
  await database.transaction(async (transaction) => {
    await upsertRows(transaction, heldMatches, done);
    await closeIssues(
      transaction,
      done.map((row) => ISSUE_PREFIX + pairOf(row)),
    );
    for (const [index, { row }] of writes.entries()) {
      const result = results[index];
      if (result === undefined || result.ok || result.isTransient) continue;
      await openIssue(transaction, {
        externalId: ISSUE_PREFIX + pairOf(row),
        ...{ kind: 'Parked write', object: MATCH, recordId: row.oneId, code: result.code },
        ...explainRefusal(result),
      });
    }
  });
  return done.length;
}

/** @returns how many are gone. */
async function deleteRows(crm: Crm, database: Database, ids: readonly string[]): Promise<number> {
  let gone = 0;
  for (let start = 0; start < ids.length; start += CHUNK) {
    const chunk = ids.slice(start, start + CHUNK);
    const results = await crm.remove(chunk);
    const done = chunk.filter((_, index) => results[index]?.ok === true);
    await removeRows(database, heldMatches, done);
    gone += done.length;
  }
  return gone;
}

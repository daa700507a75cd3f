import type { Crm } from '../crm/crm.ts';
import { recordSources } from '../crm/fields/index.ts';
import type { RecordName } from '../crm/records.ts';
import { AppError } from '../errors.ts';
import {
  learnMatchWeights,
  readMatchWeights,
  runPipeline,
  shouldLearnWeights,
  showNeedResults,
  useMatchWeights,
} from '../pipeline/index.ts';
import type { Policy } from '../policy/index.ts';
import {
  keepMatchWeights,
  needLearningIn,
  noteMissingAccess,
  publishIssues,
  publishMatches,
  publishOwnRows,
  publishRelationships,
  type PublishResult,
  publishStatus,
} from '../publish/index.ts';
import type { Database } from '../store/database.ts';
import { keepHouse } from '../store/housekeeping.ts';
import { type Counts, readCounts } from '../store/tables/customers.ts';
import { addApiCalls, readSetting, writeSetting } from '../store/tables/settings.ts';
import { ALL_RECORDS, backfill, poll, reconcileDue, rereadMended, sweepDue } from '../sync/index.ts';
import { answerDrafts } from './answer-drafts.ts';
import { keepRetention } from './keep-retention.ts';
import type { Progress } from './progress.ts';
import { runHandoffs } from './run-handoffs.ts';
import { type Stage, stageClock } from './stage-clock.ts';

export interface ServiceParts {
  readonly crm: Crm;
  readonly database: Database;
  /** What holds where the company has not decided in `Baton_Policy__c`. */
  readonly policyDefaults: Policy;
  /** Version of Baton, for `Baton_Sync_Status__c`. */
  readonly version: string;
  readonly progress?: Progress;
}

export interface RunOptions {
  /** `hot`: only what people wait for. `all`: everything, with first load and housekeeping. */
  readonly which: 'hot' | 'all';
  /** False: a run for everything leaves out what changes slowly. */
  readonly withSlow: boolean;
  /** A status that says nothing new is not written more often than this, in milliseconds. */
  readonly leastStatusPauseMs: number;
}

/** What one run did, and how things stand. */
export interface Summary extends Counts {
  readonly upserts: number;
  readonly deletes: number;
  /** Writes that failed for the moment and will be tried again. */
  readonly postponed: number;
  /** Calls of this process since the run before it. */
  readonly apiCalls: number;
  readonly seconds: number;
  readonly stages: readonly Stage[];
  /** Sentences for the admin; empty where all is well. */
  readonly problems: readonly string[];
}

const DEFAULTS: RunOptions = { which: 'all', withSlow: true, leastStatusPauseMs: 0 };

/**
 * One run: reads what changed, computes what follows, writes the difference. Doing it again changes nothing.
 * @throws AppError where Salesforce or the database can not be used at all.
 */
export async function runOnce(parts: ServiceParts, given: Partial<RunOptions> = {}): Promise<Summary> {
  const options = { ...DEFAULTS, ...given };
  const { crm, database, policyDefaults } = parts;
  const clock = stageClock(() => crm.budget().ownCalls, parts.progress);
  await checkOrg(crm, database);
  const readMs = crm.serverNow();
  try {
    const problems = await read(parts, options, clock);
    const isBlind = problems.some((problem) => problem.isEssential);
    if (!isBlind) await beforePipeline(parts, options.which);
    const computed = await runPipeline(database, {
      nowMs: crm.serverNow(),
      policyDefaults,
      progress: clock,
      mayLearn: !isBlind,
      learningKeeper: needLearningIn(crm),
    });
    if (!isBlind && options.which === 'all') {
      await runHandoffs(parts, 'all');
      await writeSetting(database, COMPLETE, 'yes');
    }
    // Without essential facts the right answer is not known, and rows that stand in the org must not be taken away.
    const { upserts, deletes, transient } = isBlind
      ? NOTHING
      : await publishRows(parts, computed.policy, options.which, clock);
    clock.done('publish', upserts + deletes);
    await publishIssues(crm, database);
    if (!isBlind) await answerDrafts(parts, policyDefaults);
    const sentences = problems.map((problem) => problem.sentence);
    const callsBefore = await noteCalls(crm, database);
    await report(parts, options, sentences, readMs, upserts + deletes > 0);
    return {
      ...(await readCounts(database)),
      upserts,
      deletes,
      postponed: transient,
      apiCalls: callsBefore + (await noteCalls(crm, database)),
      seconds: clock.seconds(),
      stages: clock.stages(),
      problems: sentences,
    };
  } catch (error) {
    await noteCalls(crm, database);
    throw error;
  }
}

const COMPLETE = 'a full run ended';

/**
 * People wait for hand-offs, however long the rest takes: what these need of customers is in the store from the last full
 * run. Before the first one it is not, and everything would go to the intakes.
 */
async function beforePipeline(parts: ServiceParts, which: RunOptions['which']): Promise<void> {
  const isComplete = (await readSetting(parts.database, COMPLETE)) !== undefined;
  if (which === 'hot' || isComplete) await runHandoffs(parts, 'hot');
  if (which === 'all') {
    await keepRetention(parts);
    await keepMatchWeights(parts.crm, parts.database, WEIGHTS);
  }
}

/**
 * Hand-offs of a hot round while a run for everything is under way, as another process would bring them on: what must be
 * done by one is done under a lock. What the run writes at its end, such as rows of the receiver alone, stays with it.
 */
export async function runBeside(parts: ServiceParts): Promise<void> {
  if ((await readSetting(parts.database, COMPLETE)) === undefined) return;
  const options = { ...DEFAULTS, which: 'hot' } as const;
  const problems = await read(
    parts,
    options,
    stageClock(() => 0),
  );
  if (!problems.some((problem) => problem.isEssential)) await runHandoffs(parts, 'hot');
}

const WEIGHTS = {
  read: readMatchWeights,
  use: useMatchWeights,
  shouldLearn: shouldLearnWeights,
  learn: learnMatchWeights,
};

/** Relationships first: they are what people wait for. */
async function publishRows(
  { crm, database }: ServiceParts,
  policy: Policy,
  which: RunOptions['which'],
  clock: ReturnType<typeof stageClock>,
): Promise<PublishResult> {
  const known = await publishRelationships(crm, database, policy.relationshipRowCap, (rows) =>
    clock.update('publish', rows),
  );
  const needed = await publishOwnRows(crm, database, {
    rowCaps: { Baton_Suggestion__c: policy.suggestions.rowCap },
    countResults: () => showNeedResults(database, policy.suggestions),
    onProgress: (rows) => clock.update('publish', known.upserts + known.deletes + rows),
  });
  const judged = which === 'hot' ? NOTHING : await publishMatches(crm, database, policy.match.proposals);
  return {
    upserts: known.upserts + needed.upserts + judged.upserts,
    deletes: known.deletes + needed.deletes + judged.deletes,
    parked: known.parked + needed.parked,
    transient: known.transient + needed.transient,
  };
}

const NOTHING = { upserts: 0, deletes: 0, parked: 0, transient: 0 };

interface Problem {
  readonly sentence: string;
  readonly isEssential: boolean;
}

/** Another process that reads at the same time does the same work; this one goes on with what is in the store. */
async function read(
  { crm, database }: ServiceParts,
  options: RunOptions,
  clock: ReturnType<typeof stageClock>,
): Promise<Problem[]> {
  const unloaded = new Set<RecordName>();
  const failures = await database.exclusively('sync', async () => {
    if (options.which === 'hot') return (await poll(crm, database, 'hot')).failures;
    await rereadMended(crm, database);
    const loaded = await backfill(crm, database, ({ stage, rows, isDone }) =>
      isDone ? clock.done(stage, rows) : clock.update(stage, rows),
    );
    for (const record of loaded.failures.keys()) unloaded.add(record);
    if (Object.keys(loaded.rows).length === ALL_RECORDS.length) return loaded.failures;
    // Before polling moves the positions, which tell how long we were away; and after, when the org's time is fresh.
    await sweepDue(crm, database, crm.serverNow());
    const polled = await poll(crm, database, options.withSlow ? 'all' : 'most');
    await sweepDue(crm, database, crm.serverNow());
    const compared = await reconcileDue(crm, database, crm.serverNow());
    await keepHouse(database, crm.serverNow());
    clock.done('poll', polled.rowsChanged);
    return new Map([...compared.failures, ...polled.failures, ...loaded.failures]);
  });
  await noteMissingAccess(crm, database);
  const missing = (await crm.missingAccess()).map(({ object, field, essential }) => ({
    sentence: `The integration user can not read ${field === undefined ? object : `${object}.${field}`}.`,
    isEssential: essential,
  }));
  const failed = [...(failures ?? [])].map(([record, { message }]) => ({
    sentence: `Changes of ${record} could not be read: ${message}`,
    // Of what was loaded once only the latest is not known.
    isEssential: unloaded.has(record) && recordSources[record].need === 'essential',
  }));
  return [...missing.sort((one, other) => Number(other.isEssential) - Number(one.isEssential)), ...failed];
}

async function report(
  { crm, database, version }: ServiceParts,
  options: RunOptions,
  problems: readonly string[],
  readMs: number,
  hasWritten: boolean,
): Promise<void> {
  if (options.which === 'hot' && !hasWritten) return;
  const [first] = problems;
  const more = problems.length > 1 ? ` And ${problems.length - 1} more, see the issues.` : '';
  const status =
    first === undefined
      ? { state: 'Ok' as const, message: 'All changes are read and published.' }
      : { state: 'Degraded' as const, message: `${first}${more}` };
  await publishStatus(crm, database, { ...status, readMs, version }, options.leastStatusPauseMs);
}

/** A store filled from one org must never be published to another. */
async function checkOrg(crm: Crm, database: Database): Promise<void> {
  const known = await readSetting(database, 'org');
  const { orgId } = crm.identity;
  if (known === undefined) return writeSetting(database, 'org', orgId);
  if (known === orgId) return;
  throw new AppError('WRONG_ORG', `The database was filled from org ${known}, but this is org ${orgId}.`, {
    actions: ['Give each org its own database: another DATABASE_URL or BATON_DATA_FOLDER.'],
  });
}

const noted = new WeakMap<Crm, number>();

/** Adds the calls since the last time to the day's account, which survives a restart. */
async function noteCalls(crm: Crm, database: Database): Promise<number> {
  const { ownCalls } = crm.budget();
  const calls = ownCalls - (noted.get(crm) ?? 0);
  noted.set(crm, ownCalls);
  if (calls > 0) await addApiCalls(database, crm.serverNow(), calls);
  return calls;
}

import { createHash } from 'node:crypto';

import type { SuggestionPolicy } from '../../policy/index.ts';
import type { Database } from '../../store/database.ts';
import { readAnswerCounts, readNeedFacts } from '../../store/tables/need-facts.ts';
import { RESULTS_DUE } from '../../store/tables/need-outcomes.ts';
import {
  clearDirtyNeeds,
  markAllNeeds,
  markDueNeeds,
  type NeedState,
  readDirtyNeeds,
  readNeedState,
  type WaitingCustomer,
} from '../../store/tables/need-work.ts';
import { readServedNeeds } from '../../store/tables/needs.ts';
import { readPilotDivisions } from '../../store/tables/pilot.ts';
import { readSetting, writeSetting, writeSettings } from '../../store/tables/settings.ts';
import { answerLifts, indexRules } from '../../suggest/index.ts';
import { type NeedCatalogue, toCatalogue } from './catalogue.ts';
import { endOfWeek, evaluateBatch, type Evaluation, signsSince } from './evaluate-batch.ts';
import { tellCampaigns } from './feedback.ts';
import { CHANGED, followBatch, followProfiles, knownProfiles, PROFILES } from './follow-profiles.ts';
import {
  compareLearning,
  isCompared,
  keepLearning,
  type LearningKeeper,
  type LearningRules,
  readLearning,
  showLearned,
  UNKEPT,
} from './keep-learning.ts';
import { learnFromAll } from './learn.ts';
import type { Learning } from './packed-learning.ts';
import { ruleId } from './rules.ts';
import { countsOf } from './stored-counts.ts';

const BATCH = 200;
const DAY_MS = 86_400_000;
/** Up to so many customers all of them are looked at again once a day, beyond once a week. */
const MANY_CUSTOMERS = 20_000;

/** Settings of this stage. */
const RULES = 'needs rules';
const STALE = 'needs stale';

export interface NeedsOptions {
  readonly nowMs: number;
  readonly policy: SuggestionPolicy;
  readonly hasPilot: boolean;
  /** No answer is remembered for longer. */
  readonly mostDays: number;
  readonly onBatch: (customers: number) => void;
  /** Undefined: what is learned stays in this store. */
  readonly keeper?: LearningKeeper | undefined;
}

/**
 * What customers may need: learns from time to time, and computes the suggestions of customers on whom something changed
 * with what was learned last. So a suggestion follows from its customer and from one text, which stands in the CRM: who
 * begins with an empty store says the same. One process at a time.
 * @returns customers whose suggestions were computed
 */
export async function runNeeds(database: Database, options: NeedsOptions): Promise<number> {
  return (await database.exclusively('needs', () => runAlone(database, options))) ?? 0;
}

async function runAlone(database: Database, options: NeedsOptions): Promise<number> {
  const catalogue = toCatalogue(await readServedNeeds(database));
  const state = await readNeedState(database, [RULES, STALE, UNKEPT, PROFILES], options.nowMs);
  const limits = { off: new Set(state.rulesOff), unserved: await readUnserved(database, catalogue, options) };
  const { rules, isNew } = await noticeNewRules(database, catalogue, options.policy, limits, state.settings[RULES]);
  if (state.isDue) await markDueNeeds(database, options.nowMs);
  const waiting = await readDirtyNeeds(database, '', BATCH);
  const settled = isNew ? undefined : await readSettled(database, state, waiting.length, options);
  const company = { catalogue, limits, options };
  let customers = waiting.length;
  if (settled === undefined) {
    const done = await learnAndEvaluate(database, rules, company, waiting.length > 0);
    if (done === undefined) return 0;
    customers = done;
  } else if (waiting.length > 0) {
    await evaluateWaiting(database, toEvaluation(settled, company), waiting, true);
    options.onBatch(customers);
  }
  await tellCampaigns(
    database,
    catalogue,
    signsSince({ signsMs: endOfWeek(options.nowMs), days: options.policy.days }),
  );
  return customers;
}

/**
 * What was learned, where it stays as it is whatever the waiting customers turn out to be: then they need to be looked at
 * once only. Most runs are of this kind.
 */
async function readSettled(
  database: Database,
  { settings }: NeedState,
  waiting: number,
  { nowMs, keeper }: NeedsOptions,
): Promise<Learning | undefined> {
  const isUnkept = keeper !== undefined && (settings[UNKEPT] === 'yes' || !isCompared(keeper));
  if (waiting >= BATCH || settings[STALE] === 'yes' || isUnkept) return undefined;
  const known = await readLearning(database);
  if (known === undefined || isOld(known, nowMs)) return undefined;
  return Number(settings[PROFILES] ?? Infinity) + waiting < 2 * known.customers ? known : undefined;
}

/** @returns customers whose suggestions were computed; undefined where nothing could be learned */
async function learnAndEvaluate(
  database: Database,
  rules: LearningRules,
  company: Company,
  isWaiting: boolean,
): Promise<number | undefined> {
  if (!isWaiting && !(await isLearningDue(database, company.options.nowMs))) return 0;
  await followProfiles(database, company.catalogue);
  const learning = await learnIfDue(database, rules, company.options);
  return learning === undefined ? undefined : evaluateAll(database, toEvaluation(learning, company), company.options);
}

/** What is not to be suggested, whatever is learned. */
interface Limits {
  /** Rules that an admin switched off. */
  readonly off: ReadonlySet<string>;
  /** Needs that nobody in a pilot serves. */
  readonly unserved: ReadonlySet<string>;
}

interface Company {
  readonly catalogue: NeedCatalogue;
  readonly limits: Limits;
  readonly options: NeedsOptions;
}

async function readUnserved(
  database: Database,
  { needs }: NeedCatalogue,
  { hasPilot }: NeedsOptions,
): Promise<ReadonlySet<string>> {
  if (!hasPilot) return new Set();
  const served = new Set(await readPilotDivisions(database));
  return new Set(needs.filter(({ divisionId }) => !served.has(divisionId)).map(({ key }) => key));
}

/** Rules that count for everybody: when one changes, every customer is looked at again. */
async function noticeNewRules(
  database: Database,
  catalogue: NeedCatalogue,
  policy: SuggestionPolicy,
  { off, unserved }: Limits,
  known: string | undefined,
): Promise<{ readonly rules: LearningRules; readonly isNew: boolean }> {
  const needs = catalogue.needs.map((need) => ({ ...need, keywords: null }));
  const company = JSON.stringify({ needs, policy: { ...policy, rowCap: null } });
  const hash = createHash('sha256').update(company).digest('hex');
  const rules = { catalogue, minimumGroup: policy.learning.minimumGroup, rules: hash };
  const now = JSON.stringify({ rules: hash, off: [...off], unserved: [...unserved] });
  if (known === now) return { rules, isNew: false };
  const isOnlyLimits = known !== undefined && (JSON.parse(known) as { rules?: string }).rules === hash;
  const learning = await readLearning(database);
  await database.transaction(async (transaction) => {
    await markAllNeeds(transaction);
    if (!isOnlyLimits) await writeSetting(transaction, STALE, 'yes');
    else if (learning !== undefined) await showLearned(transaction, rules, learning);
    await writeSetting(transaction, RULES, now);
  });
  return { rules, isNew: true };
}

async function isLearningDue(database: Database, nowMs: number): Promise<boolean> {
  if ((await readSetting(database, STALE)) === 'yes') return true;
  if ((await readSetting(database, CHANGED)) !== 'yes') return false;
  const known = await readLearning(database);
  if (known === undefined) return true;
  return isOld(known, nowMs) || (await knownProfiles(database)) >= 2 * known.customers;
}

/** Whether it is time to learn again, if anything changed. */
function isOld({ customers, learnedMs }: Learning, nowMs: number): boolean {
  return nowMs - learnedMs >= (customers > MANY_CUSTOMERS ? 7 * DAY_MS : DAY_MS);
}

async function learnIfDue(
  database: Database,
  rules: LearningRules,
  { nowMs, policy, keeper }: NeedsOptions,
): Promise<Learning | undefined> {
  // What the CRM knows is as good as new: it was learned under the same rules, and counts until its time is over.
  if (keeper !== undefined && (await compareLearning(database, rules, keeper)))
    await writeSetting(database, STALE, 'no');
  if (!(await isLearningDue(database, nowMs))) return readLearning(database);
  const { divisionOf } = rules.catalogue;
  const lifts = await readLifts(database, rules.catalogue, policy);
  const from = { divisionOf, policy: policy.learning, lifts, rules: rules.rules, nowMs };
  await keepLearning(database, rules, await learnFromAll(database, from), keeper);
  await writeSetting(database, STALE, 'no');
  await writeSetting(database, CHANGED, 'no');
  return readLearning(database);
}

function toEvaluation(learning: Learning, { catalogue, limits, options }: Company): Evaluation {
  const { nowMs, policy, hasPilot, mostDays } = options;
  const { divisionOf } = catalogue;
  const knowledge = {
    learned: indexRules(learning.learned),
    divisionOf,
    lifts: new Map(Object.entries(learning.lifts)),
    isOff: (contrast: Parameters<typeof ruleId>[0]) => limits.off.has(ruleId(contrast)),
    unserved: limits.unserved,
    policy: policy.learning,
    days: policy.days,
    mostDays,
    nowMs,
    signsMs: endOfWeek(nowMs),
  };
  return { catalogue, knowledge, columns: learning.columns, counts: countsOf(learning, divisionOf), hasPilot };
}

async function evaluateAll(database: Database, evaluation: Evaluation, { onBatch }: NeedsOptions): Promise<number> {
  let customers = 0;
  for (let after = ''; ;) {
    const waiting = await readDirtyNeeds(database, after, BATCH);
    const last = waiting.at(-1);
    if (last === undefined) return customers;
    after = last.customerId;
    await evaluateWaiting(database, evaluation, waiting, false);
    customers += waiting.length;
    onBatch(customers);
  }
}

/** @param isToFollow whether what they are and have is to be brought up to date as well */
async function evaluateWaiting(
  database: Database,
  evaluation: Evaluation,
  waiting: readonly WaitingCustomer[],
  isToFollow: boolean,
): Promise<void> {
  const ids = waiting.map(({ customerId }) => customerId);
  await database.transaction(
    async (transaction) => {
      const facts = await readNeedFacts(transaction, ids, signsSince(evaluation.knowledge));
      const settings = isToFollow ? await followBatch(transaction, evaluation.catalogue, ids, facts) : undefined;
      await evaluateBatch(transaction, evaluation, ids, facts);
      await writeSettings(transaction, { ...settings, ...RESULTS_DUE });
      await clearDirtyNeeds(transaction, waiting);
    },
    waiting.length < BATCH ? 'few' : 'any',
  );
}

/** What account teams answered in the whole company, as a shift of the odds. */
async function readLifts(
  database: Database,
  { byId }: NeedCatalogue,
  { learning }: SuggestionPolicy,
): Promise<ReadonlyMap<string, number>> {
  const rows = Map.groupBy(await readAnswerCounts(database), ({ needId }) => needId);
  const counts = [...rows].flatMap(([needId, some]) => {
    const need = byId.get(needId);
    const count = (...statuses: string[]): number =>
      some.reduce((sum, { status, rows: number }) => sum + (statuses.includes(status) ? number : 0), 0);
    return need === undefined
      ? []
      : [{ product: need.key, passedOn: count('Passed on'), refused: count('Not now', 'Not relevant') }];
  });
  return answerLifts(counts, learning);
}

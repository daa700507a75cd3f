import type { SuggestionPolicy } from '../../policy/index.ts';
import type { Database } from '../../store/database.ts';
import { type NeedProfileRow, readProfiles, replaceProfiles } from '../../store/tables/need-counts.ts';
import { readAnswerCounts, readNeedAccounts, readNeedDeals } from '../../store/tables/need-facts.ts';
import {
  clearDirtyNeeds,
  countDirtyNeeds,
  markAllNeeds,
  markDueNeeds,
  readDirtyNeeds,
} from '../../store/tables/need-work.ts';
import { readServedNeeds } from '../../store/tables/needs.ts';
import { readPilotDivisions } from '../../store/tables/pilot.ts';
import { readSetting, writeSetting } from '../../store/tables/settings.ts';
import { answerLifts, type ClassColumn, indexRules } from '../../suggest/index.ts';
import { type NeedCatalogue, toCatalogue } from './catalogue.ts';
import { evaluateBatch, type Evaluation, signsSince } from './evaluate-batch.ts';
import { showCampaignFeedback } from './feedback.ts';
import { learnAnew, readLearning, type StoredLearning } from './learn.ts';
import { boughtAt, toProfile, toProfileRow } from './profiles.ts';
import { readRulesOff, ruleId, showRules } from './rules.ts';
import { CountReader, recount } from './stored-counts.ts';

const BATCH = 200;
const DAY_MS = 86_400_000;
/** From so many waiting customers on, counting all anew costs less than following each. */
const MANY = 2_000;

/** Settings of this stage. */
const RULES = 'needs rules';
const STALE = 'needs stale';
const CHANGED = 'needs changed';
/** Emptied by `sync/` when a suggestion in the CRM differs from what we knew. */
const ANSWERS = 'needs answers';

export interface NeedsOptions {
  readonly nowMs: number;
  readonly policy: SuggestionPolicy;
  readonly hasPilot: boolean;
  /** No answer is remembered for longer. */
  readonly mostDays: number;
  readonly onBatch: (customers: number) => void;
}

/**
 * What customers may need: follows changed customers in the counts, learns once a day or when much has changed, and
 * computes the suggestions of customers on whom something changed. One process at a time.
 * @returns customers whose suggestions were computed
 */
export async function runNeeds(database: Database, options: NeedsOptions): Promise<number> {
  return (await database.exclusively('needs', () => runAlone(database, options))) ?? 0;
}

async function runAlone(database: Database, options: NeedsOptions): Promise<number> {
  const catalogue = toCatalogue(await readServedNeeds(database));
  const limits = { off: await readRulesOff(database), unserved: await readUnserved(database, catalogue, options) };
  await noticeNewRules(database, catalogue, options.policy, limits);
  await markDueNeeds(database, options.nowMs);
  const waiting = await countDirtyNeeds(database, MANY);
  if (waiting === 0 && !(await isLearningDue(database, options.nowMs))) return 0;
  return followAndEvaluate(database, catalogue, limits, waiting >= MANY, options);
}

/** What is not to be suggested, whatever is learned. */
interface Limits {
  /** Rules that an admin switched off. */
  readonly off: ReadonlySet<string>;
  /** Needs that nobody in a pilot serves. */
  readonly unserved: ReadonlySet<string>;
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

async function followAndEvaluate(
  database: Database,
  catalogue: NeedCatalogue,
  limits: Limits,
  isMuch: boolean,
  options: NeedsOptions,
): Promise<number> {
  const known = await readLearning(database);
  const isStale = known === undefined || isMuch || (await readSetting(database, STALE)) === 'yes';
  if (isStale) await writeSetting(database, STALE, 'yes');
  await followProfiles(database, catalogue, isStale ? undefined : known.columns);
  const learning = await learnIfDue(database, catalogue, options, isStale ? undefined : known);
  return evaluateAll(database, catalogue, learning, limits, options);
}

/** Rules that count for everybody: when one changes, every customer is looked at again. */
async function noticeNewRules(
  database: Database,
  { needs }: NeedCatalogue,
  policy: SuggestionPolicy,
  { off, unserved }: Limits,
): Promise<void> {
  const catalogue = needs.map((need) => ({ ...need, keywords: null }));
  const rules = JSON.stringify({
    catalogue,
    policy: { ...policy, rowCap: null },
    off: [...off],
    unserved: [...unserved],
  });
  const known = await readSetting(database, RULES);
  if (known === rules) return;
  const before = known === undefined ? undefined : (JSON.parse(known) as { catalogue: unknown; policy: unknown });
  const isOnlyLimits =
    before !== undefined &&
    JSON.stringify(before.catalogue) === JSON.stringify(catalogue) &&
    JSON.stringify(before.policy) === JSON.stringify({ ...policy, rowCap: null });
  await database.transaction(async (transaction) => {
    await markAllNeeds(transaction);
    if (!isOnlyLimits) await writeSetting(transaction, STALE, 'yes');
    await writeSetting(transaction, RULES, rules);
  });
}

async function isLearningDue(
  database: Database,
  nowMs: number,
  known?: Pick<StoredLearning, 'learnedMs'>,
): Promise<boolean> {
  if ((await readSetting(database, STALE)) === 'yes') return true;
  if ((await readSetting(database, CHANGED)) !== 'yes') return false;
  const { learnedMs = nowMs } = known ?? (await readLearning(database)) ?? {};
  return nowMs - learnedMs >= DAY_MS;
}

/** Brings the profiles of waiting customers up to date, and the counts too where `columns` say how they count. */
async function followProfiles(
  database: Database,
  catalogue: NeedCatalogue,
  columns: readonly ClassColumn[] | undefined,
): Promise<void> {
  for (let after = ''; ;) {
    const batch = await readDirtyNeeds(database, after, BATCH);
    const last = batch.at(-1);
    if (last === undefined) return;
    after = last.customerId;
    const ids = batch.map(({ customerId }) => customerId);
    await database.transaction((transaction) => followBatch(transaction, catalogue, columns, ids));
  }
}

async function followBatch(
  database: Database,
  catalogue: NeedCatalogue,
  columns: readonly ClassColumn[] | undefined,
  ids: readonly string[],
): Promise<void> {
  const accounts = Map.groupBy(await readNeedAccounts(database, ids), ({ customerId }) => customerId);
  const deals = Map.groupBy(await readNeedDeals(database, ids), ({ customerId }) => customerId);
  const rows = [...accounts].map(([customerId, some]) =>
    toProfileRow(customerId, some, boughtAt(catalogue, deals.get(customerId) ?? []).keys()),
  );
  const before = new Map((await readProfiles(database, ids)).map((row) => [row.customerId, row]));
  const after = new Map(rows.map((row) => [row.customerId, row]));
  const changed = ids.filter((id) => !isSame(before.get(id), after.get(id)));
  if (changed.length === 0) return;
  await replaceProfiles(database, ids, rows);
  if (columns === undefined) return;
  const profile = (row: NeedProfileRow | undefined) => (row === undefined ? undefined : toProfile(columns, row));
  await recount(
    database,
    catalogue.divisionOf,
    changed.map((id) => ({ before: profile(before.get(id)), after: profile(after.get(id)) })),
  );
  await writeSetting(database, CHANGED, 'yes');
}

function isSame(one: NeedProfileRow | undefined, other: NeedProfileRow | undefined): boolean {
  const text = (row: NeedProfileRow | undefined): string =>
    row === undefined
      ? ''
      : JSON.stringify([row.customerId, row.industry, row.country, row.turnover, row.employees, row.needs]);
  return text(one) === text(other);
}

async function learnIfDue(
  database: Database,
  catalogue: NeedCatalogue,
  { nowMs, policy }: NeedsOptions,
  known: StoredLearning | undefined,
): Promise<StoredLearning> {
  if (known !== undefined && !(await isLearningDue(database, nowMs, known))) return known;
  const fresh = await learnAnew(database, catalogue.divisionOf, policy.learning, nowMs);
  await database.transaction(async (transaction) => {
    await showRules(transaction, catalogue, fresh.contrasts, policy.learning.minimumGroup);
    const isNews = JSON.stringify(known?.learned.rules) !== JSON.stringify(fresh.learned.rules);
    if (isNews || JSON.stringify(known?.columns) !== JSON.stringify(fresh.columns)) await markAllNeeds(transaction);
    await writeSetting(transaction, STALE, 'no');
    await writeSetting(transaction, CHANGED, 'no');
  });
  return fresh;
}

async function evaluateAll(
  database: Database,
  catalogue: NeedCatalogue,
  { learned, columns }: StoredLearning,
  { off, unserved }: Limits,
  { nowMs, policy, hasPilot, mostDays, onBatch }: NeedsOptions,
): Promise<number> {
  const products = [...catalogue.divisionOf.keys()].sort();
  const knowledge = {
    learned: indexRules(learned),
    divisionOf: catalogue.divisionOf,
    lifts: await readLifts(database, catalogue, policy),
    isOff: (contrast: Parameters<typeof ruleId>[0]) => off.has(ruleId(contrast)),
    unserved,
    policy: policy.learning,
    days: policy.days,
    mostDays,
    nowMs,
  };
  const counts = new CountReader(catalogue.divisionOf, products);
  const evaluation: Evaluation = { catalogue, knowledge, columns, counts, hasPilot };
  const campaignIds = new Set<string>();
  let customers = 0;
  for (let after = ''; ;) {
    const batch = await readDirtyNeeds(database, after, BATCH);
    const last = batch.at(-1);
    if (last === undefined) break;
    after = last.customerId;
    const ids = batch.map(({ customerId }) => customerId);
    await database.transaction(async (transaction) => {
      const result = await evaluateBatch(transaction, evaluation, ids);
      for (const id of result.campaignIds) campaignIds.add(id);
      await clearDirtyNeeds(transaction, batch);
    });
    customers += batch.length;
    onBatch(customers);
  }
  await showCampaignFeedback(database, catalogue, [...campaignIds], signsSince(knowledge));
  return customers;
}

/** What account teams answered in the whole company, as a shift of the odds. */
async function readLifts(
  database: Database,
  { byId }: NeedCatalogue,
  { learning }: SuggestionPolicy,
): Promise<ReadonlyMap<string, number>> {
  const rows = Map.groupBy(await readAnswers(database), ({ needId }) => needId);
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

/** Counted when an answer has changed, since counting looks at every suggestion of the org. */
async function readAnswers(database: Database): ReturnType<typeof readAnswerCounts> {
  const known = await readSetting(database, ANSWERS);
  if (known !== undefined && known !== '') return JSON.parse(known) as Awaited<ReturnType<typeof readAnswerCounts>>;
  const counts = await readAnswerCounts(database);
  await writeSetting(database, ANSWERS, JSON.stringify(counts));
  return counts;
}

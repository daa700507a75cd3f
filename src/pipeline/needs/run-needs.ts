import { createHash } from 'node:crypto';

import type { SuggestionPolicy } from '../../policy/index.ts';
import type { Database } from '../../store/database.ts';
import { countProfiles, type NeedProfileRow, readProfiles, replaceProfiles } from '../../store/tables/need-counts.ts';
import { readAnswerCounts, readNeedAccounts, readNeedDeals } from '../../store/tables/need-facts.ts';
import { markResultsDue } from '../../store/tables/need-outcomes.ts';
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
import { answerLifts, indexRules } from '../../suggest/index.ts';
import { type NeedCatalogue, toCatalogue } from './catalogue.ts';
import { endOfWeek, evaluateBatch, type Evaluation, signsSince } from './evaluate-batch.ts';
import { tellCampaigns } from './feedback.ts';
import {
  compareLearning,
  keepLearning,
  type LearningKeeper,
  type LearningRules,
  readLearning,
  showLearned,
} from './keep-learning.ts';
import { learnFromAll } from './learn.ts';
import type { Learning } from './packed-learning.ts';
import { boughtAt, toProfileRow } from './profiles.ts';
import { readRulesOff, ruleId } from './rules.ts';
import { CountReader } from './stored-counts.ts';

const BATCH = 200;
const DAY_MS = 86_400_000;
/** Up to so many customers all of them are looked at again once a day, beyond once a week. */
const MANY_CUSTOMERS = 20_000;

/** Settings of this stage. */
const RULES = 'needs rules';
const STALE = 'needs stale';
/** Also set by `sync/` when a suggestion in the CRM differs from what we knew: it may be an answer. */
const CHANGED = 'needs changed';
/** How many profiles there are. */
const PROFILES = 'needs profiles';

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
  const limits = { off: await readRulesOff(database), unserved: await readUnserved(database, catalogue, options) };
  const rules = await noticeNewRules(database, catalogue, options.policy, limits);
  await markDueNeeds(database, options.nowMs);
  const waiting = await countDirtyNeeds(database, 1);
  let customers = 0;
  if (waiting > 0 || (await isLearningDue(database, options.nowMs))) {
    await followProfiles(database, catalogue);
    const learning = await learnIfDue(database, rules, options);
    if (learning === undefined) return 0;
    customers = await evaluateAll(database, catalogue, learning, limits, options);
  }
  await tellCampaigns(
    database,
    catalogue,
    signsSince({ signsMs: endOfWeek(options.nowMs), days: options.policy.days }),
  );
  return customers;
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

/** Rules that count for everybody: when one changes, every customer is looked at again. */
async function noticeNewRules(
  database: Database,
  catalogue: NeedCatalogue,
  policy: SuggestionPolicy,
  { off, unserved }: Limits,
): Promise<LearningRules> {
  const needs = catalogue.needs.map((need) => ({ ...need, keywords: null }));
  const company = JSON.stringify({ needs, policy: { ...policy, rowCap: null } });
  const hash = createHash('sha256').update(company).digest('hex');
  const rules = { catalogue, minimumGroup: policy.learning.minimumGroup, rules: hash };
  const now = JSON.stringify({ rules: hash, off: [...off], unserved: [...unserved] });
  const known = await readSetting(database, RULES);
  if (known === now) return rules;
  const isOnlyLimits = known !== undefined && (JSON.parse(known) as { rules?: string }).rules === hash;
  const learning = await readLearning(database);
  await database.transaction(async (transaction) => {
    await markAllNeeds(transaction);
    if (!isOnlyLimits) await writeSetting(transaction, STALE, 'yes');
    else if (learning !== undefined) await showLearned(transaction, rules, learning);
    await writeSetting(transaction, RULES, now);
  });
  return rules;
}

async function isLearningDue(database: Database, nowMs: number): Promise<boolean> {
  if ((await readSetting(database, STALE)) === 'yes') return true;
  if ((await readSetting(database, CHANGED)) !== 'yes') return false;
  const known = await readLearning(database);
  if (known === undefined) return true;
  const pauseMs = known.customers > MANY_CUSTOMERS ? 7 * DAY_MS : DAY_MS;
  return nowMs - known.learnedMs >= pauseMs || (await knownProfiles(database)) >= 2 * known.customers;
}

/** Kept beside the profiles, since counting them after each change would cost more the larger the org is. */
async function knownProfiles(database: Database): Promise<number> {
  const known = await readSetting(database, PROFILES);
  if (known !== undefined) return Number(known);
  const counted = await countProfiles(database);
  await writeSetting(database, PROFILES, String(counted));
  return counted;
}

/** Brings up to date what waiting customers are and have. */
async function followProfiles(database: Database, catalogue: NeedCatalogue): Promise<void> {
  for (let after = ''; ;) {
    const batch = await readDirtyNeeds(database, after, BATCH);
    const last = batch.at(-1);
    if (last === undefined) return;
    after = last.customerId;
    const ids = batch.map(({ customerId }) => customerId);
    await database.transaction((transaction) => followBatch(transaction, catalogue, ids));
  }
}

async function followBatch(database: Database, catalogue: NeedCatalogue, ids: readonly string[]): Promise<void> {
  const accounts = Map.groupBy(await readNeedAccounts(database, ids), ({ customerId }) => customerId);
  const deals = Map.groupBy(await readNeedDeals(database, ids), ({ customerId }) => customerId);
  const rows = [...accounts].map(([customerId, some]) =>
    toProfileRow(customerId, some, boughtAt(catalogue, deals.get(customerId) ?? []).keys()),
  );
  const before = new Map((await readProfiles(database, ids)).map((row) => [row.customerId, row]));
  const after = new Map(rows.map((row) => [row.customerId, row]));
  if (ids.every((id) => isSame(before.get(id), after.get(id)))) return;
  const profiles = (await knownProfiles(database)) + after.size - before.size;
  await replaceProfiles(database, ids, rows);
  await writeSetting(database, PROFILES, String(profiles));
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

async function evaluateAll(
  database: Database,
  catalogue: NeedCatalogue,
  { learned, columns, lifts }: Learning,
  { off, unserved }: Limits,
  { nowMs, policy, hasPilot, mostDays, onBatch }: NeedsOptions,
): Promise<number> {
  const products = [...catalogue.divisionOf.keys()].sort();
  const knowledge = {
    learned: indexRules(learned),
    divisionOf: catalogue.divisionOf,
    lifts: new Map(Object.entries(lifts)),
    isOff: (contrast: Parameters<typeof ruleId>[0]) => off.has(ruleId(contrast)),
    unserved,
    policy: policy.learning,
    days: policy.days,
    mostDays,
    nowMs,
    signsMs: endOfWeek(nowMs),
  };
  const counts = new CountReader(catalogue.divisionOf, products);
  const evaluation: Evaluation = { catalogue, knowledge, columns, counts, hasPilot };
  let customers = 0;
  for (let after = ''; ;) {
    const batch = await readDirtyNeeds(database, after, BATCH);
    const last = batch.at(-1);
    if (last === undefined) break;
    after = last.customerId;
    const ids = batch.map(({ customerId }) => customerId);
    await database.transaction(async (transaction) => {
      await evaluateBatch(transaction, evaluation, ids);
      await markResultsDue(transaction);
      await clearDirtyNeeds(transaction, batch);
    });
    customers += batch.length;
    onBatch(customers);
  }
  return customers;
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

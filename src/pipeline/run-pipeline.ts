import { effectivePolicy, type Policy, retentionStart } from '../policy/index.ts';
import type { Database } from '../store/database.ts';
import { prepareForWork } from '../store/housekeeping.ts';
import { readActiveDivisions, readPolicyChoices } from '../store/tables/choices.ts';
import { readSetting, writeSetting } from '../store/tables/settings.ts';
import { markAllCustomers, markDueCustomers } from '../store/tables/work-queues.ts';
import { computeCustomers, type ComputeResult, RULES } from './compute-customers.ts';
import { matchAll } from './match-stage.ts';
import type { LearningKeeper } from './needs/keep-learning.ts';
import { runNeeds } from './needs/run-needs.ts';
import { resolvePilot } from './resolve-pilot.ts';

const DAY_MS = 86_400_000;

/** Hears how far a stage is: `match` counts accounts, `relate` and `suggest` customers. */
export interface StageProgress {
  update(stage: 'match' | 'relate' | 'suggest', rows: number): void;
  done(stage: 'match' | 'relate' | 'suggest', rows: number): void;
}

export interface PipelineOptions {
  /** The org's time, in milliseconds since 1970. */
  readonly nowMs: number;
  /** What holds where the company has not decided. */
  readonly policyDefaults: Policy;
  readonly progress?: StageProgress;
  /** False: essential facts are missing, from which nothing may be learned. */
  readonly mayLearn?: boolean;
  readonly learningKeeper?: LearningKeeper;
}

export interface PipelineResult extends ComputeResult {
  readonly matchedAccounts: number;
  readonly policy: Policy;
}

/** Takes everything dirty through the pure stages and back into the store. Nothing dirty: nothing is read or written. */
export async function runPipeline(database: Database, options: PipelineOptions): Promise<PipelineResult> {
  const { nowMs, progress } = options;
  const policy = effectivePolicy(await readPolicyChoices(database), options.policyDefaults);
  const rules = await noticeNewRules(database, policy);
  await resolvePilot(database, policy);
  await markDueCustomers(database, nowMs);
  await prepareForWork(database, 'dirty_account');
  const matchedAccounts = await matchAll(database, policy.match, (rows) => progress?.update('match', rows));
  progress?.done('match', matchedAccounts);
  await prepareForWork(database, 'dirty_customer');
  const computed = await computeCustomers(database, nowMs, { policy, rules }, (rows) =>
    progress?.update('relate', rows),
  );
  progress?.done('relate', computed.customers);
  const suggested = options.mayLearn === false ? 0 : await suggest(database, policy, options);
  progress?.done('suggest', suggested);
  return { ...computed, matchedAccounts, policy };
}

function suggest(database: Database, policy: Policy, options: PipelineOptions): Promise<number> {
  const { nowMs } = options;
  return runNeeds(database, {
    nowMs,
    policy: policy.suggestions,
    mostDays: Math.round((nowMs - retentionStart(nowMs, policy.retentionMonths)) / DAY_MS),
    hasPilot: policy.pilot !== undefined,
    keeper: options.learningKeeper,
    onBatch: (rows) => options.progress?.update('suggest', rows),
  });
}

/**
 * Rules that count for everybody: when one changes, every customer is looked at again.
 * @returns them, as they stand in the store
 */
async function noticeNewRules(database: Database, policy: Policy): Promise<string> {
  // How many rows there is room for decides only about publishing.
  const rules = JSON.stringify({
    policy: { ...policy, relationshipRowCap: null, suggestions: null, match: null },
    divisions: await readActiveDivisions(database),
  });
  await database.transaction(async (transaction) => {
    if ((await readSetting(transaction, RULES)) === rules) return;
    await markAllCustomers(transaction, 'policy');
    await writeSetting(transaction, RULES, rules);
  });
  return rules;
}

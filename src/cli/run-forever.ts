import { setTimeout as sleep } from 'node:timers/promises';

import { CrmError } from '../crm/crm-errors.ts';
import { AppError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { readLatestWake } from '../store/tables/desks.ts';
import { readApiCalls } from '../store/tables/settings.ts';
import { FULL_RUNS_A_SLOW_ONE, type Pace, paceFor } from './pace.ts';
import { runBeside, runOnce, type RunOptions, type ServiceParts, type Summary } from './run-service.ts';

export interface ForeverParts extends ServiceParts {
  /** Ends the service after the run that is under way. */
  readonly signal: AbortSignal;
  /** How often choices of people and fresh activities are looked up, in milliseconds. */
  readonly hotIntervalMs: number;
  /** How often everything is looked up, in milliseconds. */
  readonly fullIntervalMs: number;
  readonly onRun?: (summary: Summary, which: 'hot' | 'all') => void;
  /** A run failed and comes again after this time. */
  readonly onFailure?: (error: AppError, retryInMs: number) => void;
}

const FIRST_PAUSE_MS = 5_000;

/**
 * Runs until the signal comes. Failures of Salesforce or the database are waited out, since what was stored stays and the
 * next run goes on from there. Only before the first run that succeeded, one that does not pass by waiting ends it: it
 * shows that something is set up wrong.
 * @throws AppError when the first run fails for good; any other error at once.
 */
export async function runForever(parts: ForeverParts): Promise<void> {
  const wished: Pace = { hotMs: parts.hotIntervalMs, fullMs: parts.fullIntervalMs };
  let lastFull = Number.NEGATIVE_INFINITY;
  let failures = 0;
  let fullRuns = 0;
  const wake = wakeWatch(parts.database);
  while (!parts.signal.aborted) {
    const pace = await currentPace(parts, wished);
    const began = performance.now();
    const which = wake.which(isDue(began - lastFull, pace));
    const withSlow = which === 'all' && fullRuns % FULL_RUNS_A_SLOW_ONE === 0;
    const options = { which, withSlow, leastStatusPauseMs: pace.fullMs } as const;
    const run = (): ReturnType<typeof runAndTell> => runAndTell(parts, options, fullRuns > 0 ? isForeseen : passes);
    const failure = await withHotBeside(parts, which, run, pace.hotMs, wake);
    failures = failure === undefined ? 0 : failures + 1;
    if (failure === undefined && which === 'all') {
      lastFull = began;
      fullRuns += 1;
    }
    const pauseMs = failure === undefined ? await pauseUnless(wake, which, pace) : pauseAfter(failure, failures, pace);
    if (failure !== undefined) parts.onFailure?.(failure, pauseMs);
    await pause(Math.max(0, pauseMs - (performance.now() - began)), parts.signal);
  }
}

/** Half a hot interval early is near enough: a full run does the hot one's work too. */
function isDue(sinceFullMs: number, pace: Pace): boolean {
  return sinceFullMs >= pace.fullMs - pace.hotMs / 2;
}

async function pauseUnless(wake: WakeWatch, which: 'hot' | 'all', pace: Pace): Promise<number> {
  return (await wake.hasNew(which)) ? 0 : pace.hotMs;
}

/** People who wait for a hand-off do not wait for the end of a long run: meanwhile it is looked for at the hot pace. */
async function withHotBeside<Result>(
  parts: ForeverParts,
  which: 'hot' | 'all',
  run: () => Promise<Result>,
  hotMs: number,
  wake: WakeWatch,
): Promise<Result> {
  if (which === 'hot') return run();
  const ended = new AbortController();
  const beside = lookBeside(parts, hotMs, wake, ended.signal);
  const [result] = await Promise.all([
    run().finally(() => {
      ended.abort();
    }),
    beside,
  ]);
  return result;
}

async function lookBeside(parts: ForeverParts, hotMs: number, wake: WakeWatch, ended: AbortSignal): Promise<void> {
  for (;;) {
    await pause(hotMs, ended);
    if (ended.aborted) return;
    try {
      await wake.during(() => runBeside(parts));
    } catch (error) {
      // The run itself, or the next one, meets the same and tells it.
      if (!isForeseen(error)) throw error;
    }
  }
}

interface WakeWatch {
  /** Does something that may read a wish while a full run is under way, which may have been too early for it. */
  during(work: () => Promise<void>): Promise<void>;
  which(isDue: boolean): 'hot' | 'all';
  hasNew(which: 'hot' | 'all'): Promise<boolean>;
}

/**
 * A panel whose change is not among the hot records stamps a wish to be looked at: the hot run that reads it is followed
 * by a full one at once.
 */
function wakeWatch(database: Database): WakeWatch {
  let seen: string | undefined;
  let isAsked = false;
  let isAskedMeanwhile = false;
  return {
    during: async (work) => {
      const before = await readLatestWake(database);
      await work();
      if ((await readLatestWake(database)) !== before) isAskedMeanwhile = true;
    },
    which: (isDueAnyway) => (isDueAnyway || isAsked ? 'all' : 'hot'),
    hasNew: async (which) => {
      const latest = await readLatestWake(database);
      isAsked = isAskedMeanwhile || (which === 'hot' && latest !== undefined && latest !== seen);
      isAskedMeanwhile = false;
      seen = latest;
      return isAsked;
    },
  };
}

async function currentPace({ crm, database }: ForeverParts, wished: Pace): Promise<Pace> {
  return paceFor(wished, crm.budget(), await readApiCalls(database, crm.serverNow()));
}

async function runAndTell(
  parts: ForeverParts,
  options: RunOptions,
  mayFail: (error: unknown) => error is AppError,
): Promise<AppError | undefined> {
  try {
    const summary = await runOnce(parts, options);
    parts.onRun?.(summary, options.which);
    return undefined;
  } catch (error) {
    if (mayFail(error)) return error;
    throw error;
  }
}

function isForeseen(error: unknown): error is AppError {
  return error instanceof AppError;
}

/** Salesforce is away, busy or at a limit: it will be there again. */
function passes(error: unknown): error is AppError {
  return error instanceof CrmError && (error.cure === 'retry' || error.cure === 'wait');
}

/** As long as the failure says, else twice as long each time, up to the time between two full runs. */
function pauseAfter(failure: AppError, failures: number, pace: Pace): number {
  return failure.retryAfterMs ?? Math.min(pace.fullMs, FIRST_PAUSE_MS * 2 ** (failures - 1));
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

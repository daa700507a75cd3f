import { setTimeout as sleep } from 'node:timers/promises';

import { CrmError } from './crm-errors.ts';

export interface RetryOptions {
  /** First pause in milliseconds; doubles each time, with jitter. */
  readonly pauseMs: number;
  readonly attempts?: number;
  /** Longest single pause in milliseconds. */
  readonly longestMs?: number;
  /** How to wait, where the wait may be cut short by an error. */
  readonly pause?: (ms: number) => Promise<void>;
  readonly onRetry?: (error: CrmError, pauseMs: number) => void;
}

/** Pause before try `attempt + 1`: doubling, spread over half to whole so that many callers do not come back at once. */
function pauseBefore(attempt: number, { pauseMs, longestMs = 30_000 }: RetryOptions): number {
  return Math.min(pauseMs * 2 ** attempt, longestMs) * (0.5 + Math.random() / 2);
}

/**
 * The one place where a failed call is made again. Only what the error table says may pass is tried, whatever the
 * method: our writes are upserts by external id, so that a write whose reply was lost does no harm the second time.
 */
export async function withRetries<Result>(work: () => Promise<Result>, options: RetryOptions): Promise<Result> {
  const attempts = options.attempts ?? 5;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof CrmError) || error.cure !== 'retry' || attempt + 1 >= attempts) throw error;
      const pauseMs = pauseBefore(attempt, options);
      options.onRetry?.(error, pauseMs);
      await (options.pause ?? sleep)(pauseMs);
    }
  }
}

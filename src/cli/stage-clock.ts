import type { Progress } from './progress.ts';

/** What a stage of a run did. */
export interface Stage {
  readonly stage: string;
  readonly rows: number;
  readonly apiCalls: number;
  readonly seconds: number;
}

export interface StageClock {
  update(stage: string, rows: number): void;
  done(stage: string, rows: number): void;
  stages(): readonly Stage[];
  /** Since the clock was made. */
  seconds(): number;
}

/**
 * Times the stages of a run, which follow each other, counts their API calls and tells the progress.
 * @param callsSoFar API calls made up to now
 * @param now milliseconds, only for durations
 */
export function stageClock(
  callsSoFar: () => number,
  progress?: Progress,
  now: () => number = () => performance.now(),
): StageClock {
  const beganAt = now();
  let callsBefore = callsSoFar();
  let stageBeganAt = beganAt;
  const stages: Stage[] = [];
  return {
    update: (stage, rows) => progress?.update(stage, { rows }),
    done(stage, rows) {
      const apiCalls = callsSoFar() - callsBefore;
      const seconds = toSeconds(now() - stageBeganAt);
      stages.push({ stage, rows, apiCalls, seconds });
      callsBefore += apiCalls;
      stageBeganAt = now();
      // A look that found nothing is not worth a line, every few seconds.
      if (rows > 0) progress?.done(stage, apiCalls > 0 ? { rows, 'API calls': apiCalls } : { rows }, seconds);
    },
    stages: () => stages,
    seconds: () => toSeconds(now() - beganAt),
  };
}

function toSeconds(ms: number): number {
  return Math.round(ms / 10) / 100;
}

import type { Clock } from '../org.ts';

/**
 * A clock that runs with real time, shifted.
 * @param offsetMs how far it is ahead of the machine's clock
 * @param onMove hears of the new offset, so that a reopened org keeps its time
 */
export function createClock(offsetMs: number, onMove: (offsetMs: number) => void): Clock {
  let offset = offsetMs;
  return {
    now: () => Date.now() + offset,
    move(byMs) {
      offset += byMs;
      onMove(offset);
    },
  };
}

/** A time as a row keeps it. The platform stores whole seconds, which is why many rows share one SystemModstamp. */
export function timestamp(ms: number): string {
  return new Date(Math.floor(ms / 1000) * 1000).toISOString();
}

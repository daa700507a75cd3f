import type { Command } from 'commander';

import type { KeyLadder } from '../../install/app/ladder.ts';
import { wholeNumber } from '../option-values.ts';
import { ask } from './ask.ts';

/** Options that say how the consumer key of a new app is had. */
export interface LadderOptions {
  readonly consumerKey?: string;
  readonly waitMinutes: number;
}

const MINUTE_MS = 60_000;
const PAUSE_MS = 15_000;

export function withLadderOptions(command: Command): Command {
  return command
    .option('--consumer-key <key>', 'consumer key of the app, copied from Setup')
    .option('--wait-minutes <number>', 'how long to wait until Salesforce knows the new app', wholeNumber, 30);
}

export function ladderOf({ consumerKey, waitMinutes }: LadderOptions): KeyLadder {
  return {
    ...(consumerKey === undefined ? {} : { pasted: consumerKey }),
    ask: (url) => ask(`Open ${url}, choose Baton > Settings > OAuth Settings, and paste the consumer key here:`),
    patienceMs: waitMinutes * MINUTE_MS,
    pauseMs: PAUSE_MS,
  };
}

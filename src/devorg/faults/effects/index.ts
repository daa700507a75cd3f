import type { EffectKind } from '../effect.ts';
import { brokenConnections } from './broken-connections.ts';
import { csvFaults } from './csv.ts';
import { headerFaults } from './headers.ts';
import { hiddenThings } from './hidden.ts';
import { jobFaults } from './jobs.ts';
import { oddReplies } from './odd-replies.ts';
import { refusedCalls } from './refused-calls.ts';
import { refusedRows } from './refused-rows.ts';
import { retireVersion } from './retired-version.ts';
import { sessionFaults } from './sessions.ts';
import { shortPages } from './short-pages.ts';
import { stall } from './stall.ts';
import { stampFaults } from './stamps.ts';

/** Everything that can go wrong on demand. */
export const effectKinds: readonly EffectKind[] = [
  ...sessionFaults,
  ...brokenConnections,
  stall,
  ...oddReplies,
  ...headerFaults,
  ...csvFaults,
  ...jobFaults,
  ...refusedCalls,
  shortPages,
  retireVersion,
  ...refusedRows,
  ...stampFaults,
  ...hiddenThings,
];

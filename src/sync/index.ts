/** The public door of `sync/`: brings changes of the CRM into the store. */
export { ALL_RECORDS, backfill, type BackfillResult, type SyncProgress } from './backfill.ts';
export { poll, type PollResult } from './poll.ts';
export { reconcileDue } from './reconcile.ts';
export { rereadMended } from './reread-mended.ts';
export { sweepDue } from './sweep.ts';

import type { Cursor } from '../crm/crm.ts';
import type { ReadPosition } from '../store/tables/read-positions.ts';

/**
 * A transaction stamps its rows while it runs and shows them when it commits, so a row can appear behind what was read
 * already. Everything younger than this is read again; a row seen again unchanged changes nothing.
 */
export const OVERLAP_MS = 5 * 60_000;

/** Sorts before every id. */
const FIRST_ID = '000000000000000AAA';

/** The position from which nothing of what the org shows later than `serverMs` can be missed. */
export function cursorBefore(serverMs: number): Cursor {
  return { stamp: new Date(serverMs - OVERLAP_MS).toISOString(), id: FIRST_ID };
}

/** Where to go on reading; a load that was just finished goes on from when it began. */
export function cursorOf(position: ReadPosition): Cursor {
  if (position.stamp === null) return cursorBefore(position.loadStartedMs);
  return { stamp: position.stamp, id: position.rowId ?? FIRST_ID };
}

/** The later of two; a reply from a server that is a little behind must not take us back. */
export function laterOf(one: Cursor, other: Cursor): Cursor {
  if (one.stamp === other.stamp) return one.id > other.id ? one : other;
  return one.stamp > other.stamp ? one : other;
}

import { type BlockParts, BlockTable } from './blocks.ts';
import type { Link } from './group-records.ts';
import { Matcher, type MatcherParts, UNSURE_BITS } from './matcher.ts';

/** Everything that another thread needs to compare the same records. It is data: it can be sent there. */
export interface LinkWork {
  readonly matcher: MatcherParts;
  readonly table: BlockParts;
  /** The records are compared in so many chunks. */
  readonly chunks: number;
}

/** Somebody who takes chunks from the same list, in another thread. */
export interface LinkHelper {
  /** The next chunk that nobody has taken; a number from `chunks` on where there is none. */
  next(): number;
  /** Waits for the chunks that the helper has taken. @returns their links, by chunk; what is missing was not done. */
  finish(): ReadonlyMap<number, Link[]>;
}

/** Sends the work to another thread, which begins at once. */
export type StartHelper = (work: LinkWork) => LinkHelper;

export interface FindOptions {
  /** Called now and then with how far it is, 0 to 1. */
  readonly onProgress?: (done: number) => void;
  /** Gets help of another thread. Without it, one thread does it alone. */
  readonly startHelper?: StartHelper | undefined;
}

/** The records of one chunk are compared with all earlier ones by one thread. */
const CHUNK = 500;

/** Finds all pairs that share enough blocks and are judged same or unsure, in the order of their second record. */
export function findLinks(matcher: Matcher, table: BlockTable, options: FindOptions = {}): Link[] {
  const chunks = Math.ceil(matcher.store.size / CHUNK);
  const found = new Map<number, Link[]>();
  const compare = (chunk: number): void => {
    found.set(chunk, linksOfChunk(matcher, table, chunk));
    options.onProgress?.(chunk / chunks);
  };
  const helper = options.startHelper?.({ matcher: matcher.parts(), table: table.parts(), chunks });
  if (helper) {
    for (let chunk = helper.next(); chunk < chunks; chunk = helper.next()) compare(chunk);
    for (const [chunk, links] of helper.finish()) found.set(chunk, links);
  }
  // All of them, or what a helper that died has left.
  for (let chunk = 0; chunk < chunks; chunk++) if (!found.has(chunk)) compare(chunk);
  return Array.from({ length: chunks }, (_, chunk) => found.get(chunk) ?? []).flat();
}

/** For the other thread: gives the links of each chunk it is asked for. */
export function linkFinder(work: LinkWork): (chunk: number) => Link[] {
  const matcher = Matcher.of(work.matcher);
  const table = new BlockTable(work.table);
  return (chunk) => linksOfChunk(matcher, table, chunk);
}

function linksOfChunk(matcher: Matcher, table: BlockTable, chunk: number): Link[] {
  const links: Link[] = [];
  const end = Math.min((chunk + 1) * CHUNK, matcher.store.size);
  for (let position = chunk * CHUNK; position < end; position++)
    table.eachEarlier(position, (other) => {
      const bits = matcher.bits(other, position);
      if (bits >= UNSURE_BITS) links.push({ a: other, b: position, bits });
    });
  return links;
}

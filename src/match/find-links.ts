import { availableParallelism } from 'node:os';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';

import type { BlockParts, BlockTable } from './blocks.ts';
import type { Link } from './group-records.ts';
import { type Matcher, type MatcherParts, UNSURE_BITS } from './matcher.ts';

export interface FindOptions {
  /** Called now and then with how far it is, 0 to 1. */
  readonly onProgress?: (done: number) => void;
  /** Whether a second thread helps. Default: from 50,000 records on, where the machine has two processors. */
  readonly isHelped?: boolean;
}

/** The records of one chunk are compared with all earlier ones by one thread. */
const CHUNK = 500;

/** With fewer records a second thread takes longer to start than it saves. */
const WORTH_HELP = 50_000;

/** Finds all pairs that share enough blocks and are judged same or unsure, in the order of their second record. */
export function findLinks(matcher: Matcher, table: BlockTable, options: FindOptions = {}): Link[] {
  const { size } = matcher.store;
  const chunks = Math.ceil(size / CHUNK);
  const found: Link[][] = [];
  const compare = (chunk: number): void => {
    found[chunk] = linksOfChunk(matcher, table, chunk);
    options.onProgress?.(chunk / chunks);
  };
  if (options.isHelped ?? (size >= WORTH_HELP && availableParallelism() > 1)) {
    const helper = new LinkHelper({ matcher: matcher.parts(), table: table.parts() }, chunks);
    for (let chunk = helper.next(); chunk < chunks; chunk = helper.next()) compare(chunk);
    helper.finish(found);
  }
  // All of them, or what a helper that died has left.
  for (let chunk = 0; chunk < chunks; chunk++) if (!found[chunk]) compare(chunk);
  return found.flat();
}

/** The links of one chunk's records to earlier ones. */
export function linksOfChunk(matcher: Matcher, table: BlockTable, chunk: number): Link[] {
  const links: Link[] = [];
  const end = Math.min((chunk + 1) * CHUNK, matcher.store.size);
  for (let position = chunk * CHUNK; position < end; position++)
    table.eachEarlier(position, (other) => {
      const bits = matcher.bits(other, position);
      if (bits >= UNSURE_BITS) links.push({ a: other, b: position, bits });
    });
  return links;
}

/** What the helping thread gets. */
export interface HelperWork {
  readonly matcher: MatcherParts;
  readonly table: BlockParts;
  readonly chunks: number;
  /** The next chunk that nobody has taken, and how many answers the helper has sent; shared. */
  readonly counters: Int32Array;
  readonly port: MessagePort;
}

/** Places in `HelperWork.counters`. */
export const NEXT = 0;
export const SENT = 1;

/** The links of one chunk. */
export interface HelperAnswer {
  readonly chunk: number;
  readonly links: Link[];
}

/** So long a chunk never takes; a helper that says nothing for that long is dead. */
const PATIENCE_MS = 60_000;

/** A second thread that takes chunks from the same list. It is asked and waited for without going back to the event loop. */
class LinkHelper {
  readonly #counters = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
  readonly #port: MessagePort;
  readonly #worker: Worker;
  readonly #chunks: number;
  #mine = 0;

  constructor(parts: Pick<HelperWork, 'matcher' | 'table'>, chunks: number) {
    const { port1, port2 } = new MessageChannel();
    this.#chunks = chunks;
    this.#port = port1;
    const workerData: HelperWork = { ...parts, chunks, counters: this.#counters, port: port2 };
    this.#worker = new Worker(new URL('link-worker.ts', import.meta.url), { workerData, transferList: [port2] });
    // Its chunks are done here then.
    this.#worker.on('error', () => undefined);
  }

  /** Takes the next chunk. */
  next(): number {
    const chunk = Atomics.add(this.#counters, NEXT, 1);
    if (chunk < this.#chunks) this.#mine += 1;
    return chunk;
  }

  /** Waits for what the helper has taken. */
  finish(found: Link[][]): void {
    let missing = this.#chunks - this.#mine;
    for (let isAlive = true; missing > 0 && isAlive;) {
      const sent = Atomics.load(this.#counters, SENT);
      for (let answer = this.#receive(); answer; answer = this.#receive()) {
        found[answer.chunk] = answer.links;
        missing -= 1;
      }
      if (missing > 0) isAlive = Atomics.wait(this.#counters, SENT, sent, PATIENCE_MS) !== 'timed-out';
    }
    this.#port.close();
    void this.#worker.terminate();
  }

  #receive(): HelperAnswer | undefined {
    return receiveMessageOnPort(this.#port)?.message as HelperAnswer | undefined;
  }
}

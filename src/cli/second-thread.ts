import { availableParallelism } from 'node:os';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';

import type { Link, LinkHelper, LinkWork, StartHelper } from '../match/index.ts';

/** What the second thread is sent: its work, the counters that both count with, and where its answers go. */
export interface SentWork {
  readonly work: LinkWork;
  readonly counters: Int32Array;
  readonly port: MessagePort;
}

/** Places in `SentWork.counters`: the next chunk that nobody has taken, and how many answers were sent. */
export const NEXT = 0;
export const SENT = 1;

/** The links of one chunk. */
export interface ChunkLinks {
  readonly chunk: number;
  readonly links: Link[];
}

/** Starts a second thread that compares records along with this one. */
export function startSecondThread(work: LinkWork): LinkHelper {
  return new SecondThread(work);
}

/** The same, where there is a processor for it. */
export const secondThread: StartHelper | undefined = availableParallelism() > 1 ? startSecondThread : undefined;

/** So long a chunk never takes; a thread that says nothing for that long is dead. */
const PATIENCE_MS = 60_000;

/** It is asked and waited for without going back to the event loop: comparing is one long call. */
class SecondThread implements LinkHelper {
  readonly #counters = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
  readonly #port: MessagePort;
  readonly #worker: Worker;
  readonly #chunks: number;
  #mine = 0;

  constructor(work: LinkWork) {
    const { port1, port2 } = new MessageChannel();
    this.#chunks = work.chunks;
    this.#port = port1;
    const workerData: SentWork = { work, counters: this.#counters, port: port2 };
    this.#worker = new Worker(new URL('second-thread-work.ts', import.meta.url), { workerData, transferList: [port2] });
    // What it has not done is done here then.
    this.#worker.on('error', () => undefined);
  }

  next(): number {
    const chunk = Atomics.add(this.#counters, NEXT, 1);
    if (chunk < this.#chunks) this.#mine += 1;
    return chunk;
  }

  finish(): Map<number, Link[]> {
    const found = new Map<number, Link[]>();
    const taken = this.#chunks - this.#mine;
    for (let isAlive = true; found.size < taken && isAlive;) {
      const sent = Atomics.load(this.#counters, SENT);
      for (let answer = this.#receive(); answer; answer = this.#receive()) found.set(answer.chunk, answer.links);
      if (found.size < taken) isAlive = Atomics.wait(this.#counters, SENT, sent, PATIENCE_MS) !== 'timed-out';
    }
    this.#port.close();
    void this.#worker.terminate();
    return found;
  }

  #receive(): ChunkLinks | undefined {
    return receiveMessageOnPort(this.#port)?.message as ChunkLinks | undefined;
  }
}

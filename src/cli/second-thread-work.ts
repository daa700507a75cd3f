import { workerData } from 'node:worker_threads';

import { linkFinder } from '../match/index.ts';
import { type ChunkLinks, NEXT, SENT, type SentWork } from './second-thread.ts';

/* The second thread: takes chunks until there are none, and sends the links of each. */

const { work, counters, port } = workerData as SentWork;
const linksOf = linkFinder(work);
for (let chunk = Atomics.add(counters, NEXT, 1); chunk < work.chunks; chunk = Atomics.add(counters, NEXT, 1)) {
  const answer: ChunkLinks = { chunk, links: linksOf(chunk) };
  port.postMessage(answer);
  Atomics.add(counters, SENT, 1);
  Atomics.notify(counters, SENT);
}

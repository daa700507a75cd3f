import { workerData } from 'node:worker_threads';

import { BlockTable } from './blocks.ts';
import { type HelperAnswer, type HelperWork, linksOfChunk, NEXT, SENT } from './find-links.ts';
import { Matcher } from './matcher.ts';

/* The thread that helps `findLinks`: takes chunks until there are none, and sends the links of each. */

const { matcher: parts, table: blocks, chunks, counters, port } = workerData as HelperWork;
const matcher = Matcher.of(parts);
const table = new BlockTable(blocks);
for (let chunk = Atomics.add(counters, NEXT, 1); chunk < chunks; chunk = Atomics.add(counters, NEXT, 1)) {
  const answer: HelperAnswer = { chunk, links: linksOfChunk(matcher, table, chunk) };
  port.postMessage(answer);
  Atomics.add(counters, SENT, 1);
  Atomics.notify(counters, SENT);
}

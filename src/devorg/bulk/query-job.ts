import { columnDelimiters, isOver, lineEndings, type QueryJob } from './bulk-job.ts';
import type { BulkSource } from './query-source.ts';
import { ResultWriter } from './result-file.ts';

/** Runs a query to disk. Memory stays constant, and between two chunks other requests get their turn. */
export async function runQueryJob(job: QueryJob, source: BulkSource): Promise<void> {
  const writer = await ResultWriter.create(job);
  // The line of headers is none of a row.
  let rows = -1;
  try {
    for (const line of source.lines(columnDelimiters[job.columnDelimiter], lineEndings[job.lineEnding])) {
      rows += 1;
      job.recordsProcessed = rows;
      if (!writer.add(line)) continue;
      await writer.flush();
      if (isOver(job)) return;
    }
  } finally {
    await writer.close();
  }
}

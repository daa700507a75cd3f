import { columnDelimiters, isOver, lineEndings, type QueryJob } from './bulk-job.ts';
import { cellText, csvLine } from './csv-line.ts';
import type { BulkSource } from './query-source.ts';
import { ResultWriter } from './result-file.ts';

/** Runs a query to disk. Memory stays constant, and between two chunks other requests get their turn. */
export async function runQueryJob(job: QueryJob, source: BulkSource): Promise<void> {
  const [delimiter, lineEnding] = [columnDelimiters[job.columnDelimiter], lineEndings[job.lineEnding]];
  const { headers, kinds } = source;
  const writer = await ResultWriter.create(job);
  try {
    writer.add(csvLine(headers, delimiter, lineEnding));
    const cells = new Array<string>(headers.length);
    for (const row of source.rows()) {
      for (let column = 0; column < cells.length; column += 1) {
        cells[column] = cellText(row[column] ?? null, kinds[column] ?? 'plain');
      }
      job.recordsProcessed += 1;
      if (!writer.add(csvLine(cells, delimiter, lineEnding))) continue;
      await writer.flush();
      if (isOver(job)) return;
    }
  } finally {
    await writer.close();
  }
}

import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Readable } from 'node:stream';

import { fileOf, type QueryJob } from './bulk-job.ts';

const chunkLength = 256 * 1024;
const offsetBytes = 8;
/** Of a UTF-16 unit in UTF-8. */
const mostBytesACharacter = 3;

/**
 * Results of a query job on disk: the CSV lines and, beside them, an index with the offset of each line.
 * A page is then a slice of the file: its size and row count are known before its first byte is sent, any page can be
 * fetched again, and memory stays the same for ten rows and ten million.
 */
export class ResultWriter {
  readonly #lines: FileHandle;
  readonly #index: FileHandle;
  #pending = Buffer.allocUnsafe(2 * chunkLength);
  #filled = 0;
  #offsets: number[] = [];
  #written = 0;

  private constructor(lines: FileHandle, index: FileHandle) {
    this.#lines = lines;
    this.#index = index;
  }

  static async create(job: QueryJob): Promise<ResultWriter> {
    return new ResultWriter(await open(fileOf(job, 'results.csv'), 'w'), await open(fileOf(job, 'results.index'), 'w'));
  }

  /** Takes one line. True when enough has come together: the caller then awaits `flush`, which lets others run. */
  add(line: string): boolean {
    const mostBytes = line.length * mostBytesACharacter;
    if (this.#filled + mostBytes > this.#pending.length) {
      const longer = Buffer.allocUnsafe(this.#filled + Math.max(mostBytes, chunkLength));
      this.#pending.copy(longer, 0, 0, this.#filled);
      this.#pending = longer;
    }
    this.#offsets.push(this.#written);
    const bytes = this.#pending.write(line, this.#filled);
    this.#written += bytes;
    this.#filled += bytes;
    return this.#filled >= chunkLength;
  }

  /** Writes what has come together; until it has, nothing may be added, since the memory is used again. */
  async flush(): Promise<void> {
    await this.#lines.writeFile(this.#pending.subarray(0, this.#filled));
    await this.#index.writeFile(new Uint8Array(Float64Array.from(this.#offsets).buffer));
    this.#filled = 0;
    this.#offsets = [];
  }

  async close(): Promise<void> {
    this.#offsets.push(this.#written);
    await this.flush();
    await this.#lines.close();
    await this.#index.close();
  }
}

export interface ResultPage {
  readonly rows: number;
  /** The row after the last one of this page; undefined at the end. */
  readonly nextRow: number | undefined;
  readonly headerLine: string;
  /** The lines of the page; read with back-pressure. */
  open(): Readable | undefined;
}

/** A page of a finished job's results. Row 0 of the file is the header, which every page repeats. */
export async function readPage(job: QueryJob, firstRow: number, maxRows: number): Promise<ResultPage> {
  const total = job.recordsProcessed;
  const end = Math.min(total, firstRow + maxRows);
  const index = await open(fileOf(job, 'results.index'), 'r');
  try {
    const headerEnd = await offsetAt(index, 1);
    const [from, to] = [await offsetAt(index, firstRow + 1), await offsetAt(index, end + 1)];
    const path = fileOf(job, 'results.csv');
    return {
      rows: Math.max(0, end - firstRow),
      nextRow: end < total ? end : undefined,
      headerLine: await readStart(path, headerEnd),
      open: () =>
        to > from ? createReadStream(path, { start: from, end: to - 1, highWaterMark: chunkLength }) : undefined,
    };
  } finally {
    await index.close();
  }
}

async function offsetAt(index: FileHandle, line: number): Promise<number> {
  const bytes = new Uint8Array(offsetBytes);
  await index.read(bytes, 0, offsetBytes, line * offsetBytes);
  return new Float64Array(bytes.buffer)[0] ?? 0;
}

async function readStart(path: string, length: number): Promise<string> {
  const file = await open(path, 'r');
  try {
    const bytes = Buffer.alloc(length);
    await file.read(bytes, 0, length, 0);
    return bytes.toString('utf8');
  } finally {
    await file.close();
  }
}

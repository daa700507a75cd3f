import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';

import { CsvError, parse } from 'csv-parse';

import { AppError } from '../errors.ts';
import { csvBytes } from './csv-bytes.ts';

/** A file that an admin gave us is not what it should be; the message names file, line and cure. */
export class MalformedFile extends AppError {
  constructor(message: string, actions: readonly string[] = [], cause?: unknown) {
    super('MALFORMED_FILE', message, { actions, cause });
  }
}

export interface CsvRow {
  /** Counted from 1, the header being line 1. */
  readonly line: number;
  /** Values in the order of the header; empty texts stay empty. */
  readonly values: readonly string[];
}

export interface CsvFile {
  readonly header: readonly string[];
  readonly delimiter: string;
  rows(): AsyncGenerator<CsvRow>;
  /** For who does not read to the end. */
  close(): void;
}

/**
 * Opens a CSV file with a header, separated by comma, semicolon or tab, with or without a byte order mark, in UTF-8,
 * UTF-16 with a mark or the code page of Western Europe. Rows are streamed.
 * @throws MalformedFile that names the line and what is wrong with it.
 */
export async function openCsv(path: string): Promise<CsvFile> {
  const delimiter = await findDelimiter(path);
  const stream = await bytesOf(path);
  const parser = stream
    .on('error', (error) => parser.destroy(error))
    .pipe(parse({ bom: true, info: true, relax_column_count: false, delimiter, skip_empty_lines: true }));
  const records = (parser as AsyncIterable<{ info: { lines: number }; record: string[] }>)[Symbol.asyncIterator]();
  const first = await readNext(path, records);
  if (first === undefined) throw new MalformedFile(`${path} is empty`, ['Export it again, with a header line.']);
  const header = first.record.map((name) => name.trim());
  return {
    header,
    delimiter,
    close() {
      stream.destroy();
      parser.destroy();
    },
    async *rows() {
      for (let next = await readNext(path, records); next !== undefined; next = await readNext(path, records)) {
        yield { line: next.info.lines, values: next.record };
      }
    },
  };
}

async function bytesOf(path: string): Promise<Readable> {
  try {
    return await csvBytes(path);
  } catch (error) {
    throw explain(path, error);
  }
}

/** What separates the header's names most often, outside quotes: values further down may hold the other signs freely. */
async function findDelimiter(path: string): Promise<string> {
  let start = '';
  try {
    for await (const chunk of createReadStream(path, { encoding: 'utf8', end: 65_535 })) start += String(chunk);
  } catch (error) {
    throw explain(path, error);
  }
  const header = (start.replace(/"[^"]*"/g, '').split(/\r?\n|\r/, 1)[0] ?? '').trim();
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: header.split(sign).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).sign;
}

async function readNext<Row>(path: string, records: AsyncIterator<Row>): Promise<Row | undefined> {
  try {
    const next = await records.next();
    return next.done === true ? undefined : next.value;
  } catch (error) {
    throw explain(path, error);
  }
}

const REASONS: Readonly<Partial<Record<string, string>>> = {
  ENOENT: 'there is no such file',
  EACCES: 'it may not be read',
  EISDIR: 'it is a folder',
};

function explain(path: string, error: unknown): MalformedFile {
  if (error instanceof CsvError) {
    return new MalformedFile(
      `${path}: ${error.message}`,
      ['Save the file as CSV (UTF-8), with texts in double quotes.'],
      error,
    );
  }
  const code = (error as NodeJS.ErrnoException).code;
  const reason = REASONS[code ?? ''] ?? String(code ?? error);
  return new MalformedFile(`${path} can not be read: ${reason}`, [], error);
}

/**
 * Finds the columns a command needs.
 * @param wanted for each column, the names it may have; the first is the one we ask for
 * @throws MalformedFile that names every missing column and what the file has.
 */
export function findColumns<Name extends string>(
  path: string,
  header: readonly string[],
  wanted: Readonly<Record<Name, readonly string[]>>,
  optional: readonly NoInfer<Name>[] = [],
): Record<Name, number> {
  const names = header.map((name) => name.toLowerCase());
  const columns = {} as Record<Name, number>;
  const missing: string[] = [];
  for (const [name, aliases] of Object.entries(wanted) as [Name, readonly string[]][]) {
    columns[name] = names.findIndex((candidate) => aliases.includes(candidate));
    if (columns[name] < 0 && !optional.includes(name)) missing.push(name);
  }
  if (missing.length > 0) {
    throw new MalformedFile(`${path} has no column ${missing.join(', ')}; its columns are ${header.join(', ')}`, [
      `Name the columns ${Object.keys(wanted).join(', ')} in the first line.`,
    ]);
  }
  return columns;
}

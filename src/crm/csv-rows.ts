import { isAscii } from 'node:buffer';

import type { RawRow } from './fields/index.ts';

/**
 * The rows of a Bulk result, strictly and fast.
 *
 * A first load reads millions of rows, and a general CSV parser took two fifths of its time. The dialect is narrow:
 * commas, `\n` or `\r\n`, values in quotes with doubled quotes inside. Anything else, and a row with too many or too few
 * values, throws, since a shifted value would be a wrong fact. Memory does not grow with the length.
 */
export class TornCsv extends Error {}

/** Line of values with the place where the next one starts. */
interface Line {
  readonly values: readonly string[];
  readonly next: number;
}

interface Value {
  readonly text: string;
  /** Place behind the value. */
  readonly end: number;
}

/** A value in quotes that starts at `at`; undefined where its end is not there yet. */
function readQuoted(text: string, at: number, isLast: boolean): Value | undefined {
  let hasQuotes = false;
  let end = text.indexOf('"', at + 1);
  while (end >= 0 && text.charCodeAt(end + 1) === 0x22) {
    hasQuotes = true;
    end = text.indexOf('"', end + 2);
  }
  // A quote at the end of what has come may be the first half of a doubled one.
  if (end < 0 || (end + 1 === text.length && !isLast)) {
    if (isLast) throw new TornCsv('a quote is not closed');
    return undefined;
  }
  const inside = text.slice(at + 1, end);
  return { text: hasQuotes ? inside.replaceAll('""', '"') : inside, end: end + 1 };
}

/** A value without quotes; undefined where its end is not there yet. */
function readPlain(text: string, at: number, isLast: boolean): Value | undefined {
  for (let end = at; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (code === 0x22) throw new TornCsv('a quote stands inside a value');
    if (code === 0x2c || code === 0x0a)
      return { text: text.slice(at, end).replace(/\r$/, ''), end: trimEnd(text, end) };
  }
  return isLast ? { text: text.slice(at), end: text.length } : undefined;
}

/** A carriage return belongs to the end of the line. */
function trimEnd(text: string, end: number): number {
  return text.charCodeAt(end) === 0x0a && text.charCodeAt(end - 1) === 0x0d ? end - 1 : end;
}

/** Length of the line end at `at`: 0 where there is none, undefined where it can not be told yet. */
function lineEnd(text: string, at: number, isLast: boolean): number | undefined {
  if (text.charCodeAt(at) === 0x0a) return 1;
  if (text.charCodeAt(at) !== 0x0d) return 0;
  if (at + 1 === text.length) return isLast ? 1 : undefined;
  return text.charCodeAt(at + 1) === 0x0a ? 2 : 0;
}

/** The line that starts at `at`; undefined where its end is not there yet. */
function readLine(text: string, start: number, isLast: boolean): Line | undefined {
  const values: string[] = [];
  let at = start;
  for (;;) {
    const value = text.charCodeAt(at) === 0x22 ? readQuoted(text, at, isLast) : readPlain(text, at, isLast);
    if (value === undefined) return undefined;
    values.push(value.text);
    at = value.end;
    if (at === text.length) return isLast ? { values, next: at } : undefined;
    if (text.charCodeAt(at) === 0x2c) {
      at += 1;
      continue;
    }
    const length = lineEnd(text, at, isLast);
    if (length === undefined) return undefined;
    if (length === 0) throw new TornCsv('something stands behind a closing quote');
    return { values, next: at + length };
  }
}

const BETWEEN = '","';

/**
 * A line as Salesforce writes nearly all: each value in quotes, no quote or line end inside a value. Told apart from
 * everything else by what is left when it is cut between its values: as many as there are columns, none with a quote.
 * @returns undefined where it has to be read sign by sign
 */
function readRegularLine(text: string, start: number, columns: number): Line | undefined {
  const newline = text.indexOf('\n', start);
  const end = trimEnd(text, newline) - 1;
  if (end <= start || text.charCodeAt(start) !== 0x22 || text.charCodeAt(end) !== 0x22) return undefined;
  const values = text.slice(start + 1, end).split(BETWEEN);
  if (values.length !== columns || values.some((value) => value.includes('"'))) return undefined;
  return { values, next: newline + 1 };
}

/** Takes text as it comes and gives back the rows that are whole. */
class RowSplitter {
  #header: readonly string[] | undefined;
  #rest = '';

  take(text: string, isLast: boolean): RawRow[] {
    const all = this.#rest + text;
    const rows: RawRow[] = [];
    let at = 0;
    while (at < all.length) {
      const line = readRegularLine(all, at, this.#header?.length ?? 0) ?? readLine(all, at, isLast);
      if (line === undefined) break;
      at = line.next;
      if (this.#header === undefined) this.#header = line.values;
      else rows.push(toRow(this.#header, line.values));
    }
    this.#rest = all.slice(at);
    return rows;
  }
}

function toRow(header: readonly string[], values: readonly string[]): RawRow {
  if (values.length !== header.length) {
    throw new TornCsv(`a row has ${String(values.length)} values instead of ${String(header.length)}`);
  }
  const row: Record<string, string> = {};
  for (const [index, name] of header.entries()) row[name] = values[index] ?? '';
  return row;
}

const NOTHING = Buffer.alloc(0);
const NEWLINE = 0x0a;

/** Whole lines of bytes, so that no character is cut in two; the rest waits for what comes. */
async function* wholeLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    if (end === 0) {
      waiting.push(bytes);
      continue;
    }
    yield waiting.length === 0 ? bytes.subarray(0, end) : Buffer.concat([...waiting, bytes.subarray(0, end)]);
    waiting = end < bytes.length ? [bytes.subarray(end)] : [];
  }
  yield waiting.length === 0 ? NOTHING : Buffer.concat(waiting);
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Text with a byte a character where that is enough, which all that follows is faster with. */
const decode = (bytes: Buffer): string => (isAscii(bytes) ? bytes.toString('latin1') : utf8.decode(bytes));

/**
 * Rows as text by header, those of one chunk together.
 * @throws TornCsv
 */
export async function* csvRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly RawRow[]> {
  const splitter = new RowSplitter();
  let isFirst = true;
  for await (const bytes of wholeLines(chunks)) {
    const text = decode(bytes);
    const rows = splitter.take(isFirst ? text.replace(/^\uFEFF/, '') : text, false);
    isFirst = false;
    if (rows.length > 0) yield rows;
  }
  yield splitter.take('', true);
}

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

/** Takes text as it comes and gives back the rows that are whole. */
class RowSplitter {
  #header: readonly string[] | undefined;
  #rest = '';

  take(text: string, isLast: boolean): RawRow[] {
    const all = this.#rest + text;
    const rows: RawRow[] = [];
    let at = 0;
    while (at < all.length) {
      const line = readLine(all, at, isLast);
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

/**
 * Rows as text by header, those of one chunk together.
 * @throws TornCsv
 */
export async function* csvRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly RawRow[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const splitter = new RowSplitter();
  for await (const chunk of chunks) {
    const rows = splitter.take(decoder.decode(chunk, { stream: true }), false);
    if (rows.length > 0) yield rows;
  }
  yield splitter.take(decoder.decode(), true);
}

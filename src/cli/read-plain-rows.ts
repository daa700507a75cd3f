import { createReadStream } from 'node:fs';

/** Not as simple as it looked: it takes a real CSV reader. */
export class NotPlain extends Error {}

/**
 * Reads a CSV file without quotes, line by line: several times as fast as a reader that knows all of CSV, which counts
 * where an export has ten million lines.
 * @param visit gets the number of the line, counted from 1, and its values; line 1 is the header
 * @throws NotPlain at the first quote, or where a line has more or fewer values than the header.
 */
export async function readPlainRows(
  path: string,
  delimiter: string,
  visit: (line: number, values: readonly string[]) => void,
): Promise<void> {
  let rest = '';
  let line = 0;
  let columns = 0;
  const take = (text: string): void => {
    line += 1;
    const row = text.endsWith('\r') ? text.slice(0, -1) : text;
    if (row === '') return;
    const values = row.split(delimiter);
    columns ||= values.length;
    if (values.length !== columns || row.includes('\r')) throw new NotPlain();
    visit(line, values);
  };
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1024 * 1024 })) {
    const text = rest + String(chunk);
    if (text.includes('"')) throw new NotPlain();
    const lines = text.split('\n');
    rest = lines.pop() ?? '';
    for (const one of lines) take(one);
  }
  if (rest !== '') take(rest);
}

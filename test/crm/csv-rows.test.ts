import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { csvRows, TornCsv } from '../../src/crm/csv-rows.ts';

async function read(text: string, chunkBytes = 1_000_000): Promise<Record<string, unknown>[]> {
  const bytes = Buffer.from(text);
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += chunkBytes)
      yield await Promise.resolve(bytes.subarray(at, at + chunkBytes));
  }
  const rows: Record<string, unknown>[] = [];
  for await (const some of csvRows(chunks())) rows.push(...some);
  return rows;
}

const value = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', 'Ä', '😀', ' ', '\\') });

describe('rows of a CSV', () => {
  test('any values come back as they were, however the bytes are cut', async () => {
    const table = fc.array(fc.tuple(value, value, value), { maxLength: 8 });
    const property = fc.asyncProperty(
      table,
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      async (rows, size, isWindows) => {
        const end = isWindows ? '\r\n' : '\n';
        const line = (cells: readonly string[]): string =>
          cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',') + end;
        const text = line(['A', 'B', 'C']) + rows.map(line).join('');
        const expected = rows.map(([A, B, C]) => ({ A, B, C }));
        expect(await read(text, size)).toEqual(expected);
      },
    );
    await fc.assert(property, { numRuns: 500 });
  });

  test.each([
    [
      'without quotes',
      'A,B\n1,\n,2\n',
      [
        { A: '1', B: '' },
        { A: '', B: '2' },
      ],
    ],
    ['without an end to the last line', 'A,B\n"1","2"', [{ A: '1', B: '2' }]],
    ['with the line ends of Windows', 'A,B\r\n1,2\r\n', [{ A: '1', B: '2' }]],
    ['with a header only', '"A","B"\n', []],
    ['of nothing', '', []],
    ['with a mark at the front', '\uFEFF"A"\n"1"\n', [{ A: '1' }]],
  ])('%s are read', async (_, text, expected) => {
    expect(await read(text)).toEqual(expected);
    expect(await read(text, 1)).toEqual(expected);
  });

  test.each([
    ['a value too many', 'A,B\n1,2,3\n'],
    ['a value too few', 'A,B\n1\n'],
    ['an open quote', 'A,B\n1,"2\n'],
    ['a quote inside a value', 'A,B\n1,2"3\n'],
    ['text behind a quote', 'A,B\n"1"x,2\n'],
    ['half a row', 'A,B\n"1",'.slice(0, -1)],
  ])('%s throws', async (_, text) => {
    await expect(read(text)).rejects.toBeInstanceOf(TornCsv);
    await expect(read(text, 1)).rejects.toBeInstanceOf(TornCsv);
  });
});

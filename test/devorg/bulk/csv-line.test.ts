import { expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';

import { csvLine, javaDouble } from '../../../src/devorg/bulk/csv-line.ts';

test('quotes every cell, doubles quotes inside and writes nothing for null', () => {
  expect(csvLine(['a', 'say "hi"', null, 3, true, 'two\nlines'], ',', '\n')).toBe(
    '"a","say ""hi""","","3","true","two\nlines"\n',
  );
});

test('any texts come back from another CSV reader as they were', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1 }), (cells) => {
      const [read] = parse(csvLine(cells, ',', '\r\n'), { record_delimiter: '\r\n' });
      expect(read).toEqual(cells);
    }),
  );
});

test.each([
  [5, '5.0'],
  [0, '0.0'],
  [-2.5, '-2.5'],
  [9_999_999, '9999999.0'],
  [10_000_000, '1.0E7'],
  [12_345_678.9, '1.23456789E7'],
  [0.0005, '5.0E-4'],
])('writes %d as Java does: %s', (value, text) => {
  expect(javaDouble(value)).toBe(text);
});

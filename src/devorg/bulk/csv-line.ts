export type CsvValue = string | number | boolean | null;

/** One quoted cell. Salesforce quotes every cell; an absent value is the empty one. */
function csvCell(value: CsvValue): string {
  if (value === null) return '""';
  const text = typeof value === 'string' ? value : String(value);
  return text.includes('"') ? `"${text.replaceAll('"', '""')}"` : `"${text}"`;
}

/** One line of cells, with its line ending. */
export function csvLine(values: readonly CsvValue[], delimiter: string, lineEnding: string): string {
  let line = '';
  for (let index = 0; index < values.length; index += 1) {
    if (index > 0) line += delimiter;
    line += csvCell(values[index] ?? null);
  }
  return line + lineEnding;
}

/**
 * A number as the Bulk API writes what is not a whole-number field: in the manner of Java's `Double.toString`, `5.0`
 * where JSON would have `5`, and `1.0E7` from ten million.
 */
export function javaDouble(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e7 || size < 1e-3)) {
    const [mantissa = '', exponent = ''] = value.toExponential().split('e');
    return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
  }
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

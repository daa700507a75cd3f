import type { FieldType } from '../schema.ts';
import type { FlatCell } from '../soql/index.ts';

/** Of a call of `concat`. */
const MOST_ARGUMENTS = 100;
const NUMBERS: ReadonlySet<FieldType> = new Set(['double', 'currency', 'percent']);
/** No quote can stand in these. */
const PLAIN: ReadonlySet<FieldType> = new Set(['id', 'reference', 'date', 'datetime', 'time', 'int']);

/**
 * The lines of a bulk result as SQLite itself puts them together, which saves making a value of each cell. At even places
 * stands text that is ready, between two of them a number that is to be written in the manner of Java.
 */
export function lineSql(cells: readonly FlatCell[], delimiter: string, lineEnding: string): string[] {
  const list: string[] = [];
  let parts: string[] = [];
  let literal = '"';
  const endPart = (): void => {
    parts.push(literalSql(literal));
    literal = '';
  };
  for (const [index, cell] of cells.entries()) {
    if (index > 0) literal += `"${delimiter}"`;
    endPart();
    if (NUMBERS.has(cell.type)) {
      list.push(joined(parts), cell.sql);
      parts = [];
    } else {
      parts.push(textSql(cell));
    }
  }
  literal += `"${lineEnding}`;
  endPart();
  return [...list, joined(parts)];
}

function textSql({ type, sql }: FlatCell): string {
  if (PLAIN.has(type)) return sql;
  if (type === 'boolean') return `CASE WHEN ${sql} = 1 THEN 'true' ELSE 'false' END`;
  return `replace(${sql}, '"', '""')`;
}

/** `concat` takes an absent value for an empty text. */
function joined(parts: readonly string[]): string {
  const calls: string[] = [];
  for (let at = 0; at < parts.length; at += MOST_ARGUMENTS) {
    calls.push(`concat(${parts.slice(at, at + MOST_ARGUMENTS).join(', ')})`);
  }
  return calls.join(' || ');
}

function literalSql(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

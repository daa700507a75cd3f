import { ApiError } from '../api-error.ts';
import type { Field } from '../schema.ts';
import type { IngestColumn } from './ingest-columns.ts';

const numbers = new Set(['int', 'double', 'currency', 'percent']);

/**
 * The values of one line, by field. An empty cell says nothing, `#N/A` empties the field.
 *
 * @throws ApiError where a cell does not fit its field.
 */
export function readValues(columns: readonly IngestColumn[], cells: readonly string[]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [index, column] of columns.entries()) {
    const cell = cells[index] ?? '';
    if (cell === '') continue;
    const name = column.through?.relationship ?? column.field.name;
    values[name] = cell === '#N/A' ? null : readCell(column, cell);
  }
  return values;
}

function readCell(column: IngestColumn, cell: string): unknown {
  const { field, through } = column;
  if (through !== undefined) return { attributes: { type: through.type }, [through.key]: cell };
  if (field.type === 'boolean') return readBoolean(field, cell);
  if (numbers.has(field.type)) return readNumber(field, cell);
  return cell;
}

function readBoolean(field: Field, cell: string): boolean {
  const text = cell.trim().toLowerCase();
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  throw wrongType(field, cell);
}

function readNumber(field: Field, cell: string): number {
  const value = Number(cell.trim());
  if (cell.trim() === '' || !Number.isFinite(value)) throw wrongType(field, cell);
  return value;
}

function wrongType(field: Field, cell: string): ApiError {
  const message = `${field.name}: value not of required type: ${cell}`;
  return new ApiError(400, 'INVALID_TYPE_ON_FIELD_IN_RECORD', message, [field.name]);
}

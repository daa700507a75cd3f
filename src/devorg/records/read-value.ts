import { ApiError } from '../api-error.ts';
import { isId, timestamp, to18 } from '../data/index.ts';
import type { Field, FieldType } from '../schema.ts';
import { malformedId } from './errors.ts';
import type { StoredValue } from './stored-row.ts';

type Reader = (field: Field, value: unknown) => StoredValue;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/;
const TIME = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?Z?$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/;

/** The platform stores phone numbers, addresses and texts without the spaces around them. */
const readText: Reader = (field, value) => {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
    throw wrongType('string', value);
  const text = String(value).trim();
  if (text === '') return null;
  if (field.length > 0 && text.length > field.length) {
    const message = `${field.label}: data value too large: ${text} (max length=${field.length})`;
    throw new ApiError(400, 'STRING_TOO_LONG', message, [field.name]);
  }
  return text;
};

const readNumber: Reader = (field, value) => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number))
    throw wrongType(field.type === 'int' ? 'int' : 'double', value);
  const whole = field.type === 'int' ? field.precision : field.precision - field.scale;
  if (whole > 0 && Math.abs(number) >= 10 ** whole) {
    const message = `${field.label}: value outside of valid range on numeric field: ${number}`;
    throw new ApiError(400, 'NUMBER_OUTSIDE_VALID_RANGE', message, [field.name]);
  }
  return field.type === 'int' ? Math.trunc(number) : rounded(number, field.scale);
};

const readers: Readonly<Partial<Record<FieldType, Reader>>> = {
  boolean: (_field, value) => {
    if (value === true || value === 'true') return 1;
    if (value === false || value === 'false') return 0;
    throw wrongType('boolean', value);
  },
  int: readNumber,
  double: readNumber,
  currency: readNumber,
  percent: readNumber,
  date: (_field, value) => {
    if (typeof value === 'string' && isDate(value)) return value;
    throw wrongType('date', value);
  },
  datetime: (_field, value) => {
    const ms = typeof value === 'string' && DATE_TIME.test(value) ? Date.parse(isoOffset(value)) : Number.NaN;
    if (Number.isNaN(ms)) throw wrongType('datetime', value);
    return timestamp(ms);
  },
  time: (_field, value) => {
    const match = typeof value === 'string' ? TIME.exec(value) : null;
    if (!match) throw wrongType('time', value);
    return `${match[1] ?? ''}:${match[2] ?? ''}:${match[3] ?? '00'}.${(match[4] ?? '').padEnd(3, '0')}Z`;
  },
  id: readId,
  reference: readId,
  picklist: (field, value) => checkedPicklist(field, readText(field, value)),
  multipicklist: (field, value) => {
    const text = readText(field, value);
    for (const part of typeof text === 'string' ? text.split(';') : []) checkedPicklist(field, part);
    return text;
  },
  email: (field, value) => {
    const text = readText(field, value);
    if (text === null || EMAIL.test(String(text))) return text;
    throw new ApiError(400, 'INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${text}`, [field.name]);
  },
};

/**
 * A value from a client as the table holds it.
 * @throws ApiError where it does not fit the field's type, length, range or list
 */
export function readValue(field: Field, value: unknown): StoredValue {
  if (value === null || value === '') return field.type === 'boolean' && value === null ? nullBoolean() : null;
  return (readers[field.type] ?? readText)(field, value);
}

function nullBoolean(): never {
  throw wrongType('boolean', null);
}

function readId(field: Field, value: unknown): string {
  if (typeof value === 'string' && isId(value)) return to18(value);
  throw malformedId(field.label, typeof value === 'string' ? value : JSON.stringify(value), field.name);
}

function checkedPicklist(field: Field, value: StoredValue): StoredValue {
  if (value === null) return null;
  // The list keeps its spelling: a value in other capitals is stored as the list has it.
  const known = field.picklistValues.find((entry) => entry.active && same(entry.value, String(value)));
  if (known) return known.value;
  if (!field.restrictedPicklist) return value;
  const message = `${field.label}: bad value for restricted picklist field: ${value}`;
  throw new ApiError(400, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', message, [field.name]);
}

function same(one: string, other: string): boolean {
  return one === other || one.toLowerCase() === other.toLowerCase();
}

function isDate(value: string): boolean {
  return DATE.test(value) && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString().startsWith(value);
}

/** `+0000`, as the platform writes offsets, in the form that Date reads. */
function isoOffset(value: string): string {
  return value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
}

function rounded(value: number, scale: number): number {
  const factor = 10 ** scale;
  return Math.round((value + Number.EPSILON * Math.sign(value)) * factor) / factor;
}

function wrongType(type: string, value: unknown): ApiError {
  const message =
    `Cannot deserialize instance of ${type} from ${tokenOf(value)} or request may be missing a required field ` +
    'at [line:1, column:1]';
  return new ApiError(400, 'JSON_PARSER_ERROR', message);
}

/** How the platform's parser names what it met. */
function tokenOf(value: unknown): string {
  if (Array.isArray(value)) return 'START_ARRAY value [';
  if (value === null) return 'VALUE_NULL value null';
  switch (typeof value) {
    case 'object':
      return 'START_OBJECT value {';
    case 'number':
      return `${Number.isInteger(value) ? 'VALUE_NUMBER_INT' : 'VALUE_NUMBER_FLOAT'} value ${value}`;
    case 'boolean':
      return `${value ? 'VALUE_TRUE' : 'VALUE_FALSE'} value ${value}`;
    case 'string':
      return `VALUE_STRING value ${value}`;
    default:
      return `VALUE_EMBEDDED_OBJECT value ${typeof value}`;
  }
}

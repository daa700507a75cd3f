import type { Field, FieldType } from '../schema.ts';
import type { Json } from '../soql/index.ts';

/** A value as the UI API and GraphQL show it: date-times end in `Z` there, not in `+0000` as in REST. */
export function uiValue(field: Pick<Field, 'type'>, value: Json): Json {
  return field.type === 'datetime' && typeof value === 'string' ? value.replace('+0000', 'Z') : value;
}

type Display = (field: Field, value: Json) => string | null;

const displayNumber: Display = (field, value) => (typeof value === 'number' ? numberText(field, value) : null);
const displayDate: Display = (field, value) => (typeof value === 'string' ? dateText(field, value) : null);
const displayPicklist: Display = (field, value) =>
  typeof value === 'string'
    ? value
        .split(';')
        .map((one) => labelOf(field, one))
        .join(';')
    : null;

const DISPLAYS: Readonly<Partial<Record<FieldType, Display>>> = {
  picklist: displayPicklist,
  multipicklist: displayPicklist,
  combobox: displayPicklist,
  int: displayNumber,
  double: displayNumber,
  percent: displayNumber,
  currency: displayNumber,
  date: displayDate,
  datetime: displayDate,
};

/** What a person reads for the value, in American English; null where that is the value itself. */
export function displayValue(field: Field, value: Json): string | null {
  return DISPLAYS[field.type]?.(field, value) ?? null;
}

/** The label of a picklist's value. */
export function labelOf(field: Field, value: string): string {
  return field.picklistValues.find((one) => one.value === value)?.label ?? value;
}

function numberText(field: Field, value: number): string {
  const digits = { minimumFractionDigits: field.scale, maximumFractionDigits: field.scale };
  const text = new Intl.NumberFormat('en-US', digits).format(value);
  return field.type === 'percent' ? `${text}%` : text;
}

/** `2/18/2019`, with the time `2/18/2019 9:18 PM`; in UTC. */
function dateText(field: Field, value: string): string {
  const day = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
  if (field.type === 'date') return format(`${value}T00:00:00Z`, day);
  const moment = value.replace('+0000', 'Z');
  return `${format(moment, day)} ${format(moment, { hour: 'numeric', minute: '2-digit' })}`;
}

function format(moment: string, options: Intl.DateTimeFormatOptions): string {
  const text = new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' }).format(new Date(moment));
  // Newer formatters put a narrow space before AM and PM.
  return text.replaceAll('\u202f', ' ');
}

import { isSalesforceId, to18 } from '../salesforce-id.ts';

/**
 * Values as they come: from REST typed and null where empty, from a Bulk CSV as text and empty where null. Each reader
 * takes both. A value that fits neither throws, since a wrong value in the cache would come out as a wrong suggestion.
 *
 * A first load reads tens of millions of values, so they are checked by hand: a schema library took a third of its time.
 */
export type ReadValue<Value> = (value: unknown) => Value;

/** A value that is not what its field should hold. The value itself is not told: it may be personal. */
export class UnfitValue extends Error {
  readonly problem: 'missing' | 'type' | 'format';

  constructor(problem: UnfitValue['problem']) {
    super(problem);
    this.problem = problem;
  }
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function optional<Value>(read: ReadValue<Value>): ReadValue<Value | undefined> {
  return (value) => (isEmpty(value) ? undefined : read(value));
}

function required<Value>(read: ReadValue<Value>): ReadValue<Value> {
  return (value) => {
    if (isEmpty(value)) throw new UnfitValue('missing');
    return read(value);
  };
}

function readText(value: unknown): string {
  if (typeof value !== 'string') throw new UnfitValue('type');
  return value;
}

function readId(value: unknown): string {
  const text = readText(value);
  if (!isSalesforceId(text)) throw new UnfitValue('format');
  return to18(text);
}

function readNumber(value: unknown): number {
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number') throw new UnfitValue('type');
  if (!Number.isFinite(number)) throw new UnfitValue('format');
  return number;
}

function readFlag(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  const text = readText(value).toLowerCase();
  if (text !== 'true' && text !== 'false') throw new UnfitValue('format');
  return text === 'true';
}

const dayShape = /^\d{4}-\d{2}-\d{2}$/;

function readDay(value: unknown): string {
  const text = readText(value);
  if (!dayShape.test(text)) throw new UnfitValue('format');
  return text;
}

/** `2026-11-21T10:00:00.000+0000` from REST, `…Z` from Bulk. Date.parse alone takes nearly any text with a number in it. */
const dateTimeShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})$/;

/** What we make of it, which is what Bulk sends in nearly every row. */
const plainShape = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

function readDateTime(value: unknown): string {
  const text = readText(value);
  if (plainShape.test(text)) return text;
  const ms = dateTimeShape.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw new UnfitValue('format');
  return new Date(ms).toISOString();
}

/** The brand is given, not proven: which object an id points to follows from the field it stands in. */
export function requiredId<Id extends string>(): ReadValue<Id> {
  return required(readId as ReadValue<Id>);
}

export function optionalId<Id extends string>(): ReadValue<Id | undefined> {
  return optional(readId as ReadValue<Id>);
}

export const requiredText = required(readText);
export const optionalText = optional(readText);
export const optionalNumber = optional(readNumber);
export const requiredDateTime = required(readDateTime);
export const optionalDateTime = optional(readDateTime);
export const requiredDay = required(readDay);
export const optionalDay = optional(readDay);

/** An empty checkbox, or one that the org does not have, is not ticked. */
export const flag: ReadValue<boolean> = (value) => !isEmpty(value) && readFlag(value);

/** One of a few words, or none; a word that the org has added to the list counts as `unknown`. */
export function oneOf<Word extends string>(
  words: readonly Word[],
  unknown?: NoInfer<Word>,
): ReadValue<Word | undefined> {
  return (value) => (isEmpty(value) ? undefined : (words.find((word) => word === value) ?? unknown));
}

/** Text with an empty one kept: for text that we wrote and compare with. */
export const textOrEmpty: ReadValue<string> = (value) => (isEmpty(value) ? '' : readText(value));

/** Lines of a long text area without the blanks around them. */
export const lines: ReadValue<readonly string[]> = (value) =>
  textOrEmpty(value)
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

import { z } from 'zod';

import { isSalesforceId, to18 } from '../salesforce-id.ts';

/**
 * Values as they come: from REST typed and null where empty, from a Bulk CSV as text and empty where null. Each reader
 * takes both. A value that fits neither throws, since a wrong value in the cache would come out as a wrong suggestion.
 */
export type ReadValue<Value> = (value: unknown) => Value;

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function optional<Value>(schema: z.ZodType<Value>): ReadValue<Value | undefined> {
  return (value) => (isEmpty(value) ? undefined : schema.parse(value));
}

function required<Value>(schema: z.ZodType<Value>): ReadValue<Value> {
  return (value) => schema.parse(isEmpty(value) ? undefined : value);
}

const idSchema = z.string().refine(isSalesforceId, 'not an id').transform(to18);
const textSchema = z.string();
const numberSchema = z.union([z.number(), z.string().transform(Number)]).pipe(z.number());
const flagSchema = z.union([z.boolean(), z.stringbool({ truthy: ['true'], falsy: ['false'] })]);
const daySchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** `2026-11-21T10:00:00.000+0000` from REST, `…Z` from Bulk. */
const dateTimeSchema = z
  .string()
  // Date.parse alone takes nearly any text with a number in it.
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})$/)
  .refine((text) => !Number.isNaN(Date.parse(text)), 'not a date-time')
  .transform((text) => new Date(text).toISOString());

/** The brand is given, not proven: which object an id points to follows from the field it stands in. */
export function requiredId<Id extends string>(): ReadValue<Id> {
  return required(idSchema as unknown as z.ZodType<Id>);
}

export function optionalId<Id extends string>(): ReadValue<Id | undefined> {
  return optional(idSchema as unknown as z.ZodType<Id>);
}

export const requiredText = required(textSchema);
export const optionalText = optional(textSchema);
export const optionalNumber = optional(numberSchema);
export const requiredDateTime = required(dateTimeSchema);
export const optionalDateTime = optional(dateTimeSchema);
export const requiredDay = required(daySchema);
export const optionalDay = optional(daySchema);

/** An empty checkbox, or one that the org does not have, is not ticked. */
export const flag: ReadValue<boolean> = (value) => !isEmpty(value) && flagSchema.parse(value);

/** One of a few words, or none; a word that the org has added to the list counts as `unknown`. */
export function oneOf<Word extends string>(
  words: readonly Word[],
  unknown?: NoInfer<Word>,
): ReadValue<Word | undefined> {
  return (value) => (isEmpty(value) ? undefined : (words.find((word) => word === value) ?? unknown));
}

/** Text with an empty one kept: for text that we wrote and compare with. */
export const textOrEmpty: ReadValue<string> = (value) => (isEmpty(value) ? '' : textSchema.parse(value));

/** Lines of a long text area without the blanks around them. */
export const lines: ReadValue<readonly string[]> = (value) =>
  textOrEmpty(value)
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

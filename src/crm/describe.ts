import { z } from 'zod';

import { CrmError } from './crm-errors.ts';
import { parseReply } from './parse-reply.ts';
import type { Rest } from './rest.ts';

const fieldSchema = z.object({
  name: z.string(),
  relationshipName: z.string().nullish(),
  createable: z.boolean(),
  updateable: z.boolean(),
  filterable: z.boolean(),
});

const describeSchema = z.object({
  queryable: z.boolean(),
  createable: z.boolean(),
  updateable: z.boolean(),
  deletable: z.boolean(),
  fields: z.array(fieldSchema),
});

type DescribedField = z.output<typeof fieldSchema>;

/** What the integration user may do with one object: fields that it can not see are not there. */
export interface Described {
  readonly queryable: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly deletable: boolean;
  readonly fields: ReadonlyMap<string, DescribedField>;
}

/** Asks for one object; `undefined` where it does not exist for this user. */
export async function describeObject(rest: Rest, object: string): Promise<Described | undefined> {
  let body: unknown;
  try {
    body = await rest.call({ method: 'GET', path: `/sobjects/${object}/describe` });
  } catch (error) {
    const code = error instanceof CrmError ? error.salesforceCode : undefined;
    if (code === 'NOT_FOUND' || code === 'INVALID_TYPE') return undefined;
    throw error;
  }
  const { fields, ...rights } = parseReply(describeSchema, body, 'A describe');
  return { ...rights, fields: new Map(fields.map((field) => [field.name, field])) };
}

/** True where the field can be read; a path leads over one lookup. */
export function hasField(described: Described, name: string): boolean {
  const dot = name.indexOf('.');
  if (dot < 0) return described.fields.has(name);
  const parent = name.slice(0, dot);
  return [...described.fields.values()].some((field) => field.relationshipName === parent);
}

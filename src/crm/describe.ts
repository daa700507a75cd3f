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
async function describeObject(rest: Rest, object: string): Promise<Described | undefined> {
  let body: unknown;
  try {
    body = await rest.call({ method: 'GET', path: `/sobjects/${object}/describe` });
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
  return toDescribed(body);
}

function isAbsent(error: unknown): boolean {
  const code = error instanceof CrmError ? error.salesforceCode : undefined;
  return code === 'NOT_FOUND' || code === 'INVALID_TYPE';
}

function toDescribed(body: unknown): Described {
  const { fields, ...rights } = parseReply(describeSchema, body, 'A describe');
  return { ...rights, fields: new Map(fields.map((field) => [field.name, field])) };
}

/** Objects that are asked for in the same moment share calls from this many on. */
const worthSharing = 6;
const partsACall = 25;

const compositeSchema = z.object({
  compositeResponse: z.array(z.object({ referenceId: z.string(), httpStatusCode: z.number(), body: z.unknown() })),
});

/** Asks for many objects in one call; a part that failed is asked for alone. */
async function describeTogether(rest: Rest, objects: readonly string[]): Promise<Promise<Described | undefined>[]> {
  const compositeRequest = objects.map((object, index) => ({
    method: 'GET',
    url: `${rest.root}/sobjects/${object}/describe`,
    referenceId: `d${String(index)}`,
  }));
  const body = await rest.call({ method: 'POST', path: '/composite', body: { allOrNone: false, compositeRequest } });
  const { compositeResponse } = parseReply(compositeSchema, body, 'A composite call');
  const byReference = new Map(compositeResponse.map((part) => [part.referenceId, part]));
  return objects.map(async (object, index) => {
    const part = byReference.get(`d${String(index)}`);
    return part?.httpStatusCode === 200 ? toDescribed(part.body) : describeObject(rest, object);
  });
}

interface Waiting {
  readonly object: string;
  readonly resolve: (described: Promise<Described | undefined>) => void;
  readonly reject: (error: unknown) => void;
}

/** Describes objects; those asked for in the same moment ride on one call. `undefined`: not there for this user. */
export function describer(rest: Rest): (object: string) => Promise<Described | undefined> {
  let waiting: Waiting[] = [];

  /** Nobody hears before all calls have ended: whoever goes on after a failure must not meet one still under way. */
  async function answer(groups: readonly (readonly Waiting[])[]): Promise<void> {
    const names = groups.map((group) => group.map(({ object }) => object));
    const replies = await Promise.allSettled(names.map((objects) => describeTogether(rest, objects)));
    for (const [at, reply] of replies.entries()) {
      for (const [index, { resolve, reject }] of (groups[at] ?? []).entries()) {
        if (reply.status === 'rejected') reject(reply.reason);
        else resolve(reply.value[index] ?? Promise.resolve(undefined));
      }
    }
  }

  function flush(): void {
    const all = waiting;
    waiting = [];
    if (all.length < worthSharing) {
      for (const { object, resolve } of all) resolve(describeObject(rest, object));
      return;
    }
    const groups: Waiting[][] = [];
    for (let from = 0; from < all.length; from += partsACall) groups.push(all.slice(from, from + partsACall));
    void answer(groups);
  }

  return (object) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ object, resolve, reject });
    });
}

/** True where the field can be read; a path leads over one lookup. */
export function hasField(described: Described, name: string): boolean {
  const dot = name.indexOf('.');
  if (dot < 0) return described.fields.has(name);
  const parent = name.slice(0, dot);
  return [...described.fields.values()].some((field) => field.relationshipName === parent);
}

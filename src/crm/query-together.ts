import { z } from 'zod';

import { parseReply } from './parse-reply.ts';
import type { Rest } from './rest.ts';

/** A composite call takes 25 sub-requests, of which five may be queries, and counts as one API call. */
export const queriesACall = 5;

const compositeSchema = z.object({
  compositeResponse: z.array(z.object({ referenceId: z.string(), httpStatusCode: z.number(), body: z.unknown() })),
});

/** What one of several queries was answered, as it came. */
export interface QueryAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Asks up to five queries in one call, deleted and archived rows included; answers in their order. */
export async function queryTogether(rest: Rest, queries: readonly string[]): Promise<readonly QueryAnswer[]> {
  const compositeRequest = queries.map((query, index) => {
    const url = `${rest.root}/queryAll?q=${encodeURIComponent(query)}`;
    return { method: 'GET', url, referenceId: `q${String(index)}` };
  });
  const body = await rest.call({ method: 'POST', path: '/composite', body: { allOrNone: false, compositeRequest } });
  const { compositeResponse } = parseReply(compositeSchema, body, 'A composite call');
  const byReference = new Map(compositeResponse.map((part) => [part.referenceId, part]));
  return queries.map((_, index) => {
    const part = byReference.get(`q${String(index)}`);
    return { status: part?.httpStatusCode ?? 502, body: part?.body ?? '' };
  });
}

import { z } from 'zod';

import { parseReply, unexpectedReply } from './parse-reply.ts';

const resultSchema = z.object({
  id: z.string().nullish(),
  success: z.boolean(),
  created: z.boolean().nullish(),
  errors: z.array(z.unknown()).nullish(),
});

/** What Salesforce says of one row of a write. */
export type RawResult = z.output<typeof resultSchema>;

/** Results belong to rows by their place, so a reply with another number of them can not be read. */
export function readResults(body: unknown, expected: number): readonly RawResult[] {
  const results = parseReply(z.array(resultSchema), body, 'The result of a write');
  if (results.length === expected) return results;
  throw unexpectedReply(`${String(results.length)} results came for ${String(expected)} rows.`);
}

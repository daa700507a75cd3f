import type { z } from 'zod';

import { CrmError } from './crm-errors.ts';

/**
 * Parses the frame of a reply.
 * @throws CrmError `CRM_UNEXPECTED_REPLY`, which may pass: half a reply or a proxy's word looks like this.
 */
export function parseReply<Schema extends z.ZodType>(schema: Schema, body: unknown, what: string): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw unexpectedReply(`${what} came back in a form that Baton does not know${where === '' ? '' : ` (${where})`}.`);
}

/** A reply that does not hold together. */
export function unexpectedReply(message: string, cause?: unknown): CrmError {
  return new CrmError('CRM_UNEXPECTED_REPLY', message, {
    cure: 'retry',
    cause,
    retryAfterMs: 60_000,
    actions: ['Baton tries again by itself.', 'If it lasts, look for a proxy between Baton and Salesforce.'],
  });
}

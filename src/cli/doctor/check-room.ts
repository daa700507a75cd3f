import { z } from 'zod';

import { parseReply } from '../../crm/parse-reply.ts';
import { readStatus } from '../../crm/read-status.ts';
import type { Rest } from '../../crm/rest.ts';
import { fault, type Finding, hint, ok } from './finding.ts';

/** Shares from which on somebody should look. */
const TIGHT = 0.8;
const FULL = 0.95;

const limits = z.object({ DataStorageMB: z.object({ Max: z.number(), Remaining: z.number() }).optional() });

const makeRoom = [
  'Lower Relationship Row Cap and Suggestion Row Cap in the panel Rules (a row takes 2 KB).',
  'Look in Setup > Storage Usage for what fills the org.',
];

/** How much of the org's data storage is used: without room every new row is refused. One API call. */
export async function checkStorage(rest: Rest): Promise<readonly Finding[]> {
  const reply = parseReply(limits, await rest.call({ method: 'GET', path: '/limits' }), 'The list of limits');
  const storage = reply.DataStorageMB;
  if (storage === undefined || storage.Max <= 0) return [];
  const used = storage.Max - storage.Remaining;
  const share = used / storage.Max;
  const text = `${String(used)} of ${String(storage.Max)} MB of data storage are used (${String(Math.round(share * 100))} %)`;
  if (share >= FULL) return [fault('storage', `${text}; new rows will be refused.`, makeRoom)];
  if (share >= TIGHT) return [hint('storage', `${text}.`, makeRoom)];
  return [ok('storage', `${text}.`)];
}

/** How much of Baton's own share of the API calls the service used, as it wrote it itself. One API call. */
export async function checkOwnCalls(rest: Rest): Promise<readonly Finding[]> {
  const { apiCallsDay: used, apiBudgetDay: budget } = (await readStatus(rest)) ?? {};
  if (used === undefined || budget === undefined || budget <= 0 || used <= budget * TIGHT) return [];
  const percent = Math.round((100 * used) / budget);
  const text = `The service used ${String(used)} of the ${String(budget)} API calls that it may make a day (${String(percent)} %).`;
  return [hint('budget', text, ['Raise BATON_BUDGET_SHARE, or make the polling intervals longer.'])];
}

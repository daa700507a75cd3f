import { z } from 'zod';

import type { OrgSettings } from './org.ts';

const sharingModel = z.enum(['Private', 'Read', 'ReadWrite', 'ControlledByParent', 'FullAccess']);

/** Everything that an admin chooses in Setup and that is no metadata of the package. */
const settingsInput = z
  .strictObject({
    name: z.string().min(1).max(80),
    sharingModels: z.record(z.string(), sharingModel),
    accountTeams: z.boolean(),
    opportunityTeams: z.boolean(),
    personAccounts: z.boolean(),
    multiCurrency: z.boolean(),
    restrictedLookups: z.boolean(),
    hierarchyOffFor: z.array(z.string().regex(/^\w+__c$/, 'the hierarchy can be switched off for custom objects only')),
    dailyApiRequests: z.number().int().min(1),
  })
  .partial();

/**
 * Settings of a new org from a file's JSON; what is left out stays as it is by default.
 * @throws Error naming each wrong field
 */
export function readSettings(json: unknown): Partial<OrgSettings> {
  const read = settingsInput.safeParse(json);
  if (!read.success) throw new Error(z.prettifyError(read.error));
  const given = Object.entries(read.data).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given);
}

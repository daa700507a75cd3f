import { z } from 'zod';

import { soql } from '../../crm/soql.ts';
import { type AdminOrg, queryRows } from '../admin-org.ts';
import { InstallError } from '../install-errors.ts';

/** What a user of the service can be made with. */
export interface ServiceLicence {
  /** `Salesforce Integration` or, as the fallback, `Salesforce`. */
  readonly licence: string;
  readonly profileId: string;
  readonly profile: string;
  readonly left: number;
  /** Permission set licence that goes with it. */
  readonly extra?: { readonly id: string; readonly name: string };
}

const INTEGRATION = 'Salesforce Integration';
const FULL = 'Salesforce';
const profiles: Readonly<Record<string, readonly string[]>> = {
  [INTEGRATION]: ['Minimum Access - API Only Integrations', 'Salesforce API Only System Integrations'],
  [FULL]: ['Minimum Access - Salesforce', 'Standard User'],
};
/** Lifts what the Integration licence alone does not reach: standard objects. */
const EXTRA = 'SalesforceAPIIntegrationPsl';

const licenceSchema = z.looseObject({
  Id: z.string(),
  Name: z.string(),
  TotalLicenses: z.number().nullish(),
  UsedLicenses: z.number().nullish(),
});
const profileSchema = z.looseObject({ Id: z.string(), Name: z.string() });
const extraSchema = z.looseObject({ Id: z.string(), MasterLabel: z.string().nullish() });

/**
 * The licence that a new user of the service takes: *Salesforce Integration*, of which every org has some for nothing;
 * a full one only where the admin says so.
 * @throws InstallError `INSTALL_NO_LICENCE` that names the fallback
 */
export async function findServiceLicence(org: AdminOrg, isFull: boolean): Promise<ServiceLicence> {
  const wanted = isFull ? FULL : INTEGRATION;
  const query = soql`SELECT Id, Name, TotalLicenses, UsedLicenses FROM UserLicense WHERE Name = ${wanted} AND Status = ${'Active'}`;
  const [licence] = await queryRows(org, query, licenceSchema);
  const left = (licence?.TotalLicenses ?? 0) - (licence?.UsedLicenses ?? 0);
  if (licence === undefined || left <= 0) throw noLicence(wanted, licence === undefined, isFull);
  const profile = await findProfile(org, wanted);
  const extra = isFull ? undefined : await findExtraLicence(org);
  return {
    licence: wanted,
    profileId: profile.Id,
    profile: profile.Name,
    left,
    ...(extra === undefined ? {} : { extra }),
  };
}

async function findProfile(org: AdminOrg, licence: string): Promise<z.output<typeof profileSchema>> {
  for (const name of profiles[licence] ?? []) {
    const query = soql`SELECT Id, Name FROM Profile WHERE Name = ${name} AND UserLicense.Name = ${licence}`;
    const [found] = await queryRows(org, query, profileSchema);
    if (found !== undefined) return found;
  }
  const names = (profiles[licence] ?? []).join(' or ');
  throw new InstallError('INSTALL_NO_PROFILE', `The org has no profile ${names} of the licence ${licence}.`, {
    actions: ['Create a user for Baton yourself and name it with --integration-user.'],
  });
}

/** The permission set licence that goes with *Salesforce Integration*; `undefined` where the org has none. */
export async function findExtraLicence(org: AdminOrg): Promise<ServiceLicence['extra']> {
  const query = soql`SELECT Id, MasterLabel FROM PermissionSetLicense WHERE DeveloperName = ${EXTRA}`;
  const [found] = await queryRows(org, query, extraSchema);
  return found === undefined ? undefined : { id: found.Id, name: found.MasterLabel ?? EXTRA };
}

function noLicence(licence: string, isUnknown: boolean, isFull: boolean): InstallError {
  const message = isUnknown ? `The org has no licence ${licence}.` : `No licence ${licence} is free.`;
  const free = 'Deactivate a user who holds one: Setup > Users.';
  const fallback = 'Start again with --full-licence: the user then takes one of your Salesforce licences.';
  const own = 'Or name a user who is there already: --integration-user USERNAME.';
  return new InstallError('INSTALL_NO_LICENCE', message, {
    actions: isFull ? [free, own] : [...(isUnknown ? [] : [free]), fallback, own],
  });
}

import { z } from 'zod';

import { parseReply } from '../../crm/parse-reply.ts';
import { soql } from '../../crm/soql.ts';
import { type AdminOrg, queryRows } from '../admin-org.ts';
import { salesforceCodeOf } from '../install-errors.ts';
import { type AdminRight, readRights } from './user-rights.ts';

/** What an installation has to know of an org before it touches it. */
export interface OrgFacts {
  readonly name: string;
  /** `Enterprise Edition` */
  readonly edition: string;
  readonly isSandbox: boolean;
  readonly isReadOnly: boolean;
  /** Of the org's own components, in an org from which a company publishes packages. */
  readonly namespace?: string;
  /** ISO 8601; trial orgs end. */
  readonly trialEnds?: string;
  /** Org-wide default of contacts: `ControlledByParent`, `None`, `Read`, `Edit`. */
  readonly contactAccess: string;
  /** Newest first is not promised: `66.0`, `67.0`. */
  readonly apiVersions: readonly string[];
  readonly hasAccountTeams: boolean;
  readonly hasOpportunityTeams: boolean;
  readonly hasPersonAccounts: boolean;
  readonly hasSeveralCurrencies: boolean;
  /** Whether the org shows data protection details, where people's wishes about their data are kept. */
  readonly hasIndividuals: boolean;
  readonly apiCalls: Limit;
  readonly storageMb: Limit;
  /** Rights of the admin that an installation needs. */
  readonly adminRights: ReadonlySet<AdminRight>;
}

export interface Limit {
  readonly max: number;
  readonly left: number;
}

const organizationSchema = z.looseObject({
  Name: z.string(),
  OrganizationType: z.string().nullish(),
  IsSandbox: z.boolean().nullish(),
  IsReadOnly: z.boolean().nullish(),
  NamespacePrefix: z.string().nullish(),
  TrialExpirationDate: z.string().nullish(),
  DefaultContactAccess: z.string().nullish(),
});
const versionsSchema = z.array(z.looseObject({ version: z.string() }));
const limitSchema = z.object({ Max: z.number(), Remaining: z.number() });
const limitsSchema = z.looseObject({ DailyApiRequests: limitSchema, DataStorageMB: limitSchema });
const describeSchema = z.looseObject({ sobjects: z.array(z.looseObject({ name: z.string() })) });
const fieldsSchema = z.looseObject({ fields: z.array(z.looseObject({ name: z.string() })) });

const organizationQuery = soql`SELECT Id, Name, OrganizationType, IsSandbox, IsReadOnly, NamespacePrefix, TrialExpirationDate, DefaultContactAccess FROM Organization`;

/** Reads the facts, in about ten calls. */
export async function readOrgFacts(org: AdminOrg): Promise<OrgFacts> {
  const { rest } = org;
  const get = (path: string): Promise<unknown> => rest.call({ method: 'GET', path });
  const [organization] = await queryRows(org, organizationQuery, organizationSchema);
  if (organization === undefined) throw new TypeError('an org without an Organization row');
  const versions = parseReply(versionsSchema, await get('/services/data'), 'The list of API versions');
  const limits = parseReply(limitsSchema, await get('/limits'), 'The list of limits');
  const described = parseReply(describeSchema, await get('/sobjects'), 'The list of objects');
  const objects = new Set(described.sobjects.map(({ name }) => name));
  const account = parseReply(fieldsSchema, await get('/sobjects/Account/describe'), 'A describe');
  return {
    name: organization.Name,
    edition: organization.OrganizationType ?? '',
    isSandbox: organization.IsSandbox === true,
    isReadOnly: organization.IsReadOnly === true,
    ...(organization.NamespacePrefix == null ? {} : { namespace: organization.NamespacePrefix }),
    ...(organization.TrialExpirationDate == null ? {} : { trialEnds: organization.TrialExpirationDate }),
    contactAccess: organization.DefaultContactAccess ?? '',
    apiVersions: versions.map(({ version }) => version),
    hasAccountTeams: objects.has('AccountTeamMember'),
    hasOpportunityTeams: objects.has('OpportunityTeamMember'),
    hasPersonAccounts: account.fields.some(({ name }) => name === 'IsPersonAccount'),
    hasSeveralCurrencies: objects.has('CurrencyType'),
    hasIndividuals: objects.has('Individual'),
    apiCalls: limitOf(limits.DailyApiRequests),
    storageMb: limitOf(limits.DataStorageMB),
    adminRights: await readRights(org, org.userId),
  };
}

function limitOf({ Max: max, Remaining: left }: z.output<typeof limitSchema>): Limit {
  return { max, left };
}

/** True where the org has the object, for this admin. */
export async function hasObject({ rest }: AdminOrg, object: string): Promise<boolean> {
  try {
    await rest.call({ method: 'GET', path: `/sobjects/${object}` });
    return true;
  } catch (error) {
    if (['NOT_FOUND', 'INVALID_TYPE'].includes(salesforceCodeOf(error) ?? '')) return false;
    throw error;
  }
}

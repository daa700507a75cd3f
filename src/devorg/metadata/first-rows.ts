import { insertRows, nextId, type Row } from '../data/index.ts';
import type { Org } from '../org.ts';
import { standardObjects } from './standard-objects/index.ts';
import { systemPermissions } from './standard-objects/system-permissions.ts';

const STAGES: readonly (readonly [name: string, probability: number, category: string])[] = [
  ['Prospecting', 10, 'Pipeline'],
  ['Qualification', 10, 'Pipeline'],
  ['Needs Analysis', 20, 'Pipeline'],
  ['Value Proposition', 50, 'Pipeline'],
  ['Id. Decision Makers', 60, 'Pipeline'],
  ['Perception Analysis', 70, 'Pipeline'],
  ['Proposal/Price Quote', 75, 'Pipeline'],
  ['Negotiation/Review', 90, 'Pipeline'],
  ['Closed Won', 100, 'Closed'],
  ['Closed Lost', 0, 'Omitted'],
];

const ADMIN = 'System Administrator';
const FULL = 'Salesforce';
const INTEGRATION = 'Salesforce Integration';

const TASK_STATES = ['Not Started', 'In Progress', 'Completed', 'Waiting on someone else', 'Deferred'];

/** Objects whose rights a profile gives by row; the others follow them or come from a system permission. */
const PROFILE_OBJECTS = [
  'Account',
  'Contact',
  'Lead',
  'Opportunity',
  'Case',
  'Campaign',
  'Contract',
  'Product2',
  'Pricebook2',
  'Individual',
] as const;

const REP_PERMISSIONS = [
  'ActivitiesAccess',
  'ApiEnabled',
  'EditTask',
  'EditEvent',
  'RunReports',
  'LightningExperienceUser',
  'ViewRoles',
];

/** What every new org holds: itself, profiles, its first user, stages, task states, business hours, the standard price book. */
export function insertFirstRows(org: Org): void {
  // The first user comes before the profile she has: everything else is made by her.
  const adminProfileId = nextId(org, 'Profile');
  const adminId = nextId(org, 'User');
  const admin: Row[] = [
    {
      Id: adminId,
      Username: 'admin@example.invalid',
      FirstName: 'Org',
      LastName: 'Admin',
      Email: 'admin@example.invalid',
      Alias: 'admin',
      CommunityNickname: 'admin',
      ProfileId: adminProfileId,
      TimeZoneSidKey: 'Europe/Berlin',
      LocaleSidKey: 'en_GB',
      EmailEncodingKey: 'UTF-8',
      LanguageLocaleKey: 'en_US',
    },
  ];
  insertRows(org, 'User', admin, adminId);
  insertLicences(org);
  insertProfiles(org, adminProfileId);
  insertRows(org, 'Organization', [organizationRow(org)]);
  insertRows(org, 'OpportunityStage', STAGES.map(stageRow));
  insertRows(org, 'TaskStatus', TASK_STATES.map(taskStateRow));
  insertRows(org, 'BusinessHours', [businessHoursRow()]);
  if (org.settings.multiCurrency) insertRows(org, 'CurrencyType', CURRENCIES.map(currencyRow));
  insertRows(org, 'Pricebook2', [{ Name: 'Standard Price Book', IsActive: true, IsStandard: true }]);
}

/** The id of a standard profile: `System Administrator`, `Standard User` or `Minimum Access - API Only Integrations`. */
export function profileId(org: Org, name: string): string {
  const row = org.database.prepare('SELECT "Id" AS id FROM "Profile" WHERE "Name" = ?').get(name);
  if (!row) throw new Error(`The org has no profile ${name}`);
  return String(row['id']);
}

/** How many of each an org of this kind has; *Salesforce Integration* comes free of charge. */
const LICENCES: readonly (readonly [name: string, key: string, total: number])[] = [
  [FULL, 'SFDC', 1_000],
  [INTEGRATION, 'INTEGRATION_USER', 5],
];

function insertLicences(org: Org): void {
  const rows = LICENCES.map(([Name, LicenseDefinitionKey, TotalLicenses]) => {
    return { Name, MasterLabel: Name, LicenseDefinitionKey, TotalLicenses, UsedLicenses: 0, Status: 'Active' };
  });
  insertRows(org, 'UserLicense', rows);
  const extra = { DeveloperName: 'SalesforceAPIIntegrationPsl', MasterLabel: 'Salesforce API Integration' };
  insertRows(org, 'PermissionSetLicense', [{ ...extra, TotalLicenses: 5, UsedLicenses: 0, Status: 'Active' }]);
}

function insertProfiles(org: Org, adminProfileId: string): void {
  insertProfile(
    org,
    { Id: adminProfileId, Name: ADMIN },
    systemPermissions.filter((name) => name !== 'ApiUserOnly'),
    true,
  );
  insertProfile(org, { Name: 'Standard User' }, REP_PERMISSIONS, true);
  insertProfile(org, { Name: 'Minimum Access - Salesforce' }, ['LightningExperienceUser'], false);
  const apiOnly = { Name: 'Minimum Access - API Only Integrations', licence: INTEGRATION };
  insertProfile(org, apiOnly, ['ApiEnabled', 'ApiUserOnly'], false);
}

function insertProfile(
  org: Org,
  profile: { readonly Id?: string; readonly Name: string; readonly licence?: string },
  permissions: readonly string[],
  withObjects: boolean,
): void {
  const { Id: id = nextId(org, 'Profile'), Name: name } = profile;
  const setId = nextId(org, 'PermissionSet');
  const columns = Object.fromEntries(permissions.map((permission) => [`Permissions${permission}`, true]));
  const set = { Id: setId, Name: `X${id}`, Label: name, ProfileId: id, IsOwnedByProfile: true, IsCustom: false };
  insertRows(org, 'Profile', [
    { Id: id, Name: name, UserLicenseId: licenceId(org, profile.licence ?? FULL), ...columns },
  ]);
  insertRows(org, 'PermissionSet', [{ ...set, ...columns }]);
  if (withObjects) insertRights(org, setId, name === ADMIN);
}

function licenceId(org: Org, name: string): string {
  return String(org.database.prepare('SELECT "Id" AS id FROM "UserLicense" WHERE "Name" = ?').get(name)?.['id']);
}

function insertRights(org: Org, parentId: string, all: boolean): void {
  insertRows(
    org,
    'ObjectPermissions',
    PROFILE_OBJECTS.map((object) => {
      const readsOnly = !all && (object === 'Campaign' || object === 'Product2' || object === 'Pricebook2');
      const writes = !readsOnly;
      return {
        ParentId: parentId,
        SobjectType: object,
        PermissionsRead: true,
        PermissionsCreate: writes,
        PermissionsEdit: writes,
        PermissionsDelete: writes,
        PermissionsViewAllRecords: all,
        PermissionsModifyAllRecords: all,
      };
    }),
  );
  // What a package adds is granted by its permission sets: a deploy gives no profile access to new fields.
  const rows = standardObjects.flatMap((object) =>
    [...object.fields.values()]
      .filter((field) => field.permissionable)
      .map((field) => ({
        ParentId: parentId,
        SobjectType: object.name,
        Field: `${object.name}.${field.name}`,
        PermissionsRead: true,
        PermissionsEdit: field.createable || field.updateable || field.compound !== undefined,
      })),
  );
  insertRows(org, 'FieldPermissions', rows);
}

function organizationRow(org: Org): Row {
  const access = (object: string): string => {
    const model = org.schema.object(object)?.sharingModel ?? 'Private';
    return { Private: 'None', ReadWrite: 'Edit', FullAccess: 'All', Public: 'Read' }[model as string] ?? model;
  };
  return {
    Id: org.id,
    Name: org.settings.name,
    DefaultLocaleSidKey: 'en_GB',
    TimeZoneSidKey: 'Europe/Berlin',
    LanguageLocaleKey: 'en_US',
    FiscalYearStartMonth: 1,
    OrganizationType: 'Enterprise Edition',
    InstanceName: 'BOX1',
    DefaultAccountAccess: access('Account'),
    DefaultContactAccess: access('Contact'),
    DefaultLeadAccess: access('Lead'),
    DefaultOpportunityAccess: access('Opportunity'),
    DefaultCaseAccess: access('Case'),
    DefaultCampaignAccess: access('Campaign'),
  };
}

function stageRow([name, probability, category]: (typeof STAGES)[number], index: number): Row {
  return {
    MasterLabel: name,
    ApiName: name,
    IsActive: true,
    SortOrder: index + 1,
    IsClosed: name.startsWith('Closed'),
    IsWon: name === 'Closed Won',
    ForecastCategory: category,
    ForecastCategoryName: category,
    DefaultProbability: probability,
  };
}

function taskStateRow(name: string, index: number): Row {
  return {
    MasterLabel: name,
    ApiName: name,
    SortOrder: index + 1,
    IsDefault: name === 'Not Started',
    IsClosed: name === 'Completed',
  };
}

/** Made-up rates; the first is the company's own. */
const CURRENCIES: readonly (readonly [isoCode: string, rate: number])[] = [
  ['EUR', 1],
  ['USD', 1.1],
  ['GBP', 0.85],
  ['CHF', 0.95],
];

function currencyRow([isoCode, rate]: (typeof CURRENCIES)[number], index: number): Row {
  return { IsoCode: isoCode, ConversionRate: rate, DecimalPlaces: 2, IsActive: true, IsCorporate: index === 0 };
}

function businessHoursRow(): Row {
  const row: Record<string, string | boolean> = {
    Name: 'Default',
    IsActive: true,
    IsDefault: true,
    TimeZoneSidKey: 'Europe/Berlin',
  };
  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']) {
    row[`${day}StartTime`] = '09:00:00.000Z';
    row[`${day}EndTime`] = '17:00:00.000Z';
  }
  return row;
}

import { createOrg, type LoadedPackage, loadPackage } from '../../../src/devorg/create-org.ts';
import { insertRows, nextId, type Row } from '../../../src/devorg/data/index.ts';
import { profileId } from '../../../src/devorg/metadata/first-rows.ts';
import type { Org, OrgSettings } from '../../../src/devorg/org.ts';

/** Noon of a day in spring; the clock runs on from there. */
export const SMALL_ORG_NOW = Date.parse('2026-03-02T12:00:00.000Z');

export interface SmallOrg {
  readonly org: Org;
  /** Everything is allowed to her. */
  readonly admin: string;
  /** Sells facility services; owns Adler Werke, with a contact and an opportunity. */
  readonly anna: string;
  /** Sells security; owns Berg AG, with a contact and an opportunity. */
  readonly ben: string;
  /** Anna's superior, above facility services. */
  readonly clara: string;
  /** Inactive, sold facility services. */
  readonly dora: string;
  readonly adler: string;
  readonly berg: string;
  readonly adlerContact: string;
  readonly bergContact: string;
  readonly adlerDeal: string;
  readonly bergDeal: string;
}

/** What was read in this test file; reading costs more than all the rest of an org. */
const packages = new Map<string, LoadedPackage>();

function packageOf(folder: string): LoadedPackage {
  const read = packages.get(folder) ?? loadPackage(folder);
  packages.set(folder, read);
  return read;
}

/** An org in memory with three roles, five users and two private accounts. */
export function createSmallOrg(options: { settings?: Partial<OrgSettings>; forceApp?: string } = {}): SmallOrg {
  const forceApp = options.forceApp === undefined ? {} : { forceApp: packageOf(options.forceApp) };
  const org = createOrg({ ...options, ...forceApp, file: ':memory:', now: SMALL_ORG_NOW });
  const admin = idOf(org, 'User', 'Alias', 'admin');
  const lead = addRow(org, 'UserRole', { Name: 'Facility Lead', DeveloperName: 'Facility_Lead' });
  const facility = addRow(org, 'UserRole', { Name: 'Facility', DeveloperName: 'Facility', ParentRoleId: lead });
  const security = addRow(org, 'UserRole', { Name: 'Security', DeveloperName: 'Security' });
  const anna = addUser(org, { FirstName: 'Anna', LastName: 'Amsel', Division: 'Facility', UserRoleId: facility });
  const ben = addUser(org, { FirstName: 'Ben', LastName: 'Bussard', Division: 'Security', UserRoleId: security });
  const clara = addUser(org, { FirstName: 'Clara', LastName: 'Clausen', Division: 'Facility', UserRoleId: lead });
  const dora = addUser(org, { FirstName: 'Dora', LastName: 'Dorn', UserRoleId: facility, IsActive: false });
  const adler = addRow(org, 'Account', {
    Name: 'Adler Werke',
    OwnerId: anna,
    BillingCity: 'Bremen',
    Industry: 'Energy',
  });
  const berg = addRow(org, 'Account', { Name: 'Berg AG', OwnerId: ben, BillingCity: 'Bonn', Industry: 'Retail' });
  return {
    ...{ org, admin, anna, ben, clara, dora, adler, berg },
    adlerContact: addRow(org, 'Contact', { LastName: 'Ahorn', FirstName: 'Ada', AccountId: adler, OwnerId: anna }),
    bergContact: addRow(org, 'Contact', { LastName: 'Birke', FirstName: 'Bo', AccountId: berg, OwnerId: ben }),
    adlerDeal: addRow(org, 'Opportunity', deal('Adler cleaning', adler, anna)),
    bergDeal: addRow(org, 'Opportunity', deal('Berg guards', berg, ben)),
  };
}

/** Inserts a row as it is and returns its id. */
export function addRow(org: Org, objectName: string, row: Row): string {
  const id = nextId(org, objectName);
  insertRows(org, objectName, [{ Id: id, ...row }]);
  return id;
}

/** Inserts a user with the standard profile and returns the id. */
export function addUser(org: Org, row: Row, profile = 'Standard User'): string {
  const name = `${String(row['FirstName'] ?? '')}.${String(row['LastName'])}`.toLowerCase();
  return addRow(org, 'User', {
    Username: `${name}@example.invalid`,
    Email: `${name}@example.invalid`,
    Alias: name.slice(0, 8),
    CommunityNickname: name,
    ProfileId: profileId(org, profile),
    TimeZoneSidKey: 'Europe/Berlin',
    LocaleSidKey: 'de_DE',
    EmailEncodingKey: 'UTF-8',
    LanguageLocaleKey: 'en_US',
    ...row,
  });
}

/** The id of the one row whose field has this value. */
export function idOf(org: Org, objectName: string, field: string, value: string): string {
  const rows = org.database.prepare(`SELECT "Id" AS id FROM "${objectName}" WHERE "${field}" = ?`).all(value);
  if (rows.length !== 1) throw new Error(`${String(rows.length)} rows of ${objectName} have ${field} = ${value}`);
  return String(rows[0]?.['id']);
}

/** Gives users a permission set by its API name. */
export function assign(org: Org, permissionSet: string, userIds: readonly string[]): void {
  const id = idOf(org, 'PermissionSet', 'Name', permissionSet);
  insertRows(
    org,
    'PermissionSetAssignment',
    userIds.map((userId) => ({ PermissionSetId: id, AssigneeId: userId })),
  );
}

function deal(name: string, accountId: string, ownerId: string): Row {
  return {
    ...{ Name: name, AccountId: accountId, OwnerId: ownerId, Amount: 10_000, CloseDate: '2026-06-30' },
    ...{ StageName: 'Prospecting', Probability: 10, ForecastCategory: 'Pipeline', ForecastCategoryName: 'Pipeline' },
  };
}

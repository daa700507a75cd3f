import { existsSync, readFileSync } from 'node:fs';

import type jsforce from 'jsforce';

/** A public data set of a B2B sales pipeline; no part of the product, so tests without it skip. */
const FOLDER = '../shared/data/crm_sales';

export const hasCrmSales = existsSync(FOLDER);

/** A day after the last deal of the data set. */
export const CRM_SALES_NOW = Date.parse('2018-01-01T12:00:00Z');

export interface Deal {
  readonly id: string;
  readonly seller: string;
  readonly product: string;
  /** Empty for deals whose account nobody filled in. */
  readonly account: string;
  readonly stage: 'Prospecting' | 'Engaging' | 'Won' | 'Lost';
  /** `YYYY-MM-DD`, empty while open. */
  readonly closed: string;
  readonly amount: string;
}

export interface CrmSales {
  readonly sellers: readonly { name: string; office: string }[];
  readonly accounts: readonly { name: string; sector: string; employees: string }[];
  readonly deals: readonly Deal[];
}

export function readCrmSales(): CrmSales {
  return {
    sellers: rowsOf('sales_teams.csv').map(([name = '', , office = '']) => ({ name, office })),
    accounts: rowsOf('accounts.csv').map(([name = '', sector = '', , , employees = '']) => ({
      name,
      sector,
      employees,
    })),
    deals: rowsOf('sales_pipeline.csv').map(
      ([id = '', seller = '', product = '', account = '', stage = '', , closed = '', amount = '']) => ({
        id,
        seller,
        product,
        account,
        closed: toDate(closed),
        amount,
        stage: stage as Deal['stage'],
      }),
    ),
  };
}

function rowsOf(file: string): string[][] {
  const [, ...lines] = readFileSync(`${FOLDER}/${file}`, 'utf8').trim().split(/\r?\n/);
  return lines.map((line) => line.split(','));
}

/** `3/1/2017` and `03-01-17` both stand for the first of March. */
function toDate(text: string): string {
  const [month = '', day = '', year = ''] = text.split(/[/-]/);
  if (text === '') return '';
  return `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

const STAGES = { Prospecting: 'Prospecting', Engaging: 'Qualification', Won: 'Closed Won', Lost: 'Closed Lost' };

/**
 * Loads the data set as an admin would: users one collection at a time, accounts and deals with Bulk API 2.0.
 * The account belongs to the seller with the most deals there, as nobody says whose it is.
 */
export async function loadCrmSales(admin: jsforce.Connection, data: CrmSales): Promise<void> {
  const userIds = await createSellers(admin, data);
  const divisions = await admin.sobject('Baton_Division__c').create(
    ['Central', 'East', 'West'].map((office) => ({
      Name: office,
      Key__c: office.toLowerCase(),
      Active__c: true,
      User_Field__c: 'Division',
      User_Values__c: office,
    })),
  );
  throwIfRefused(divisions);
  await bulkInsert(
    admin,
    'Account',
    data.accounts.map(({ name, sector, employees }) => ({
      Name: name,
      Industry: sector,
      NumberOfEmployees: employees,
      OwnerId: userIds.get(busiestSeller(data, name)) ?? '',
    })),
  );
  const accounts = await admin.query<{ Id: string; Name: string }>('SELECT Id, Name FROM Account', {
    autoFetch: true,
    maxFetch: 1000,
  });
  const accountIds = new Map(accounts.records.map(({ Id, Name }) => [Name, Id]));
  await bulkInsert(
    admin,
    'Opportunity',
    data.deals.map((deal) => ({
      Name: `${deal.product} ${deal.id}`,
      AccountId: accountIds.get(deal.account) ?? '',
      OwnerId: userIds.get(deal.seller) ?? '',
      StageName: STAGES[deal.stage],
      CloseDate: deal.closed === '' ? '2018-06-30' : deal.closed,
      Amount: deal.amount,
    })),
  );
}

async function createSellers(admin: jsforce.Connection, { sellers }: CrmSales): Promise<Map<string, string>> {
  const profile = await admin.query<{ Id: string }>("SELECT Id FROM Profile WHERE Name = 'Standard User'");
  const created = await admin.sobject('User').create(
    sellers.map(({ name, office }) => {
      const [first = '', last = ''] = name.split(' ');
      const login = `${first}.${last}@crm-sales.invalid`.toLowerCase();
      return {
        FirstName: first,
        LastName: last,
        Username: login,
        Email: login,
        Alias: last.slice(0, 8),
        Division: office,
        ProfileId: profile.records[0]?.Id ?? '',
        TimeZoneSidKey: 'GMT',
        LocaleSidKey: 'en_US',
        EmailEncodingKey: 'UTF-8',
        LanguageLocaleKey: 'en_US',
      };
    }),
  );
  throwIfRefused(created);
  const permissionSet = await admin.query<{ Id: string }>("SELECT Id FROM PermissionSet WHERE Name = 'Baton_Rep'");
  await admin
    .sobject('PermissionSetAssignment')
    .create(created.map(({ id }) => ({ AssigneeId: id, PermissionSetId: permissionSet.records[0]?.Id })));
  return new Map(sellers.map(({ name }, index) => [name, created[index]?.id ?? '']));
}

function throwIfRefused(results: readonly { readonly success: boolean }[]): void {
  const refused = results.find(({ success }) => !success);
  if (refused !== undefined) throw new Error(`A record was refused: ${JSON.stringify(refused)}`);
}

function busiestSeller({ deals }: CrmSales, account: string): string {
  const bySeller = Map.groupBy(
    deals.filter((deal) => deal.account === account),
    ({ seller }) => seller,
  );
  return (
    [...bySeller].sort(
      ([one, ones], [other, others]) => others.length - ones.length || one.localeCompare(other),
    )[0]?.[0] ?? ''
  );
}

async function bulkInsert(
  admin: jsforce.Connection,
  object: string,
  records: readonly Record<string, string>[],
): Promise<void> {
  const results = await admin.bulk2.loadAndWaitForResults({
    object,
    operation: 'insert',
    input: [...records],
    pollInterval: 50,
    pollTimeout: 60_000,
  });
  if (results.failedResults.length > 0) throw new Error(`${object}: ${JSON.stringify(results.failedResults[0])}`);
}

import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type jsforce from 'jsforce';

import type { Summary } from '../../src/cli/run-service.ts';
import type { Crm } from '../../src/crm/crm.ts';
import { createOrg } from '../../src/devorg/create-org.ts';
import { assign } from '../devorg/support/small-org.ts';
import { CRM_SALES_NOW, type CrmSales, hasCrmSales, loadCrmSales, readCrmSales } from './support/crm-sales.ts';
import { type ExpectedKnower, expectedKnowers } from './support/expected-knowers.ts';
import { closeDatabase, type FlowOrg, freshDatabase, runFlowOrg, runService } from './support/sample-org.ts';

// Loading 8,800 opportunities through the API, on machines that do other things too.
jest.setTimeout(120_000);

interface Row {
  readonly Account__r: { readonly Name: string };
  readonly Colleague__r: { readonly Name: string } | null;
  readonly Division__r: { readonly Name: string };
  readonly Band__c: string;
  readonly Rank__c: number;
  readonly Reasons__c: string;
  readonly Last_Contact_Month__c: string;
}

(hasCrmSales ? describe : describe.skip)('the public data set crm_sales (skipped without ../shared/data)', () => {
  let data: CrmSales;
  let org: FlowOrg;
  let crm: Crm;
  let summary: Summary;
  let rep: jsforce.Connection;
  let rows: Row[];
  let loadSeconds: number;

  beforeAll(async () => {
    data = readCrmSales();
    const settings = { sharingModels: { ...PUBLIC, Account: 'Read' as const } };
    org = await runFlowOrg(
      createOrg({ forceApp: 'force-app/main/default', file: ':memory:', settings, now: CRM_SALES_NOW }),
    );
    assign(org.org, 'Baton_Admin', [administrator()]);
    const began = performance.now();
    await loadCrmSales(org.connect(administrator()), data);
    loadSeconds = (performance.now() - began) / 1000;
    const database = await freshDatabase();
    crm = await org.crm();
    summary = await runService(crm, database);
    rep = org.connect(userOf(data.sellers[0]!.name));
    const soql = `SELECT Account__r.Name, Colleague__r.Name, Division__r.Name, Band__c, Rank__c, Reasons__c, Last_Contact_Month__c
      FROM Baton_Relationship__c ORDER BY Account__r.Name, Division__r.Name, Rank__c`;
    rows = (await rep.query<Row>(soql, { autoFetch: true, maxFetch: 10_000 })).records;
  });

  afterAll(async () => {
    await crm.close();
    await org.close();
    await closeDatabase();
  });

  const userOf = (name: string): string =>
    org.rows<{ Id: string }>('SELECT Id FROM "User" WHERE Name = ?', name)[0]!.Id;
  const administrator = (): string =>
    org.rows<{ Id: string }>(`SELECT u.Id FROM "User" u JOIN "Profile" p ON p.Id = u.ProfileId
      WHERE p.Name = 'System Administrator' ORDER BY u.Id LIMIT 1`)[0]!.Id;

  test('everything that was in the files is in the org, and one run answers', () => {
    const deals = data.deals.filter(({ account }) => account !== '').length;
    expect(org.rows('SELECT count(*) AS rows FROM "Opportunity" WHERE AccountId IS NOT NULL')).toEqual([
      { rows: deals },
    ]);
    expect(summary).toMatchObject({ accounts: 85, customers: 85, relationships: rows.length, problems: [] });
    const { relationships, apiCalls, seconds } = summary;
    process.stderr.write(
      `crm_sales: ${summary.accounts} accounts, ${data.deals.length} deals (loaded in ${loadSeconds.toFixed(1)} s), ` +
        `${relationships} relationships, ${apiCalls} API calls, ${seconds} s\n`,
    );
  });

  test('each account shows who in each office knows it, as an independent query finds', () => {
    const owners = new Map(
      org
        .rows<{ account: string; seller: string }>(
          'SELECT a.Name AS account, u.Name AS seller FROM "Account" a JOIN "User" u ON u.Id = a.OwnerId',
        )
        .map(({ account, seller }) => [account, seller]),
    );
    const now = new Date(CRM_SALES_NOW).toISOString().slice(0, 19).replace('T', ' ');
    const expected = expectedKnowers(data, owners, now);
    for (const { name } of data.accounts) {
      const shown = rows.filter((row) => row.Account__r.Name === name);
      const wanted = expected.filter(({ account }) => account === name);
      for (const office of ['Central', 'East', 'West']) {
        const ofOffice = shown.filter((row) => row.Division__r.Name === office);
        // Where one office works alone on an account, its people are no news to those who look at it.
        const isAlone = new Set(wanted.map((knower) => knower.office)).size === 1;
        const best = isAlone ? [] : topThree(wanted.filter((knower) => knower.office === office));
        expect({ name, office, bands: ofOffice.map(bandAndMonth) }).toEqual({ name, office, bands: best.map(bandOf) });
        const known = new Map(wanted.map((knower) => [knower.seller, bandOf(knower)]));
        for (const row of ofOffice) {
          expect(row.Reasons__c).toMatch(/(deal|ownership):(once|few|several|many):201[78]-\d\d/);
          expect(known.get(row.Colleague__r?.Name ?? '')).toBe(bandAndMonth(row));
        }
      }
    }
  });
});

const PUBLIC = { Contact: 'ControlledByParent', Lead: 'Private', Opportunity: 'Private', Case: 'Private' } as const;

const ORDER = ['Strong', 'Good', 'Some'];

/** By band, then by last month; more than that no reader of the rows may tell. */
function topThree(knowers: readonly ExpectedKnower[]): ExpectedKnower[] {
  return [...knowers]
    .sort(
      (one, other) =>
        ORDER.indexOf(one.band) - ORDER.indexOf(other.band) || other.lastMonth.localeCompare(one.lastMonth),
    )
    .slice(0, 3);
}

const bandOf = ({ band, lastMonth }: ExpectedKnower): string => `${band} ${lastMonth}`;
const bandAndMonth = (row: Row): string => `${row.Band__c} ${row.Last_Contact_Month__c.slice(0, 7)}`;

import { createOrg } from '../../src/devorg/create-org.ts';
import type { Records } from '../../src/devorg/sample/company/company.ts';
import { foundCompany } from '../../src/devorg/sample/company/found-company.ts';
import { sampleSettings } from '../../src/devorg/sample/index.ts';
import { orgRecords } from '../../src/devorg/sample/org-records.ts';
import { customersOf } from '../../src/devorg/sample/plan/customers-of.ts';
import { Domains } from '../../src/devorg/sample/plan/domains.ts';
import { randomFor } from '../../src/devorg/sample/random.ts';
import { spellCompany } from '../../src/devorg/sample/signs/spelling.ts';
import { writeAccounts } from '../../src/devorg/sample/signs/write-accounts.ts';
import type { MatchRecord } from '../../src/match/index.ts';

const NOW = Date.parse('2026-11-20T10:00:00Z');

/** An account of the sample company as matching sees it, and whose it really is. */
export interface SampleAccount {
  readonly record: MatchRecord;
  readonly customer: string;
}

type Row = Readonly<Record<string, string | number | boolean | null>>;

/**
 * The accounts of the sample company with their truth, one after another. Only accounts are written: a million of them
 * with all their mails would take an hour to make and tell matching nothing.
 */
export function* sampleAccounts(accounts: number, seed: number, noise: number): Generator<SampleAccount, void> {
  const org = createOrg({ forceApp: 'force-app/main/default', file: ':memory:', settings: sampleSettings, now: NOW });
  const written = orgRecords(org);
  const { company, office } = foundCompany({ org, accounts, seed, noise }, written, NOW);
  const rows: Row[] = [];
  const records: Records = {
    id: (objectName) => written.id(objectName),
    add(objectName, row) {
      if (objectName === 'Account') rows.push(row);
    },
  };
  const drawing = {
    seed,
    noise,
    hasStructure: true,
    company,
    records,
    domains: new Domains(),
    accounts,
    org,
    truthFile: '',
  };
  for (const customer of customersOf(drawing, accounts)) {
    const random = randomFor(seed, 'names', customer.id);
    const accountNames = customer.accounts.map(() =>
      spellCompany(random, customer.name, customer.address.city.name, noise),
    );
    writeAccounts({
      office: { ...office, records },
      customer,
      random: randomFor(seed, 'signs', customer.id),
      accountNames,
      lastActivity: new Map(),
    });
    for (const row of rows.splice(0)) yield { record: toRecord(row), customer: customer.id };
  }
  org.database.close();
}

function toRecord(row: Row): MatchRecord {
  const text = (field: string): string | undefined => {
    const value = row[field];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const filled = (key: string, value: string | undefined): Record<string, string> =>
    value === undefined ? {} : { [key]: value };
  const phone = text('Phone');
  return {
    id: text('Id') ?? '',
    kind: 'company',
    ...filled('name', text('Name')),
    ...filled('website', text('Website')),
    ...filled('street', text('BillingStreet')),
    ...filled('city', text('BillingCity')),
    ...filled('postalCode', text('BillingPostalCode')),
    ...filled('country', text('BillingCountry')),
    ...filled('parentId', text('ParentId')),
    ...(phone === undefined ? {} : { phones: [phone] }),
  };
}

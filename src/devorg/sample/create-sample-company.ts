import { setImmediate } from 'node:timers/promises';

import type { Org } from '../org.ts';
import { readAccountRights } from './account-rights.ts';
import type { ShareGroup } from './company/company.ts';
import { foundCompany } from './company/found-company.ts';
import { layIndexesAside } from './lay-indexes-aside.ts';
import { orgRecords } from './org-records.ts';
import { customersOf } from './plan/customers-of.ts';
import { Domains } from './plan/domains.ts';
import type { Drawing } from './plan/draw-customer.ts';
import { type ShowcaseIds, showcaseIds } from './showcase-ids.ts';
import { writeCustomer } from './signs/write-customer.ts';
import { HOUR_MS, stampOf } from './time.ts';
import { TruthWriter } from './truth-writer.ts';

export interface SampleOptions {
  /** A new org, made with `sampleSettings`. */
  readonly org: Org;
  /** 100 to 1,000,000. */
  readonly accounts: number;
  readonly seed: number;
  /** 0 to 1: misspellings, missing fields and misleading signs. */
  readonly noise: number;
  /** Where the truth goes; a file of its own. */
  readonly truthFile: string;
  /** False: customers of all kinds need the same. */
  readonly hasStructure?: boolean;
  readonly onProgress?: (accounts: number) => void;
}

export interface SampleSummary {
  readonly accounts: number;
  readonly customers: number;
  /** Customers that more than one division serves. */
  readonly sharedCustomers: number;
  readonly users: number;
  /** Rows written, by object. */
  readonly rows: Readonly<Record<string, number>>;
  readonly integrationUserId: string;
  readonly administratorUserId: string;
  readonly showcase: ShowcaseIds;
}

/** Accounts between two looks at the rest of the process. */
const BREATH = 500;
const SMALLEST = 100;
const LARGEST = 1_000_000;

/**
 * Fills an org with the sample company, and its truth with what really is so. The same seed, size, noise and hour of
 * the org's clock give the same rows.
 * @throws RangeError for a size or noise out of bounds
 */
export async function createSampleCompany(options: SampleOptions): Promise<SampleSummary> {
  check(options);
  const putIndexesBack = layIndexesAside(options.org.database);
  try {
    return await fill(options);
  } finally {
    await putIndexesBack();
  }
}

async function fill(options: SampleOptions): Promise<SampleSummary> {
  const records = orgRecords(options.org);
  const nowMs = Math.floor(options.org.clock.now() / HOUR_MS) * HOUR_MS;
  const { company, office } = foundCompany(options, records, nowMs);
  const { circles, queues } = office.sharing;
  records.flush();
  const truth = new TruthWriter(options.truthFile, nowMs);
  truth.addMeta({ accounts: options.accounts, seed: options.seed, noise: options.noise, now: stampOf(nowMs) });
  truth.addCompany(company, [...Object.values(circles), ...Object.values(queues)], readAccountRights(options.org));

  const drawing: Drawing = {
    ...options,
    hasStructure: options.hasStructure ?? true,
    company,
    records,
    domains: new Domains(),
  };
  const groups = { circles: idsOf(circles), queues: idsOf(queues) };
  const count = { accounts: 0, customers: 0, sharedCustomers: 0 };
  let showcase: ShowcaseIds | undefined;
  let breath = BREATH;
  for (const customer of customersOf(drawing, options.accounts)) {
    showcase ??= showcaseIds(company, customer);
    truth.addCustomer(company, groups, customer);
    truth.addLeads(writeCustomer(office, customer, options.seed));
    count.accounts += customer.accounts.length;
    count.customers += 1;
    count.sharedCustomers += customer.divisions.length > 1 ? 1 : 0;
    if (count.accounts < breath) continue;
    breath = count.accounts + BREATH;
    truth.settle();
    options.onProgress?.(count.accounts);
    await setImmediate();
  }
  records.flush();
  truth.close();
  if (showcase === undefined) throw new RangeError('no customer was drawn');
  return {
    ...count,
    users: company.colleagues.length,
    rows: Object.fromEntries(records.counts),
    integrationUserId: company.integration.id,
    administratorUserId: company.administrator.id,
    showcase,
  };
}

function check({ accounts, noise }: SampleOptions): void {
  if (!Number.isInteger(accounts) || accounts < SMALLEST || accounts > LARGEST) {
    throw new RangeError(
      `accounts must be a whole number from ${String(SMALLEST)} to ${String(LARGEST)}, not ${String(accounts)}`,
    );
  }
  if (!(noise >= 0 && noise <= 1)) throw new RangeError(`noise must be from 0 to 1, not ${String(noise)}`);
}

function idsOf(groups: Readonly<Record<string, ShareGroup>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(groups).map(([key, group]) => [key, group.id]));
}

/** What the customers of a sample company have and are, as its org tells it, and what they truly want. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createOrg } from '../../src/devorg/create-org.ts';
import { SERVICES } from '../../src/devorg/sample/divisions.ts';
import { createSampleCompany, sampleSettings } from '../../src/devorg/sample/index.ts';
import { openTruth, type Truth } from '../../src/devorg/sample/truth.ts';
import { type ClassColumn, classOf, type CustomerProfile, readClassColumn } from '../../src/suggest/index.ts';

export interface SampleTraits {
  readonly accounts: number;
  readonly seed: number;
  readonly noise: number;
  readonly hasStructure: boolean;
}

export interface SampleHoldings {
  readonly divisionOf: ReadonlyMap<string, string>;
  readonly customers: readonly { readonly profile: CustomerProfile; readonly wants: ReadonlySet<string> }[];
  /** Planted rules with the texts by which a found rule shows that it is about the same kind. */
  readonly rules: readonly { readonly id: string; readonly need: string; readonly texts: ReadonlySet<string> }[];
}

const MINIMUM = 10;
/** The won deals of the org with the product family of their lines; deals without lines tell only the division. */
const WON = `
  SELECT DISTINCT o."AccountId" AS account, p."Family" AS family FROM "Opportunity" o
    JOIN "OpportunityLineItem" l ON l."OpportunityId" = o."Id" JOIN "Product2" p ON p."Id" = l."Product2Id"
  WHERE o."IsWon" = 1`;
const FIELDS = ['Industry', 'BillingCountry', 'AnnualRevenue', 'NumberOfEmployees'] as const;

/** Makes a company and reads its org; accounts are put together as they truly belong. */
export async function readSampleHoldings(traits: SampleTraits): Promise<SampleHoldings> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-needs-'));
  const truthFile = join(folder, 'truth.sqlite');
  const org = createOrg({ forceApp: 'force-app/main/default', file: ':memory:', settings: sampleSettings });
  await createSampleCompany({ ...traits, org, truthFile });
  const truth = openTruth(truthFile);
  const customerOf = new Map([...truth.accountsByCustomer()].map((row) => [row.accountId, row.customerId]));
  const products = new Map<string, Set<string>>();
  for (const row of org.database.prepare(WON).all()) {
    const customer = customerOf.get(String(row['account'])) ?? '';
    products.set(customer, (products.get(customer) ?? new Set()).add(String(row['family'])));
  }
  const values = new Map<string, string[]>();
  for (const row of org.database
    .prepare(`SELECT "Id", ${FIELDS.map((field) => `"${field}"`).join(', ')} FROM "Account"`)
    .all()) {
    const customer = customerOf.get(String(row['Id'])) ?? '';
    const known = values.get(customer) ?? FIELDS.map(() => '');
    values.set(
      customer,
      FIELDS.map((field, index) => known[index] || String(row[field] ?? '')),
    );
  }
  org.database.close();
  const read = toHoldings(truth, values, products);
  truth.close();
  rmSync(folder, { recursive: true });
  return read;
}

function toHoldings(
  truth: Truth,
  values: ReadonlyMap<string, readonly string[]>,
  products: ReadonlyMap<string, ReadonlySet<string>>,
): SampleHoldings {
  const columns = FIELDS.map((name, index) =>
    readClassColumn(
      name,
      [...values.values()].map((row) => row[index] ?? ''),
      MINIMUM,
    ),
  );
  const customers = [...values].map(([id, row]) => ({
    profile: {
      classes: columns.flatMap((column, index) => classOf(column, row[index] ?? '') ?? []),
      products: [...(products.get(id) ?? [])],
    },
    wants: new Set(
      truth.needsOf(id).flatMap(({ family, isWanted, isBought }) => (isWanted && !isBought ? [family] : [])),
    ),
  }));
  return {
    divisionOf: new Map(SERVICES.map(({ family, division }) => [family, division])),
    customers,
    rules: plantedRules(truth, columns),
  };
}

function plantedRules(truth: Truth, columns: readonly ClassColumn[]): SampleHoldings['rules'] {
  const countries: Readonly<Record<string, string>> = { AT: 'Austria', CH: 'Switzerland', DE: 'Germany' };
  return truth.needRules().map((rule) => ({
    id: rule.id,
    need: rule.need,
    texts: new Set([
      ...(rule.industries ?? []).map((industry) => `${columns[0]?.name ?? ''} ${industry}`),
      ...(rule.countries ?? []).map((code) => `${columns[1]?.name ?? ''} ${countries[code] ?? code}`),
      ...(rule.given === undefined ? [] : [rule.given]),
    ]),
  }));
}

/** What customers may need at the size of a large org, in the store that the service works with: PostgreSQL. */
import { toCatalogue } from '../../src/pipeline/needs/catalogue.ts';
import { keepLearning } from '../../src/pipeline/needs/keep-learning.ts';
import { learnFromAll } from '../../src/pipeline/needs/learn.ts';
import { runNeeds } from '../../src/pipeline/needs/run-needs.ts';
import { defaultPolicy } from '../../src/policy/index.ts';
import type { Database } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { replaceProfiles } from '../../src/store/tables/need-counts.ts';
import { markNeeds } from '../../src/store/tables/need-work.ts';
import { readServedNeeds } from '../../src/store/tables/needs.ts';
import { applyRecords } from '../../src/sync/apply-records.ts';
import { followed } from '../../src/sync/follow.ts';
import { account, accountId, division, NOW_MS, user, userId } from '../../test/support/filled-store.ts';
import { drawHolders, type MadeUpCustomer } from './made-up-holdings.ts';
import { takeIndexes } from './trickle-store.ts';

const DIVISIONS = 5;
const PEOPLE = 50;
const CHUNK = 5_000;
/** An amount in each band. */
const TURNOVER = [500_000, 3_000_000, 20_000_000, 200_000_000];
const EMPLOYEES = [8, 60, 400, 3_000];

export interface StoreSize {
  readonly customers: number;
  readonly deals: number;
  readonly products: readonly string[];
  readonly seed: number;
}

const stamp = { systemModstamp: new Date(NOW_MS).toISOString(), isDeleted: false };
const idOf = (prefix: string, number: number): string => `${prefix}${String(number).padStart(12, '0')}AAA`;
const policy = defaultPolicy.suggestions;

/** Fills an empty database with accounts, won deals and their lines, each account a customer of its own. */
export async function fillStore(database: Database, size: StoreSize): Promise<void> {
  await migrate(database);
  await applyCompany(database, size.products);
  // New rules make every customer dirty: so they are known before there is one.
  await runNeeds(database, { nowMs: NOW_MS, policy, hasPilot: false, mostDays: 700, onBatch: () => undefined });
  const restoreIndexes = await takeIndexes(database);
  let chunk: MadeUpCustomer[] = [];
  let first = 1;
  let deals = 1;
  for (const customer of drawHolders(size.seed, size.customers, size.deals, size.products)) {
    chunk.push(customer);
    if (chunk.length < CHUNK) continue;
    deals += await addChunk(database, chunk, first, deals, size.products);
    first += chunk.length;
    chunk = [];
  }
  await addChunk(database, chunk, first, deals, size.products);
  await restoreIndexes();
  await database.query('INSERT INTO customer_account (account_id, customer_id) SELECT id, id FROM account');
  await database.query('VACUUM (ANALYZE)');
}

async function applyCompany(database: Database, products: readonly string[]): Promise<void> {
  const divisions = Array.from({ length: DIVISIONS }, (_, at) => division(at + 1, `division ${String(at)}`));
  await applyRecords(database, 'division', divisions);
  const people = Array.from({ length: PEOPLE }, (_, at) => user(at + 1, `division ${String(at % DIVISIONS)}`));
  await applyRecords(database, 'user', people);
  await applyRecords(
    database,
    'need',
    products.map((product, at) => ({
      ...{ ...stamp, id: idOf('a01', at + 1) as never, key: product, name: product, isActive: true },
      ...{ divisionId: divisions[at % DIVISIONS]?.id as never, families: [product], keywords: [] },
    })),
  );
}

async function addChunk(
  database: Database,
  customers: readonly MadeUpCustomer[],
  first: number,
  firstDeal: number,
  products: readonly string[],
): Promise<number> {
  const sold = customers.flatMap(({ products: held }, at) => held.map((product) => ({ number: first + at, product })));
  await database.transaction(async (transaction) => {
    await followed.account.add?.(
      transaction,
      customers.map(({ traits }, at) =>
        account(first + at, {
          ownerId: userId(1 + ((first + at) % PEOPLE)),
          ...{ industry: `Industry ${String(traits.industry)}`, billingCountry: `Country ${String(traits.country)}` },
          ...{ annualRevenue: TURNOVER[traits.turnover] ?? 0, numberOfEmployees: EMPLOYEES[traits.employees] ?? 0 },
        }),
      ),
    );
    await followed.opportunity.add?.(
      transaction,
      sold.map(({ number, product }, at) => wonDeal(firstDeal + at, number, products.indexOf(product))),
    );
    await followed.opportunityLine.add?.(
      transaction,
      sold.map(({ product }, at) => lineOf(firstDeal + at, product)),
    );
    await replaceProfiles(
      transaction,
      [],
      customers.map(({ traits, products: held }, at) => ({
        ...{ customerId: accountId(first + at), industry: `Industry ${String(traits.industry)}` },
        ...{ country: `Country ${String(traits.country)}`, needs: held.toSorted() },
        ...{ turnover: TURNOVER[traits.turnover] ?? 0, employees: EMPLOYEES[traits.employees] ?? 0 },
      })),
    );
  });
  return sold.length;
}

const wonDeal = (number: number, ofAccount: number, product: number) => ({
  ...{ ...stamp, id: idOf('006', number) as never, accountId: accountId(ofAccount), isClosed: true, isWon: true },
  ...{ ownerId: userId(1 + (product % DIVISIONS)), createdDate: stamp.systemModstamp, closeDate: '2026-06-01' },
});
const lineOf = (number: number, family: string) => ({
  ...{ ...stamp, id: idOf('00k', number), opportunityId: idOf('006', number) as never, family },
});

/** A full learning: every customer is counted anew, rules are found, and what was learned is written down. */
export async function learnStore(database: Database): Promise<void> {
  const catalogue = toCatalogue(await readServedNeeds(database));
  const { divisionOf } = catalogue;
  const from = { divisionOf, policy: policy.learning, lifts: new Map<string, number>(), rules: '', nowMs: NOW_MS };
  const learning = await learnFromAll(database, from);
  await keepLearning(
    database,
    { catalogue, minimumGroup: policy.learning.minimumGroup, rules: '' },
    learning,
    undefined,
  );
  // Looking at a million customers again is no part of learning.
  await database.query('TRUNCATE dirty_need');
  await database.query(`DELETE FROM setting WHERE key IN ('needs changed', 'needs stale', 'needs profiles')`);
}

/** Deals are won at so many customers; from their being read to the suggestions that should stand. Milliseconds. */
export async function winDeals(database: Database, size: StoreSize, from: number, count: number): Promise<number> {
  const step = Math.floor(size.customers / (count + 1));
  const numbers = Array.from({ length: count }, (_, at) => 1 + ((from + at * step) % size.customers));
  const first = 4 * size.deals + from * 1000;
  const start = performance.now();
  await database.transaction(async (transaction) => {
    const deals = numbers.map((number, at) => wonDeal(first + at, number, at % size.products.length));
    await applyRecords(transaction, 'opportunity', deals);
    const lines = deals.map((_, at) => lineOf(first + at, size.products[at % size.products.length] ?? ''));
    await applyRecords(transaction, 'opportunityLine', lines);
    await markNeeds(transaction, numbers.map(accountId));
  }, 'few');
  await runNeeds(database, { nowMs: NOW_MS, policy, hasPilot: false, mostDays: 700, onBatch: () => undefined });
  return performance.now() - start;
}

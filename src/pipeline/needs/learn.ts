import type { Database } from '../../store/database.ts';
import { countProfiles, readAmounts, readCommonValues, readProfilesAfter } from '../../store/tables/need-counts.ts';
import {
  type ClassColumn,
  type CustomerProfile,
  learnNeeds,
  NeedCounts,
  readAmountColumn,
  type SuggestPolicy,
} from '../../suggest/index.ts';
import { askedKinds, type Learning } from './packed-learning.ts';
import { toProfile } from './profiles.ts';
import { toKindRows } from './stored-counts.ts';

const PAGE = 20_000;
/** Customers on whom it is tried whether their kind helps. */
const SAMPLE = 10_000;
/** Customers whose amounts decide where bands are cut. */
const AMOUNTS = 50_000;

export interface LearnFrom {
  readonly divisionOf: ReadonlyMap<string, string>;
  readonly policy: SuggestPolicy;
  readonly lifts: ReadonlyMap<string, number>;
  readonly rules: string;
  readonly nowMs: number;
}

/**
 * Counts all customers and learns from the counts. Its cost grows with the org; it is done once a day at most. The same
 * facts are learned the same way.
 */
export async function learnFromAll(database: Database, from: LearnFrom): Promise<Learning> {
  const { divisionOf, policy, lifts, rules, nowMs } = from;
  const customers = await countProfiles(database);
  const columns = await readColumns(database, customers, policy.minimumGroup);
  const counts = new NeedCounts(divisionOf);
  // In a fixed order, so that the same facts are learned the same way.
  for (const product of [...divisionOf.keys()].sort()) counts.apply({ classes: [], product, customers: 0 });
  const sample = await countAll(database, counts, columns, customers);
  return {
    learnedMs: nowMs,
    rules,
    customers,
    columns,
    learned: learnNeeds(counts, sample, policy),
    lifts: Object.fromEntries([...lifts].sort(([one], [other]) => (one < other ? -1 : 1))),
    kinds: askedKinds(toKindRows(counts), policy.minimumGroup),
  };
}

async function readColumns(database: Database, customers: number, minimum: number): Promise<ClassColumn[]> {
  const share = Math.min(1, AMOUNTS / Math.max(1, customers));
  return [
    { type: 'values', name: 'industry', values: await readCommonValues(database, 'industry', minimum) },
    { type: 'values', name: 'country', values: await readCommonValues(database, 'country', minimum) },
    readAmountColumn('turnover', await readAmounts(database, 'turnover', share)),
    readAmountColumn('employees', await readAmounts(database, 'employees', share)),
  ];
}

async function countAll(
  database: Database,
  counts: NeedCounts,
  columns: readonly ClassColumn[],
  customers: number,
): Promise<CustomerProfile[]> {
  const sample: CustomerProfile[] = [];
  const step = Math.max(1, Math.ceil(customers / SAMPLE));
  let at = 0;
  for (let after = ''; ;) {
    const page = await readProfilesAfter(database, after, PAGE);
    const last = page.at(-1);
    if (last === undefined) return sample;
    after = last.customerId;
    for (const row of page) {
      const profile = toProfile(columns, row);
      counts.add(profile);
      if (at++ % step === 0) sample.push(profile);
    }
  }
}

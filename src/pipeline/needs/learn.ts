import type { Database } from '../../store/database.ts';
import {
  clearKinds,
  countProfiles,
  type KindRow,
  readAmounts,
  readCommonValues,
  readProfilesAfter,
  writeKinds,
} from '../../store/tables/need-counts.ts';
import { readSetting, writeSetting } from '../../store/tables/settings.ts';
import {
  type ClassColumn,
  type Contrast,
  contrastOf,
  type CustomerProfile,
  type LearnedNeeds,
  learnNeeds,
  NeedCounts,
  readAmountColumn,
  type SuggestPolicy,
} from '../../suggest/index.ts';
import { toProfile } from './profiles.ts';
import { toKindRows } from './stored-counts.ts';

const PAGE = 20_000;
/** Customers on whom it is tried whether their kind helps. */
const SAMPLE = 10_000;
/** Customers whose amounts decide where bands are cut. */
const AMOUNTS = 50_000;
const ROWS_A_WRITE = 5_000;

/** What was learned, as it is kept between runs. */
export interface StoredLearning {
  readonly learnedMs: number;
  readonly columns: readonly ClassColumn[];
  readonly learned: LearnedNeeds;
}

const SETTING = 'needs learned';

export async function readLearning(database: Database): Promise<StoredLearning | undefined> {
  const text = await readSetting(database, SETTING);
  return text === undefined ? undefined : (JSON.parse(text) as StoredLearning);
}

export interface Learning extends StoredLearning {
  /** The numbers behind each rule, as of now. */
  readonly contrasts: readonly Contrast[];
}

/** Counts all customers anew and learns from the counts. Its cost grows with the org; it is done once a day at most. */
export async function learnAnew(
  database: Database,
  divisionOf: ReadonlyMap<string, string>,
  policy: SuggestPolicy,
  nowMs: number,
): Promise<Learning> {
  const customers = await countProfiles(database);
  const columns = await readColumns(database, customers, policy.minimumGroup);
  const counts = new NeedCounts(divisionOf);
  // In a fixed order, so that the same facts are learned the same way.
  for (const product of [...divisionOf.keys()].sort()) counts.apply({ classes: [], product, customers: 0 });
  const sample = await countAll(database, counts, columns, customers);
  const learned = learnNeeds(counts, sample, policy);
  await database.transaction(async (transaction) => {
    await clearKinds(transaction);
    await writeAllKinds(transaction, counts);
    await writeSetting(transaction, SETTING, JSON.stringify({ learnedMs: nowMs, columns, learned }));
  });
  const contrasts = learned.rules.flatMap(
    ({ kind, product }) => contrastOf(counts, kind, product, policy.minimumGroup) ?? [],
  );
  return { learnedMs: nowMs, columns, learned, contrasts };
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

async function writeAllKinds(database: Database, counts: NeedCounts): Promise<void> {
  let chunk: KindRow[] = [];
  for (const row of toKindRows(counts)) {
    chunk.push(row);
    if (chunk.length < ROWS_A_WRITE) continue;
    await writeKinds(database, chunk);
    chunk = [];
  }
  await writeKinds(database, chunk);
}

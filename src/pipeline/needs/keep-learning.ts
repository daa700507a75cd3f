import type { Database } from '../../store/database.ts';
import { replaceKinds } from '../../store/tables/need-counts.ts';
import { markAllNeeds } from '../../store/tables/need-work.ts';
import { readSetting, writeSetting } from '../../store/tables/settings.ts';
import { contrastOf, NeedCounts } from '../../suggest/index.ts';
import type { NeedCatalogue } from './catalogue.ts';
import { type Learning, packLearning, toKind, unpackLearning } from './packed-learning.ts';
import { showRules } from './rules.ts';
import { toCountRows } from './stored-counts.ts';

/** Where what was learned is kept besides the store: in the CRM. One object for the life of a process. */
export interface LearningKeeper {
  read(): Promise<string | undefined>;
  /** @returns false where it could not be written, for now or for good */
  write(text: string): Promise<boolean>;
}

const SETTING = 'needs learned';
const UNKEPT = 'needs unkept';

export interface LearningRules {
  readonly catalogue: NeedCatalogue;
  readonly minimumGroup: number;
  /** Stands for needs and rules of the moment. */
  readonly rules: string;
}

/** What this store makes suggestions with. */
export async function readLearning(database: Database): Promise<Learning | undefined> {
  const text = await readSetting(database, SETTING);
  return text === undefined ? undefined : unpackLearning(text);
}

const compared = new WeakSet<LearningKeeper>();

/**
 * Looks once in the life of a process whether the CRM knows what was learned, so that a store that is filled again makes
 * the same suggestions. Without it there, ours is written again.
 * @returns whether it was taken over
 */
export async function compareLearning(
  database: Database,
  rules: LearningRules,
  keeper: LearningKeeper,
): Promise<boolean> {
  if (!compared.has(keeper)) {
    const kept = await keeper.read();
    compared.add(keeper);
    const ours = await readSetting(database, SETTING);
    if (kept !== undefined && kept === ours) return false;
    if (kept !== undefined && unpackLearning(kept)?.rules === rules.rules) {
      await useLearning(database, rules, kept);
      await writeSetting(database, UNKEPT, 'no');
      return true;
    }
    if (ours !== undefined) await writeSetting(database, UNKEPT, 'yes');
  }
  if ((await readSetting(database, UNKEPT)) === 'yes') await keep(database, keeper);
  return false;
}

async function keep(database: Database, keeper: LearningKeeper): Promise<void> {
  const text = await readSetting(database, SETTING);
  const isKept = text === undefined || (await keeper.write(text));
  await writeSetting(database, UNKEPT, isKept ? 'no' : 'yes');
}

/** From now on suggestions are made with this, here and, as soon as it stands there, in the CRM. */
export async function keepLearning(
  database: Database,
  rules: LearningRules,
  learning: Learning,
  keeper: LearningKeeper | undefined,
): Promise<void> {
  await useLearning(database, rules, packLearning(learning));
  if (keeper !== undefined) await keep(database, keeper);
}

async function useLearning(database: Database, rules: LearningRules, text: string): Promise<void> {
  const fresh = unpackLearning(text);
  if (fresh === undefined) return;
  await database.transaction(async (transaction) => {
    const before = await readLearning(transaction);
    await writeSetting(transaction, SETTING, text);
    await writeSetting(transaction, UNKEPT, 'yes');
    await replaceKinds(transaction, fresh.kinds);
    await showLearned(transaction, rules, fresh);
    const said = (one: Learning | undefined): string => JSON.stringify({ ...one, learnedMs: 0 });
    if (said(before) !== said(fresh)) await markAllNeeds(transaction);
  });
}

/** Has the rules shown to admins, with their numbers. */
export async function showLearned(
  database: Database,
  { catalogue, minimumGroup }: LearningRules,
  { learned, kinds }: Learning,
): Promise<void> {
  const counts = new NeedCounts(catalogue.divisionOf);
  for (const row of kinds) for (const count of toCountRows(toKind(row.kind), row)) counts.apply(count);
  const contrasts = learned.rules.flatMap(({ kind, product }) => contrastOf(counts, kind, product, minimumGroup) ?? []);
  await showRules(database, catalogue, contrasts, minimumGroup);
}

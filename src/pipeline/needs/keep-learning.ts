import { createHash } from 'node:crypto';

import type { Database } from '../../store/database.ts';
import { markAllNeeds } from '../../store/tables/need-work.ts';
import { readSetting, readSettingUnless, writeSetting } from '../../store/tables/settings.ts';
import { contrastOf } from '../../suggest/index.ts';
import type { NeedCatalogue } from './catalogue.ts';
import { type Learning, packLearning, unpackLearning } from './packed-learning.ts';
import { showRules } from './rules.ts';
import { countsOf } from './stored-counts.ts';

/** Where what was learned is kept besides the store: in the CRM. One object for the life of a process. */
export interface LearningKeeper {
  read(): Promise<string | undefined>;
  /** @returns false where it could not be written, for now or for good */
  write(text: string): Promise<boolean>;
}

const SETTING = 'needs learned';
/** Whether it still has to be written to the keeper. */
export const UNKEPT = 'needs unkept';

export interface LearningRules {
  readonly catalogue: NeedCatalogue;
  readonly minimumGroup: number;
  /** Stands for needs and rules of the moment. */
  readonly rules: string;
}

/** What this store makes suggestions with. */
export async function readLearning(database: Database): Promise<Learning | undefined> {
  // Every run asks, and the text may be long: what this process has unpacked already is not sent again.
  const text = await readSettingUnless(database, SETTING, read?.digest);
  if (text === null) return read?.learning;
  if (text === undefined) return undefined;
  read = { digest: createHash('md5').update(text).digest('hex'), learning: unpackLearning(text) };
  return read.learning;
}

let read: { readonly digest: string; readonly learning: Learning | undefined } | undefined;

const compared = new WeakSet<LearningKeeper>();

export function isCompared(keeper: LearningKeeper): boolean {
  return compared.has(keeper);
}

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
    await showLearned(transaction, rules, fresh);
    const said = (one: Learning | undefined): string => JSON.stringify({ ...one, learnedMs: 0 });
    if (said(before) !== said(fresh)) await markAllNeeds(transaction);
  });
}

/** Has the rules shown to admins, with their numbers. */
export async function showLearned(
  database: Database,
  { catalogue, minimumGroup }: LearningRules,
  learning: Learning,
): Promise<void> {
  const counts = countsOf(learning, catalogue.divisionOf);
  const contrasts = learning.learned.rules.flatMap(
    ({ kind, product }) => contrastOf(counts, kind, product, minimumGroup) ?? [],
  );
  await showRules(database, catalogue, contrasts, minimumGroup);
}

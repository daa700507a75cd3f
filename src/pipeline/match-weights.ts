import { deflateRawSync, inflateRawSync } from 'node:zlib';

import {
  defaultModel,
  learnCompanies,
  LEAST_COMPANIES,
  type MatchModel,
  type MatchRecord,
  type PackedModel,
  packModel,
  ServiceMatcher,
  unpackModel,
} from '../match/index.ts';
import type { Database } from '../store/database.ts';
import { countCompanies, readCompanies } from '../store/tables/accounts.ts';
import { readSetting, writeSetting } from '../store/tables/settings.ts';
import { markAllAccounts } from '../store/tables/work-queues.ts';
import { accountToMatch } from './match-records.ts';

/** What the company decides about matching. */
export interface MatchRules {
  /** Whether branches and subsidiaries of one group are one customer. */
  readonly branchesAreSame: boolean;
}

const WEIGHTS = 'match weights';

/** Room in `Baton_Sync_Status__c.Match_Weights__c`, in characters. */
const MOST_TEXT = 131_072;
/** Values that may be kept; halved until the text fits. */
const MOST_VALUES = 40_000;

const PAGE = 5_000;

/** The weights that this store matches with, as text; undefined: the default ones. */
export function readMatchWeights(database: Database): Promise<string | undefined> {
  return readSetting(database, WEIGHTS);
}

/**
 * From now on accounts are matched with these weights. All of them are judged again.
 * @returns false where the text is none of ours, or of another version: nothing has changed then
 */
export async function useMatchWeights(database: Database, text: string): Promise<boolean> {
  if (modelOf(text) === undefined) return false;
  await database.transaction(async (transaction) => {
    if ((await readSetting(transaction, WEIGHTS)) === text) return;
    await writeSetting(transaction, WEIGHTS, text);
    await markAllAccounts(transaction);
  });
  return true;
}

/**
 * Whether weights should be learned (again): never before there are enough companies, then once, and whenever there are
 * twice as many.
 */
export async function shouldLearnWeights(database: Database): Promise<boolean> {
  const companies = await countCompanies(database);
  if (companies < LEAST_COMPANIES) return false;
  const text = await readMatchWeights(database);
  const model = text === undefined ? undefined : modelOf(text);
  return model === undefined || companies >= model.company.records * 2;
}

/** Learns weights from all companies in the store, in the order of their ids. The same companies give the same text. */
export async function learnMatchWeights(database: Database): Promise<string> {
  const records: MatchRecord[] = [];
  for (let after = ''; ;) {
    const page = await readCompanies(database, after, PAGE);
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.id;
    for (const account of page) records.push(accountToMatch(account));
  }
  const model = learnCompanies(records);
  let text = '';
  for (let values = MOST_VALUES; text === '' || text.length > MOST_TEXT; values = Math.floor(values / 2)) {
    text = deflateRawSync(JSON.stringify(packModel(model, values)), { level: 9 }).toString('base64');
  }
  return text;
}

const models = new Map<string, MatchModel>();

/** A matcher with the weights and rules of the moment. Ask within the transaction that uses it. */
export async function matcherFor(database: Database, { branchesAreSame }: MatchRules): Promise<ServiceMatcher> {
  const text = await readMatchWeights(database);
  const model = text === undefined ? undefined : modelOf(text);
  return new ServiceMatcher(model ?? defaultModel, { branchesAreSame });
}

/** What a text stands for; kept, since every batch asks. */
function modelOf(text: string): MatchModel | undefined {
  const known = models.get(text);
  if (known !== undefined) return known;
  const model = unpackModel(packedOf(text));
  if (model === undefined) return undefined;
  models.clear();
  models.set(text, model);
  return model;
}

const NOTHING = { version: 0 } as PackedModel;

function packedOf(text: string): PackedModel {
  try {
    return JSON.parse(inflateRawSync(Buffer.from(text, 'base64')).toString('utf8')) as PackedModel;
  } catch {
    // Somebody has edited the field: it is learned anew.
    return NOTHING;
  }
}

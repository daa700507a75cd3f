import type { Crm } from '../crm/crm.ts';
import type { Database } from '../store/database.ts';

const STATUS = 'Baton_Sync_Status__c';
const FIELD = 'Match_Weights__c';

/** What the pipeline knows about weights; they are texts here. */
export interface WeightsOfStore {
  read(database: Database): Promise<string | undefined>;
  /** False: none of ours. */
  use(database: Database, text: string): Promise<boolean>;
  shouldLearn(database: Database): Promise<boolean>;
  learn(database: Database): Promise<string>;
}

const compared = new WeakSet<Crm>();

/**
 * Weights are learned once and kept in the CRM, so that a store that is filled again, and every process, matches with the
 * same ones. They count from the moment at which they stand there: where they can not be written, the default ones stay.
 */
export async function keepMatchWeights(crm: Crm, database: Database, weights: WeightsOfStore): Promise<void> {
  await database.exclusively('weights', async () => {
    const known = await weights.read(database);
    // The CRM is asked once in the life of a process, and before anything is learned.
    if (compared.has(crm) && !(await weights.shouldLearn(database))) return;
    const kept = (await crm.readStatus())?.matchWeights;
    compared.add(crm);
    const isUsable = kept !== undefined && (kept === known || (await weights.use(database, kept)));
    const wasEmptied = !isUsable && known !== undefined;
    if (wasEmptied || (await weights.shouldLearn(database))) await learn(crm, database, weights);
  });
}

async function learn(crm: Crm, database: Database, weights: WeightsOfStore): Promise<void> {
  const text = await weights.learn(database);
  const [result] = await crm.upsert(STATUS, 'Key__c', [{ Key__c: 'org', [FIELD]: text }]);
  if (result?.ok === true) await weights.use(database, text);
}

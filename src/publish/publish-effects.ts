import type { Crm, WriteRow } from '../crm/crm.ts';
import type { Database } from '../store/database.ts';
import { type PolicyDraft, readPolicyDrafts } from '../store/tables/choices.ts';
import { readSetting, writeSetting } from '../store/tables/settings.ts';

const STATUS = 'Baton_Sync_Status__c';

/** Rows of the sync status that answer drafts; the service's own has the key `org`. */
const KEY_PREFIX = 'draft-';

/**
 * Answers admins who try out rules: a row of the sync status for each, which only admins can open and only the service
 * writes. Each question is answered once.
 * @param effectOf says what the rules would do, in at most 255 characters
 * @returns how many were answered
 */
export async function publishEffects(
  crm: Crm,
  database: Database,
  version: string,
  effectOf: (draft: PolicyDraft) => Promise<string>,
): Promise<number> {
  let answered = 0;
  for (const draft of await readPolicyDrafts(database)) {
    const setting = KEY_PREFIX + draft.key;
    if ((await readSetting(database, setting)) === draft.request) continue;
    const row: WriteRow = {
      Key__c: KEY_PREFIX + draft.key,
      State__c: 'Ok',
      Message__c: await effectOf(draft),
      Request__c: draft.request,
      Version__c: version,
    };
    const [result] = await crm.upsert(STATUS, 'Key__c', [row]);
    if (result?.ok !== true) continue;
    await writeSetting(database, setting, draft.request);
    answered += 1;
  }
  return answered;
}

import type { Crm } from '../crm/crm.ts';

const STATUS = 'Baton_Sync_Status__c';

/** Where the pipeline keeps what it learned about needs. */
interface TextKeeper {
  read(): Promise<string | undefined>;
  write(text: string): Promise<boolean>;
}

const keepers = new WeakMap<Crm, TextKeeper>();

/**
 * What was learned about needs is kept in the CRM, as the weights of matching are: a store that is filled again makes the
 * same suggestions. One keeper for each connection.
 */
export function needLearningIn(crm: Crm): TextKeeper {
  const keeper = keepers.get(crm) ?? {
    read: async () => (await crm.readStatus())?.needLearning,
    write: async (text) => {
      const [result] = await crm.upsert(STATUS, 'Key__c', [{ Key__c: 'org', Need_Learning__c: text }]);
      return result?.ok === true;
    },
  };
  keepers.set(crm, keeper);
  return keeper;
}

import type { Crm, WriteRow } from '../../crm/crm.ts';
import { inList, names, soql } from '../../crm/soql.ts';

/** A hand-off that goes on as a new one of the same giver. */
export interface PassOn {
  readonly handoffId: string;
  readonly toDivisionId: string;
  readonly receiverId: string | undefined;
}

const COPIED = [
  'OwnerId',
  'Need__c',
  'Need_Text__c',
  'Account__c',
  'Contact__c',
  'Lead__c',
  'Customer_Name__c',
  'Customer_City__c',
  'Contact_Name__c',
  'Contact_Phone__c',
  'Contact_Email__c',
  'Note__c',
  'Use_My_Name__c',
  'From_Division__c',
] as const;

const CHUNK = 150;

/**
 * Makes the next hand-off of each chain. What the giver wrote is copied inside the CRM and not kept. Made twice, it is
 * the same row: its key follows from the one before.
 */
export async function passOn(crm: Crm, list: readonly PassOn[]): Promise<void> {
  for (let from = 0; from < list.length; from += CHUNK) {
    const some = list.slice(from, from + CHUNK);
    const ids = some.map(({ handoffId }) => handoffId);
    const query = soql`SELECT Id, ${names(...COPIED)} FROM Baton_Handoff__c WHERE Id IN ${inList(ids)}`;
    const before = new Map((await crm.query(query)).map((row) => [String(row['Id']), row]));
    const rows = some.flatMap((next) => {
      const row = before.get(next.handoffId);
      return row === undefined ? [] : [toRow(next, row)];
    });
    await crm.upsert('Baton_Handoff__c', 'Request_Key__c', rows);
  }
}

function toRow({ handoffId, toDivisionId, receiverId }: PassOn, before: WriteRow): WriteRow {
  const copied = Object.fromEntries(COPIED.map((name) => [name, before[name] ?? null]));
  return {
    ...copied,
    Request_Key__c: `next-${handoffId}`,
    Previous__c: handoffId,
    To_Division__c: toDivisionId,
    Receiver_Choice__c: receiverId === undefined ? 'Division' : 'Named',
    Receiver__c: receiverId ?? null,
  };
}

import type { RecordName } from '../crm/records.ts';
import type { Database } from '../store/database.ts';
import { addAliases, forgetAliases, readAliases } from '../store/tables/aliases.ts';
import { moveHandoffLinks, moveJudgements, moveToAccount, moveToContact } from '../store/tables/merges.ts';
import { markAccounts, markCustomersOf, markUnpublished } from '../store/tables/work-queues.ts';

/**
 * When accounts, contacts or leads are merged, the loser is deleted and names the winner; a converted lead names its
 * contact. What hung on them moves over, without a change of its own that polling would see. So it is moved here too,
 * and the old id is remembered for what comes later.
 * @returns records on which a judgement counts that was made on another one
 */
export async function followMerges(
  database: Database,
  name: RecordName,
  records: readonly object[],
): Promise<string[]> {
  if (name !== 'account' && name !== 'contact' && name !== 'lead') return [];
  const gone = records.flatMap(toAlias);
  const goneIds = new Set(gone.map(({ id }) => id));
  await forgetAliases(
    database,
    records.flatMap((record) => (isLiving(record) && !goneIds.has(record.id) ? [record.id] : [])),
  );
  if (gone.length === 0) return [];
  await addAliases(database, gone);
  // The winner of one may have been merged itself: what hung on the loser is then with whoever won in the end.
  const survivors = await readAliases(database, [...goneIds]);
  for (const [loser, winner] of survivors) {
    if (name === 'account') {
      await markAccounts(database, await moveToAccount(database, loser, winner));
      await markUnpublished(database, [winner]);
    } else {
      await markCustomersOf(database, await moveToContact(database, loser, winner), 'contact');
    }
    await markCustomersOf(database, [winner], name === 'account' ? 'account' : 'contact');
  }
  return followDecisions(database, records.filter(isMerged), survivors);
}

interface MergedRecord {
  readonly id: string;
  readonly masterRecordId: string;
  readonly handoffId?: string;
}

/** What is decided on a lead stays with a lead: it says nothing of the contact that the winner became. */
async function followDecisions(
  database: Database,
  merged: readonly MergedRecord[],
  survivors: ReadonlyMap<string, string>,
): Promise<string[]> {
  const judged: string[] = [];
  for (const { id, masterRecordId, handoffId } of merged) {
    const last = survivors.get(id);
    const winner = last?.slice(0, 3) === id.slice(0, 3) ? last : masterRecordId;
    judged.push(...(await moveJudgements(database, id, winner)));
    if (id.startsWith('00Q')) await moveHandoffLinks(database, id, winner, handoffId);
  }
  return judged;
}

function toAlias(record: object): { id: string; survivorId: string }[] {
  if (!('id' in record) || typeof record.id !== 'string') return [];
  const survivorId = survivorOf(record);
  return survivorId === undefined || survivorId === record.id ? [] : [{ id: record.id, survivorId }];
}

function survivorOf(record: object): string | undefined {
  if (isMerged(record)) return record.masterRecordId;
  return isConverted(record) ? record.convertedContactId : undefined;
}

function isMerged(record: object): record is MergedRecord {
  const isDeleted = 'isDeleted' in record && record.isDeleted === true;
  return isDeleted && 'masterRecordId' in record && typeof record.masterRecordId === 'string';
}

function isConverted(record: object): record is { convertedContactId: string } {
  const isConverted = 'isConverted' in record && record.isConverted === true;
  return isConverted && 'convertedContactId' in record && typeof record.convertedContactId === 'string';
}

function isLiving(record: object): record is { id: string } {
  return 'id' in record && 'isDeleted' in record && record.isDeleted === false;
}

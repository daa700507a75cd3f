import type { RecordName } from '../crm/records.ts';
import type { Database } from '../store/database.ts';
import { moveToAccount, moveToContact } from '../store/tables/merges.ts';
import { markAccounts, markCustomersOf, markUnpublished } from '../store/tables/work-queues.ts';

/**
 * When accounts or contacts are merged, the loser is deleted and names the winner; what hung on it moves over without a
 * change of its own that polling would see. So it is moved here too.
 */
export async function followMerges(database: Database, name: RecordName, records: readonly object[]): Promise<void> {
  if (name !== 'account' && name !== 'contact') return;
  const winners = new Map(records.filter(isMerged).map(({ id, masterRecordId }) => [id, masterRecordId]));
  for (const loser of winners.keys()) {
    const winner = lastWinner(winners, loser);
    if (name === 'account') {
      await markAccounts(database, await moveToAccount(database, loser, winner));
      await markUnpublished(database, [winner]);
    } else {
      await moveToContact(database, loser, winner);
    }
    await markCustomersOf(database, [winner], name);
  }
}

/** A winner may have been merged itself: what hung on the loser is then with whoever won in the end. */
function lastWinner(winners: ReadonlyMap<string, string>, loser: string): string {
  const passed = new Set<string>();
  let winner = loser;
  for (let next = winners.get(winner); next !== undefined && !passed.has(next); next = winners.get(winner)) {
    passed.add(next);
    winner = next;
  }
  return winner;
}

function isMerged(record: object): record is { id: string; masterRecordId: string } {
  return (
    'isDeleted' in record &&
    record.isDeleted === true &&
    'masterRecordId' in record &&
    typeof record.masterRecordId === 'string'
  );
}

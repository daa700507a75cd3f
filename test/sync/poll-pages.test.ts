import { expect, test } from '@jest/globals';

import type { Crm, ReadReply } from '../../src/crm/crm.ts';
import type { HandoffId, UserId } from '../../src/ids.ts';
import type { Database, TransactionSize } from '../../src/store/database.ts';
import { beginLoad, finishLoad, movePosition } from '../../src/store/tables/read-positions.ts';
import { poll } from '../../src/sync/poll.ts';
import { openStore } from '../support/databases.ts';

const BEGAN = Date.parse('2026-11-20T10:00:00.000Z');
const RECORD = 'handoffMessage';

/** One row on each page; the last page says that there is no more. */
function pagesOf(count: number): Pick<Crm, 'canRead' | 'readChanges'> {
  let page = 0;
  const read = (): ReadReply[] => {
    page += 1;
    const at = new Date(BEGAN + page * 1000).toISOString();
    const ids = { id: `a07gK000000000${String(page)}QAA`, handoffId: 'a05gK0000000001QAA' as HandoffId };
    const row = { ...ids, kind: 'Answer', authorId: '005gK0000000001QAA' as UserId, createdDate: at };
    const rows = [{ ...row, systemModstamp: at, isDeleted: false }];
    return [{ record: RECORD, rows, done: page === count, serverTime: BEGAN + 3_600_000 }];
  };
  return { canRead: () => Promise.resolve(true), readChanges: () => Promise.resolve(read()) };
}

test('a page that the poll goes on from waits for the disk, the last one does not', async () => {
  const database = await openStore();
  try {
    await beginLoad(database, RECORD, BEGAN);
    await movePosition(database, RECORD, new Date(BEGAN).toISOString(), '');
    await finishLoad(database, RECORD);
    const sizes: (TransactionSize | undefined)[] = [];
    const watched: Database = {
      ...database,
      transaction: (work, size) => {
        sizes.push(size);
        return database.transaction(work, size);
      },
    };
    await poll(pagesOf(3) as Crm, watched, 'hot');
    expect(sizes).toEqual(['any', 'any', 'few']);
    expect(await database.query('SELECT FROM handoff_message')).toHaveLength(3);
  } finally {
    await database.close();
  }
});

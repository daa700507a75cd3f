import { expect, test } from '@jest/globals';

import type { Database } from '../../src/store/database.ts';
import {
  markDueHandoffs,
  markHandoffs,
  markOpenHandoffs,
  putHandoffsOff,
  readDirtyHandoffs,
} from '../../src/store/tables/handoffs.ts';
import { eachDatabase } from '../support/databases.ts';

const MINUTE = 60_000;

async function waiting(database: Database, nowMs: number, size = 10): Promise<string[]> {
  const ids: string[] = [];
  for (let after: Awaited<ReturnType<typeof readDirtyHandoffs>>[number] | undefined; ;) {
    const some = await readDirtyHandoffs(database, after, nowMs, size);
    if (some.length === 0) return ids;
    ids.push(...some.map(({ id }) => id));
    after = some.at(-1);
  }
}

eachDatabase('hand-offs to look at', (open) => {
  test('what changed or is due comes before what a full round looks at, in small bites too', async () => {
    const database = await open();
    for (const id of ['a', 'b', 'c', 'd'])
      await database.query("INSERT INTO handoff (id, owner_id, state, record) VALUES ($1, 'u', 'Offered', '{}')", [id]);
    await markOpenHandoffs(database);
    await database.query("INSERT INTO handoff_due (id, due_ms) VALUES ('c', 5)");
    await markHandoffs(database, ['d', 'e']);
    await markDueHandoffs(database, 5);
    expect(await waiting(database, 0)).toEqual(['c', 'd', 'e', 'a', 'b']);
    expect(await waiting(database, 0, 1)).toEqual(['c', 'd', 'e', 'a', 'b']);
  });

  test('what was refused waits, longer each time, unless it changes', async () => {
    const database = await open();
    await markHandoffs(database, ['a']);
    const looked = await readDirtyHandoffs(database, undefined, 0, 10);
    await putHandoffsOff(database, looked, 0);
    expect(await waiting(database, 4 * MINUTE)).toEqual([]);
    expect(await waiting(database, 5 * MINUTE)).toEqual(['a']);
    await putHandoffsOff(database, looked, 0);
    expect(await waiting(database, 9 * MINUTE)).toEqual([]);
    for (let time = 0; time < 40; time += 1) await putHandoffsOff(database, looked, 0);
    expect(await waiting(database, 24 * 60 * MINUTE)).toEqual(['a']);
    await markHandoffs(database, ['a']);
    expect(await waiting(database, 0)).toEqual(['a']);
    // It changed while it was being refused: not put off.
    await putHandoffsOff(database, looked, 0);
    expect(await waiting(database, 0)).toEqual(['a']);
  });
});

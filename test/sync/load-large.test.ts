import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { Crm } from '../../src/crm/crm.ts';
import { insertRows } from '../../src/devorg/data/index.ts';
import { backfill } from '../../src/sync/index.ts';
import { closeDatabase, startTrial, type Trial } from '../failures/support/trial.ts';

const ROWS = 12_000;
let trial: Trial;

beforeEach(async () => {
  trial = await startTrial();
  const { org, adler, anna } = trial.org;
  insertRows(
    org,
    'Contact',
    Array.from({ length: ROWS }, (_, index) => ({ LastName: `Nr ${index}`, AccountId: adler, OwnerId: anna })),
  );
});
afterEach(() => trial.close());
afterAll(() => closeDatabase());

const stored = async (): Promise<string[]> =>
  (await trial.database.query<{ id: string }>('SELECT id FROM contact ORDER BY id COLLATE "C"')).map(({ id }) => id);

const there = (): string[] =>
  trial.org.org.database
    .prepare('SELECT Id AS id FROM Contact WHERE IsDeleted = 0 ORDER BY Id')
    .all()
    .map(({ id }) => String(id));

class Stopped extends Error {}

/** Stops the load after so many batches, as a process that dies does. */
function dying(crm: Crm, batches: number): Crm {
  return {
    ...crm,
    async *load(record, from) {
      let handedOn = 0;
      for await (const batch of crm.load(record, from)) {
        if (handedOn === batches) throw new Stopped();
        handedOn += 1;
        yield batch;
      }
    },
  };
}

async function stopAfter(batches: number): Promise<void> {
  await expect(backfill(dying(trial.crm, batches), trial.database)).rejects.toBeInstanceOf(Stopped);
}

const indexesOfContacts = (): Promise<object[]> =>
  trial.database.query(`SELECT indexdef FROM pg_indexes WHERE tablename = 'contact' ORDER BY 1`);

const contactsRead = async (crm = trial.crm): Promise<number> =>
  (await backfill(crm, trial.database)).rows.contact ?? 0;

const jobsMade = (): number => trial.org.running.context.jobs.queryJobsMade();

describe('a first load that was stopped', () => {
  test('goes on behind the last row that is stored, with the same job', async () => {
    const indexes = await indexesOfContacts();
    await stopAfter(1);
    expect((await indexesOfContacts()).length).toBeLessThan(indexes.length);
    const before = (await stored()).length;
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(ROWS);
    expect(await contactsRead(await trial.connect())).toBe(there().length - before);
    expect(await stored()).toEqual(there());
    expect(await indexesOfContacts()).toEqual(indexes);
    expect(jobsMade()).toBe(1);
  }, 60_000);

  test('of an object that can not be read any more leaves its table with all indexes, and begins anew when it can', async () => {
    const indexes = await indexesOfContacts();
    await stopAfter(1);
    const before = (await stored()).length;
    trial.fail({ effect: { kind: 'hideObject', object: 'Contact' } });
    await backfill(await trial.connect(), trial.database);
    expect(await indexesOfContacts()).toEqual(indexes);
    expect(await stored()).toHaveLength(before);
    trial.heal();
    expect(await contactsRead(await trial.connect())).toBe(there().length);
    expect(await stored()).toEqual(there());
  }, 60_000);

  test('begins anew where its job has expired, and no row stands twice or is lost', async () => {
    await stopAfter(1);
    trial.fail({ effect: { kind: 'expireJob' }, when: { count: 1 } });
    expect(await contactsRead(await trial.connect())).toBe(there().length);
    expect(await stored()).toEqual(there());
    expect(jobsMade()).toBe(2);
  }, 60_000);

  test('goes on although rows were merged away meanwhile: their activities name who stays', async () => {
    const { org, adler, ben } = trial.org;
    const [loser = '', winner = ''] = there();
    insertRows(
      org,
      'Task',
      Array.from({ length: 2_500 }, () => ({
        ...{ Subject: 'Call', TaskSubtype: 'Call', Status: 'Completed', IsClosed: true, OwnerId: ben },
        ...{ WhoId: loser, AccountId: adler, ActivityDate: '2026-01-05' },
      })),
    );
    await trial.database.query('INSERT INTO record_alias (id, survivor_id) VALUES ($1, $2)', [loser, winner]);
    await trial.database.query(`DELETE FROM contact WHERE id = $1`, [loser]);
    const position = `INSERT INTO read_position (record, load_started_ms, is_loaded) VALUES ('contact', 0, true)`;
    await trial.database.query(position);
    await backfill(trial.crm, trial.database);
    const named = await trial.database.query<{ id: string }>('SELECT DISTINCT who_id AS id FROM task');
    expect(named.map(({ id }) => id)).not.toContain(loser);
    expect(named.map(({ id }) => id)).toContain(winner);
  }, 60_000);
});

describe('a first load', () => {
  test('is held against the number of rows that the job says it has', async () => {
    const crm = trial.crm;
    const lying: Crm = {
      ...crm,
      async *load(record, from) {
        // As if a page had ended early and nobody had noticed: fewer rows than the job has.
        const short = from.kind === 'job' ? { ...from, rows: -1 } : from;
        yield* crm.load(record, short);
      },
    };
    await expect(backfill(lying, trial.database)).rejects.toMatchObject({ code: 'CRM_LOAD_LOST' });
  }, 60_000);

  test.each(['bulkUnsupported', 'jobCap', 'failJob'])(
    'is read in pages where Bulk refuses: %s',
    async (kind) => {
      trial.fail({ effect: { kind } });
      expect(await contactsRead()).toBe(there().length);
      expect(await stored()).toEqual(there());
    },
    60_000,
  );

  test('in pages goes on where it stopped too', async () => {
    trial.fail({ effect: { kind: 'bulkUnsupported' } });
    await stopAfter(2);
    expect((await stored()).length).toBe(4_000);
    expect(await contactsRead(await trial.connect())).toBe(there().length - 4_000);
    expect(await stored()).toEqual(there());
  }, 60_000);
});

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import type { Database } from '../../src/store/database.ts';
import { migrate, migrationState } from '../../src/store/migrate.ts';
import { eachDatabase } from '../support/databases.ts';
import { fillStore } from '../support/filled-store.ts';

const FOLDER = 'src/store/migrations';
const files = readdirSync(FOLDER).sort();

/** Released versions, the last step of each, and what its steps were: a released step is never edited. */
const RELEASES = [
  {
    version: '0.1.0',
    last: '000001-tables.sql',
    sha256: 'e5eefd20fdb096c0fb2e625442c01d5358dddce734a473f9dc27602a5d5d1b6d',
  },
] as const;

/** Makes a database as this version left it, with the rows it may have held. */
async function asReleased(database: Database, last: string): Promise<void> {
  await database.script('CREATE TABLE migration (number int PRIMARY KEY, file text NOT NULL)');
  for (const file of files.filter((name) => name <= last)) {
    await database.script(readFileSync(join(FOLDER, file), 'utf8'));
    await database.query('INSERT INTO migration (number, file) VALUES ($1, $2)', [Number(file.slice(0, 6)), file]);
  }
  await database.script(`
    INSERT INTO setting (key, value) VALUES ('org', '00D000000000001AAA');
    INSERT INTO account (id, name, owner_id, created_ms, is_person, do_not_suggest)
      VALUES ('001000000000001AAA', 'Adler Werke', '005000000000001AAA', 1, false, false);
    INSERT INTO contact (id, account_id, do_not_suggest)
      VALUES ('003000000000001AAA', '001000000000001AAA', false), ('003000000000002AAA', NULL, true);
    INSERT INTO crm_user (id, is_active, division_fields) VALUES ('005000000000001AAA', true, '{"Division": "a"}');
    INSERT INTO customer_account (account_id, customer_id) VALUES ('001000000000001AAA', '001000000000001AAA');
    INSERT INTO read_position (record, load_started_ms, is_loaded, stamp, row_id)
      VALUES ('contact', 1, true, '2026-11-01T00:00:00.000Z', '003000000000002AAA'),
             ('task', 1, true, '2026-11-01T00:00:00.000Z', '00T000000000002AAA');`);
}

async function columnsOf(database: Database): Promise<unknown[]> {
  return database.query(
    `SELECT table_name AS "table", column_name AS "column", data_type AS type, is_nullable AS nullable
     FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2`,
  );
}

eachDatabase('upgrade', (open) => {
  test.each(RELEASES)(
    'brings a database of $version up to date, keeps its rows and reads what it lacks',
    async ({ last }) => {
      const fresh = await columnsOf(await open());
      const database = await open({ migrated: false });
      await asReleased(database, last);
      expect(await migrate(database)).toBe(files.filter((name) => name > last).length);

      expect(await columnsOf(database)).toEqual(fresh);
      expect(await database.query('SELECT id, do_not_suggest FROM contact ORDER BY id')).toEqual([
        { id: '003000000000001AAA', do_not_suggest: false },
        { id: '003000000000002AAA', do_not_suggest: true },
      ]);
      // Contacts lack what newer versions read of them; activities do not. Where we were is not forgotten.
      expect(await database.query('SELECT record, is_loaded, stamp FROM read_position ORDER BY record')).toEqual([
        { record: 'contact', is_loaded: false, stamp: '2026-11-01T00:00:00.000Z' },
        expect.objectContaining({ record: 'task', stamp: '2026-11-01T00:00:00.000Z' }),
      ]);
      // And it works on.
      await fillStore(database, 2);
    },
  );

  test('says where the tables stand before and after', async () => {
    const database = await open({ migrated: false });
    const newest = Number(files.at(-1)!.slice(0, 6));
    expect(await migrationState(database)).toEqual({ current: 0, newest });
    await asReleased(database, RELEASES[0].last);
    expect(await migrationState(database)).toEqual({ current: 1, newest });
    await migrate(database);
    expect(await migrationState(database)).toEqual({ current: newest, newest });
  });

  test('an older Baton refuses a database that is one step ahead, and touches nothing', async () => {
    const database = await open();
    const next = Number(files.at(-1)!.slice(0, 6)) + 1;
    await database.query('INSERT INTO migration (number, file) VALUES ($1, $2)', [next, 'next.sql']);
    const before = await columnsOf(database);
    await expect(migrate(database)).rejects.toMatchObject({ code: 'STORE_NEWER' });
    expect(await columnsOf(database)).toEqual(before);
  });
});

describe('released steps', () => {
  test.each(RELEASES)('of $version are as they were released', ({ last, sha256 }) => {
    const hash = createHash('sha256');
    for (const file of files.filter((name) => name <= last)) hash.update(readFileSync(join(FOLDER, file)));
    expect(hash.digest('hex')).toBe(sha256);
  });

  test('numbers are not used twice', () => {
    const numbers = files.map((file) => Number(file.slice(0, 6)));
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});

import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, expect, test } from '@jest/globals';

import { lockFolder } from '../../src/store/folder-lock.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { explainStoreError } from '../../src/store/store-errors.ts';
import { temporaryFolder } from '../support/postgres-server.ts';

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('keeps what was written in its folder, and lets nobody else in meanwhile', async () => {
  const location = { folder: join(folder, 'data') };
  const first = await openDatabase(location);
  await first.query('CREATE TABLE t (a int)');
  await expect(openDatabase(location)).rejects.toMatchObject({ code: 'STORE_IN_USE' });
  await first.close();
  const second = await openDatabase(location);
  expect(await second.query('SELECT * FROM t')).toEqual([]);
  await second.close();
});

test('takes over the folder of a process that was killed', () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  const name = join(folder, 'killed');
  writeFileSync(`${name}.lock`, String(pid));
  expect(lockFolder(name)).toBeInstanceOf(Function);
});

test('names the way out when the folder can not be used', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  await expect(openDatabase({ folder: join(file, 'data') })).rejects.toMatchObject({ code: 'STORE_NOT_OPENED' });
});

test('says that a folder holds something else than a database', async () => {
  const strange = join(folder, 'strange');
  mkdirSync(strange);
  writeFileSync(join(strange, 'PG_VERSION'), 'no');
  await expect(openDatabase({ folder: strange })).rejects.toMatchObject({ code: 'STORE_NOT_OPENED' });
});

test('says that a server can not be reached', async () => {
  await expect(openDatabase({ url: 'postgresql://baton@127.0.0.1:1/baton' })).rejects.toMatchObject({
    code: 'STORE_UNREACHABLE',
  });
});

test.each([
  [{ code: 'ENOSPC' }, 'STORE_DISK_FULL'],
  [{ code: '53100' }, 'STORE_DISK_FULL'],
  [new Error('could not extend file "base/5/16412": No space left on device'), 'STORE_DISK_FULL'],
  [{ code: '28P01' }, 'STORE_REFUSED'],
  [{ code: '53300' }, 'STORE_BUSY'],
])('explains %p', (error, code) => {
  expect(explainStoreError(error)).toMatchObject({ code });
});

test('leaves errors alone that are not about the database itself', () => {
  const error = new Error('syntax error at or near "SELCT"');
  expect(explainStoreError(error)).toBe(error);
});

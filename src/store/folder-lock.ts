import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { StoreError } from './store-errors.ts';

/**
 * Keeps a second process out of a database folder.
 *
 * PGlite does not lock its folder, and two processes writing to it destroy it. A file beside the folder names the
 * process that has it; a file left behind by a killed process is recognised by its process being gone.
 * @returns what to call to give the folder free.
 */
export function lockFolder(folder: string): () => void {
  const file = `${folder}.lock`;
  mkdirSync(dirname(file), { recursive: true });
  for (let attempt = 0; ; attempt += 1) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
    }
    const holder = readHolder(file);
    if (attempt > 0 || isRunning(holder)) throw inUse(folder, holder);
    rmSync(file, { force: true });
  }
}

function readHolder(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return Number.NaN;
  }
}

function isRunning(processId: number): boolean {
  if (!Number.isInteger(processId) || processId <= 0) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, under another user.
    return isCode(error, 'EPERM');
  }
}

function inUse(folder: string, processId: number): StoreError {
  return new StoreError('STORE_IN_USE', `The data folder ${folder} is in use by process ${processId}.`, {
    actions: [
      'Stop the other Baton, or give this one its own folder in BATON_DATA_FOLDER.',
      'To run several on one database, set DATABASE_URL to a PostgreSQL server.',
    ],
  });
}

function isCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}

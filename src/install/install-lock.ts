import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { InstallError } from './install-errors.ts';
import { makePrivateFolder } from './journal.ts';

/**
 * Keeps a second `baton init`, `uninit` or `rotate-key` of this folder away while one runs. A lock whose process is gone
 * was left by one that was killed.
 * @returns what gives it free
 * @throws InstallError `INSTALL_BUSY`
 */
export function lockInstall(folder: string): () => void {
  makePrivateFolder(folder);
  const file = join(folder, 'lock');
  for (let attempt = 0; ; attempt += 1) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx', mode: 0o600 });
      return () => {
        rmSync(file, { force: true });
      };
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
    }
    const holder = Number(readFileSync(file, 'utf8'));
    if (attempt > 0 || isRunning(holder)) {
      throw new InstallError('INSTALL_BUSY', `Another installation is at work from here (process ${String(holder)}).`, {
        actions: ['Wait until it has ended, then start again.'],
      });
    }
    rmSync(file, { force: true });
  }
}

function isRunning(processId: number): boolean {
  if (!Number.isInteger(processId) || processId <= 0) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

function isCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}

import { chmodSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { parseEnv } from 'node:util';

import type { SettingName } from '../config/schema.ts';
import { InstallError } from './install-errors.ts';
import { writePrivateFile } from './journal.ts';

export type Settings = Readonly<Partial<Record<SettingName, string>>>;

const HEADING = '# Written by baton init. The service reads this file; keep it to yourself.';

/** The settings in a file; none where there is no file. */
export function readSettings(file: string): Settings {
  return existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
}

/**
 * Sets settings in a file that the owner alone may read; what else stands in it stays as it is.
 * @throws InstallError `INSTALL_SETTINGS_FILE` where the file can not be written
 */
export function writeSettings(file: string, settings: Settings): void {
  const lines = existsSync(file) ? linesOf(file) : [HEADING];
  const left = new Map(Object.entries(settings));
  const changed = lines.map((line) => {
    const name = nameOf(line);
    const value = name === undefined ? undefined : left.get(name);
    if (name === undefined || value === undefined) return line;
    left.delete(name);
    return lineOf(name, value);
  });
  save(file, [...changed, ...[...left].map(([name, value]) => lineOf(name, value))]);
}

/** Takes settings out of a file; a file in which nothing of anybody is left is deleted. */
export function removeSettings(file: string, names: readonly SettingName[]): void {
  if (!existsSync(file)) return;
  const left = linesOf(file).filter((line) => line !== HEADING && !names.some((name) => nameOf(line) === name));
  if (left.every((line) => line.trim() === '')) rmSync(file);
  else save(file, left);
}

function save(file: string, lines: readonly string[]): void {
  try {
    writePrivateFile(file, `${lines.join('\n')}\n`);
    chmodSync(file, 0o600);
  } catch (cause) {
    throw new InstallError('INSTALL_SETTINGS_FILE', `The settings can not be written to ${file}.`, {
      actions: ['Start the command in a folder that you may write to.', 'Check that the disk is not full.'],
      cause,
    });
  }
}

function linesOf(file: string): readonly string[] {
  return readFileSync(file, 'utf8').replace(/\n+$/, '').split('\n');
}

function nameOf(line: string): string | undefined {
  return /^\s*(?:export\s+)?([A-Z_][A-Z0-9_]*)\s*=/.exec(line)?.[1];
}

/** In quotes where a reader could take a part of the value for a comment. */
function lineOf(name: string, value: string): string {
  return `${name}=${/[\s#"'`\\]/.test(value) ? JSON.stringify(value) : value}`;
}

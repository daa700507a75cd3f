import type { DatabaseSync } from 'node:sqlite';

import { prepare } from './open-database.ts';

/** What one deletion did to one row: it went along, or its reference was emptied. */
export interface BinEntry {
  readonly object: string;
  readonly id: string;
  /** The reference that was emptied; null for a row that was deleted. */
  readonly field: string | null;
  /** Where that reference pointed to: the record that was deleted, or one that went along. */
  readonly target?: string | null;
}

/** Makes the table of deletions, where it is missing. */
export function createRecycleBin(database: DatabaseSync): void {
  database.exec(`
    CREATE TABLE IF NOT EXISTS _recycle_bin (root TEXT NOT NULL, object TEXT NOT NULL, id TEXT NOT NULL, field TEXT, target TEXT);
    CREATE INDEX IF NOT EXISTS _recycle_bin_by_root ON _recycle_bin (root);
    CREATE INDEX IF NOT EXISTS _recycle_bin_by_id ON _recycle_bin (id);
  `);
  const columns = database.prepare(`SELECT name FROM pragma_table_info('_recycle_bin')`).all();
  if (!columns.some(({ name }) => name === 'target')) database.exec('ALTER TABLE _recycle_bin ADD COLUMN target TEXT');
}

/** Notes what a deletion does. @param root the record that somebody deleted */
export function noteInBin(database: DatabaseSync, root: string, { object, id, field, target = null }: BinEntry): void {
  prepare(database, 'INSERT INTO _recycle_bin VALUES (?, ?, ?, ?, ?)').run(root, object, id, field, target);
}

/** Takes out what a deletion did. @param root the record that somebody deleted */
export function takeFromBin(database: DatabaseSync, root: string): BinEntry[] {
  const entries = prepare(database, 'SELECT object, id, field, target FROM _recycle_bin WHERE root = ?').all(root);
  prepare(database, 'DELETE FROM _recycle_bin WHERE root = ?').run(root);
  return entries as unknown as BinEntry[];
}

/** The record with which this one was deleted: itself, or one that took it along. */
export function rootInBin(database: DatabaseSync, id: string): string | undefined {
  const root = prepare(database, 'SELECT root FROM _recycle_bin WHERE id = ? AND field IS NULL').get(id)?.['root'];
  return typeof root === 'string' ? root : undefined;
}

/** Forgets a row that is gone for good. */
export function forgetInBin(database: DatabaseSync, id: string): void {
  prepare(database, 'DELETE FROM _recycle_bin WHERE root = ?1 OR id = ?1').run(id);
}

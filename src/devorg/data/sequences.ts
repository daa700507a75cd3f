import type { DatabaseSync } from 'node:sqlite';

import type { Org } from '../org.ts';
import { newId } from './ids.ts';
import { prepare } from './open-database.ts';

/** Numbers are taken from the file by the block; a restart skips the rest of a block, as real auto-numbers do. */
const BLOCK = 10_000;

interface Block {
  next: number;
  end: number;
}

const blocks = new WeakMap<DatabaseSync, Map<string, Block>>();

/** Makes the table of sequences, where it is missing. */
export function createSequences(database: DatabaseSync): void {
  database.exec('CREATE TABLE IF NOT EXISTS _sequence (name TEXT PRIMARY KEY, next INTEGER NOT NULL) WITHOUT ROWID');
}

/** The next free number of a sequence, from 1. A number taken in a transaction that fails is lost. */
export function nextNumber(org: Org, sequence: string): number {
  let ofOrg = blocks.get(org.database);
  if (!ofOrg) {
    ofOrg = new Map();
    blocks.set(org.database, ofOrg);
  }
  let block = ofOrg.get(sequence);
  if (!block || block.next >= block.end) {
    block = takeBlock(org.database, sequence, block?.end);
    ofOrg.set(sequence, block);
  }
  block.next += 1;
  return block.next - 1;
}

/** The next free id of an object, 18 characters. */
export function nextId(org: Org, objectName: string): string {
  const object = org.schema.object(objectName);
  if (!object) throw new Error(`The org has no object ${objectName}`);
  // Share objects of custom objects have one prefix, hence one sequence, in common.
  return newId(object.keyPrefix, nextNumber(org, `id ${object.keyPrefix}`));
}

function takeBlock(database: DatabaseSync, sequence: string, atLeast = 1): Block {
  const row = prepare(database, 'SELECT next FROM _sequence WHERE name = ?').get(sequence);
  // What the file says can be behind what was given out, where the transaction that took the block was undone.
  const next = Math.max(atLeast, Number(row?.['next'] ?? 1));
  prepare(database, 'INSERT OR REPLACE INTO _sequence (name, next) VALUES (?, ?)').run(sequence, next + BLOCK);
  return { next, end: next + BLOCK };
}

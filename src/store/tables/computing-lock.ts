import type { Database } from '../database.ts';

const KEY = `hashtextextended('baton:computing', 0)`;

/**
 * Until the transaction ends, people and the rules for everybody stay what they are: what customers are computed from is
 * read after whoever is changing them has ended, and whoever is about to change them waits. Several may compute.
 */
export async function keepPeopleAndRules(database: Database): Promise<void> {
  await database.query(`SELECT pg_advisory_xact_lock_shared(${KEY})`);
}

/**
 * Waits for whoever computes customers, and has them wait until the transaction ends. To be called before the customers
 * are looked for that a change concerns: without it one that is being computed, of which nobody can see yet that it
 * belongs to them, would stay as it was before.
 */
export async function beginChangingPeopleOrRules(database: Database): Promise<void> {
  await database.query(`SELECT pg_advisory_xact_lock(${KEY})`);
}

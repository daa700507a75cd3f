import { type ShownRow, worthOf } from '../policy/index.ts';
import type { Band, CountStep, Reason } from '../relationship/index.ts';
import type { DesiredRelationshipRow } from '../store/tables/desired-relationships.ts';

/** Values of the picklist `Baton_Relationship__c.Band__c`. */
const BAND_VALUES: Readonly<Record<Band, string>> = { some: 'Some', good: 'Good', strong: 'Strong' };

/** Counts as `Reasons__c` writes them; the panels turn them into words. */
const COUNT_WORDS: Readonly<Record<CountStep, string>> = {
  once: 'once',
  'a few times': 'few',
  'several times': 'several',
  'many times': 'many',
};

/**
 * A row of `Baton_Relationship__c`. Its external id is made of account, division and rank: it must not give away who an
 * unnamed colleague is, so no id of a person goes into it.
 */
export function toDesired(customerId: string, row: ShownRow): DesiredRelationshipRow {
  return {
    externalId: `${row.accountId}-${row.divisionKey}-${row.rank}`,
    customerId,
    accountId: row.accountId,
    contactId: row.contactId,
    colleagueId: row.colleagueId,
    divisionId: row.divisionId,
    band: BAND_VALUES[row.band],
    rank: row.rank,
    reasons: writeReasons(row.reasons),
    lastMonth: `${row.lastMonth}-01`,
    worth: worthOf(row),
  };
}

/** `meeting:several:2026-10;mail:many:2026-11` */
export function writeReasons(reasons: readonly Reason[]): string {
  return reasons.map(({ kind, count, month }) => `${kind}:${COUNT_WORDS[count]}:${month}`).join(';');
}

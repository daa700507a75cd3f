/** What stands in the CRM after the storm, beside what a fresh service makes of the same org. */
import type { Org } from '../../src/devorg/org.ts';

export interface ShownRow {
  readonly externalId: string;
  readonly account: string;
  readonly colleague: string | null;
  readonly contact: string | null;
  readonly said: string;
}

export interface Comparison {
  /** Rows that should stand there and do not. */
  readonly lost: number;
  /** Rows that stand there twice. */
  readonly duplicated: number;
  /** Rows that say something else than they should, or should not be there. */
  readonly stale: number;
  /** Rows that name somebody whom the right answer does not name on that account. */
  readonly leaked: number;
  readonly rows: number;
  readonly samples: readonly unknown[];
}

/** All relationships of the org that are not deleted. */
export function readRows(org: Org): ShownRow[] {
  const rows = org.database
    .prepare(
      `SELECT External_Id__c AS externalId, Account__c AS account, Colleague__c AS colleague, Contact__c AS contact,
              Division__c || '|' || Band__c || '|' || Rank__c || '|' || Reasons__c || '|' || Last_Contact_Month__c AS said
       FROM "Baton_Relationship__c" WHERE IsDeleted = 0 ORDER BY External_Id__c`,
    )
    .all();
  return rows.map((row) => ({ ...row })) as unknown as ShownRow[];
}

export function compareRows(storm: readonly ShownRow[], right: readonly ShownRow[]): Comparison {
  const stormBy = new Map(storm.map((row) => [row.externalId, row]));
  const rightBy = new Map(right.map((row) => [row.externalId, row]));
  const namedRightly = new Set(right.flatMap(namesIn));
  const lost = right.filter((row) => !stormBy.has(row.externalId));
  const stale = storm.filter((row) => JSON.stringify(row) !== JSON.stringify(rightBy.get(row.externalId)));
  const leaked = storm.filter((row) => namesIn(row).some((name) => !namedRightly.has(name)));
  return {
    lost: lost.length,
    duplicated: storm.length - stormBy.size,
    stale: stale.length,
    leaked: leaked.length,
    rows: right.length,
    samples: [
      ...lost.slice(0, 3).map((row) => ({ lost: row })),
      ...stale.slice(0, 5).map((row) => ({ stale: row, right: rightBy.get(row.externalId) })),
    ],
  };
}

function namesIn({ account, colleague, contact }: ShownRow): string[] {
  return [colleague, contact].flatMap((name) => (name === null ? [] : [`${account} ${name}`]));
}

import type { Database } from '../database.ts';
import type { Table } from '../table.ts';

/** A row of `Baton_Match__c` as the CRM holds it; `oneId` is the smaller of the two ids. */
export interface HeldMatchRow {
  readonly id: string;
  readonly externalId?: string | null | undefined;
  readonly kind?: string | null | undefined;
  readonly oneId: string;
  readonly otherId: string;
  readonly judgement: string;
  readonly state?: string | null | undefined;
  readonly score?: number | null | undefined;
  readonly evidence?: string | null | undefined;
  readonly decidedBy?: string | null | undefined;
  readonly decidedAt?: string | null | undefined;
  readonly lastModifiedBy: string;
  readonly lastModified: string;
}

export const heldMatches: Table<HeldMatchRow> = {
  name: 'held_match',
  columns: {
    id: 'text',
    externalId: 'text',
    kind: 'text',
    oneId: 'text',
    otherId: 'text',
    judgement: 'text',
    state: 'text',
    score: 'double precision',
    evidence: 'text',
    decidedBy: 'text',
    decidedAt: 'text',
    lastModifiedBy: 'text',
    lastModified: 'text',
  },
  links: ['oneId', 'otherId'],
  // The CRM answers a write without the moment: ours is off by a second or two until the row is read back.
  quiet: ['lastModified'],
};

/** What a person decided on two records. */
export interface Decision {
  readonly a: string;
  readonly b: string;
  readonly judgement: 'same' | 'different';
}

/** Decisions among these records, in one fixed order. */
export function readDecisions(database: Database, ids: readonly string[]): Promise<Decision[]> {
  return database.query<Decision>(
    `SELECT DISTINCT one_id AS a, other_id AS b, lower(judgement) AS judgement FROM held_match
     WHERE one_id = ANY($1::text[]) AND other_id = ANY($1::text[]) AND judgement IN ('Same', 'Different')
     ORDER BY 1, 2, 3`,
    [ids],
  );
}

/** All rows that the CRM holds, a page at a time in the order of their ids. */
export function readHeldMatches(database: Database): Promise<HeldMatchRow[]> {
  return database.query<HeldMatchRow>(
    `SELECT id, external_id AS "externalId", kind, one_id AS "oneId", other_id AS "otherId", judgement, state, score,
            evidence, decided_by AS "decidedBy", decided_at AS "decidedAt", last_modified_by AS "lastModifiedBy",
            last_modified AS "lastModified"
     FROM held_match ORDER BY id`,
  );
}

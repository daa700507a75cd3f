import type { Database } from '../store/database.ts';
import { closeIssues, openIssue, REFUSED_PREFIX } from '../store/tables/issues.ts';
import { type OwnRowDifference, refuseOwnRow, type RowFields } from '../store/tables/own-rows.ts';
import { explainRefusal } from './explain-refusal.ts';
import { differingFields, fingerprintOf } from './own-row-fields.ts';

export type Refusal = Parameters<typeof explainRefusal>[0];

export interface RefusalTarget {
  readonly database: Database;
  readonly object: string;
}

/** Stands for what was refused where it was a deletion: whatever is to be written there later is not refused yet. */
const DELETION = 'deletion';

/** Values that the org refused: tried again when they change, or when the issue is resolved. */
export async function refuseValues(
  { database, object }: RefusalTarget,
  row: { readonly externalId: string; readonly desired: RowFields },
  refusal: Refusal,
): Promise<void> {
  await database.transaction(async (transaction) => {
    await refuseOwnRow(transaction, object, row.externalId, fingerprintOf(row.desired));
    await openIssue(transaction, issueOf(object, row.externalId, row.desired, refusal));
  });
}

/** A deletion that the org refused: tried again when the issue is resolved. */
export async function refuseDeletion(
  { database, object }: RefusalTarget,
  row: { readonly externalId: string; readonly held: RowFields | null },
  refusal: Refusal,
): Promise<void> {
  await database.transaction(async (transaction) => {
    await refuseOwnRow(transaction, object, row.externalId, DELETION);
    await openIssue(transaction, issueOf(object, row.externalId, row.held, refusal));
  });
}

/** Refused rows that nobody wants any more, or that hold what they should by now, are no issue any longer. */
export async function settle(
  target: RefusalTarget,
  page: readonly OwnRowDifference[],
  sent: readonly { readonly externalId: string }[],
): Promise<void> {
  const tried = new Set(sent.map(({ externalId }) => externalId));
  const settled = page.filter(
    ({ isRefused, externalId, desired, held }) =>
      isRefused &&
      !tried.has(externalId) &&
      (desired === null || differingFields(externalId, desired, held) === undefined),
  );
  await forgetRefusals(
    target,
    settled.map(({ externalId }) => externalId),
  );
}

export async function forgetRefusals({ database, object }: RefusalTarget, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await database.query('DELETE FROM refused_row WHERE object = $1 AND external_id = ANY($2::text[])', [object, ids]);
  await closeIssues(
    database,
    ids.map((id) => issueId(object, id)),
  );
}

export function issueId(object: string, externalId: string): string {
  // Short: the external id of an issue has room for 80 characters.
  return `${REFUSED_PREFIX}${object.replace('Baton_', '').replace('__c', '')}:${externalId}`;
}

function issueOf(
  object: string,
  externalId: string,
  fields: RowFields | null,
  refusal: Refusal,
): Parameters<typeof openIssue>[1] {
  const account = fields?.['Account__c'];
  return {
    externalId: issueId(object, externalId),
    kind: 'Parked write',
    object,
    recordId: typeof account === 'string' ? account : null,
    code: refusal.code,
    ...explainRefusal(refusal),
  };
}

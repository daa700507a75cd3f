import type { HeldMatchRow } from '../store/tables/held-matches.ts';
import type { MatchProposal } from '../store/tables/match-proposals.ts';

/** Room in `Evidence__c`. */
const LONGEST_EVIDENCE = 2_000;

/** A row to write, with the one that stands there. */
export interface MatchWrite {
  readonly row: Omit<HeldMatchRow, 'id' | 'lastModifiedBy' | 'lastModified'>;
  readonly held?: HeldMatchRow;
}

/**
 * What has to be written so that the CRM holds the open questions and every decision says who made it and when.
 * @param ourUserId what this user changed last was changed by the service
 */
export function matchDifference(
  proposals: readonly MatchProposal[],
  held: readonly HeldMatchRow[],
  ourUserId: string,
): { readonly upserts: readonly MatchWrite[]; readonly deletes: readonly string[] } {
  const decisions = held.filter(isDecided);
  const decided = new Set(decisions.map(pairOf));
  const wanted = new Map(proposals.filter((one) => !decided.has(pairOf(one))).map((one) => [pairOf(one), toRow(one)]));
  const standing = new Map(held.filter((row) => !isDecided(row) && isOurs(row)).map((row) => [pairOf(row), row]));
  const upserts = [
    ...decisions.map((row): MatchWrite => ({ row: complete(row, ourUserId), held: row })),
    ...[...wanted].map(([pair, row]): MatchWrite => {
      const there = standing.get(pair);
      return there === undefined ? { row } : { row, held: there };
    }),
  ].filter(({ row, held: there }) => there === undefined || !isSame(row, there));
  // Twice the same pair can not stand in the org, but can in our copy of it, while a deletion is on its way.
  const isLeft = (row: HeldMatchRow): boolean => wanted.has(pairOf(row)) && standing.get(pairOf(row)) === row;
  const deletes = held.filter((row) => !isDecided(row) && isOurs(row) && !isLeft(row)).map(({ id }) => id);
  return { upserts, deletes };
}

type Values = MatchWrite['row'];

/** Whether a person has said so. */
export function isDecided({ judgement }: HeldMatchRow): boolean {
  return judgement === 'Same' || judgement === 'Different';
}

/** Rows without an external id were made by a person, who may not have decided yet. */
export function isOurs({ externalId }: HeldMatchRow): boolean {
  return externalId !== undefined && externalId !== null && externalId !== '';
}

/** The two ids in order: the external id of the row. */
export function pairOf({ oneId, otherId }: { readonly oneId: string; readonly otherId: string }): string {
  return `${oneId}-${otherId}`;
}

function toRow(proposal: MatchProposal): Values {
  const { kind, oneId, otherId, score, evidence } = proposal;
  return {
    externalId: pairOf(proposal),
    ...{ kind, oneId, otherId, judgement: 'Unsure', state: 'Proposed' },
    // In steps: a score that moves a little is no news.
    score: Math.round(score * 10) * 10,
    evidence: evidence.join('\n').slice(0, LONGEST_EVIDENCE),
    decidedBy: null,
    decidedAt: null,
  };
}

/** A decision made on the record page says neither who nor when; whoever changed the row last did. */
function complete(row: HeldMatchRow, ourUserId: string): Values {
  const { externalId, kind, oneId, otherId, judgement, score, evidence } = row;
  return {
    ...{ externalId, oneId, otherId, judgement, score, evidence, state: 'Decided' },
    kind: isEmpty(kind) ? kindOf(row) : kind,
    ...stampOf(row, ourUserId),
  };
}

function stampOf(row: HeldMatchRow, ourUserId: string): Pick<Values, 'decidedBy' | 'decidedAt'> {
  const { decidedBy, decidedAt, lastModifiedBy, lastModified } = row;
  const isByPerson = lastModifiedBy !== ourUserId;
  if (isByPerson && (decidedBy !== lastModifiedBy || isEmpty(decidedAt))) {
    return { decidedBy: lastModifiedBy, decidedAt: lastModified };
  }
  return { decidedBy, decidedAt };
}

function isEmpty(value: string | null | undefined): boolean {
  return value === null || value === undefined || value === '';
}

/** Beginnings of ids. */
export const ACCOUNT = '001';
export const LEAD = '00Q';

function kindOf({ oneId, otherId }: Values): MatchProposal['kind'] {
  if (otherId.startsWith(LEAD)) return oneId.startsWith(ACCOUNT) ? 'Lead and Account' : 'Lead and Contact';
  return oneId.startsWith(ACCOUNT) ? 'Accounts' : 'Contacts';
}

function isSame(one: Values, other: Values): boolean {
  const values = (row: Values): string =>
    JSON.stringify(
      [row.kind, row.judgement, row.state, row.score, row.evidence, row.decidedBy, row.decidedAt].map(orNull),
    );
  return values(one) === values(other);
}

/** Salesforce and our tables know null, not absence. */
export function orNull(value: string | number | null | undefined): string | number | null {
  return value ?? null;
}

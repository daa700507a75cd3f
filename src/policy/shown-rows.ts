import type { Band, Reason, Relationship } from '../relationship/index.ts';
import { appearanceOf, type Colleague } from './appearance.ts';
import type { Policy } from './effective-policy.ts';

/** An account on which relationships may be shown. */
export interface ShownOn {
  readonly id: string;
  /** Null where the owner is in no division. */
  readonly ownerDivisionId: string | null;
  readonly doNotSuggest: boolean;
  /** False where a pilot is on, of which the owner is no part. */
  readonly ownerInPilot: boolean;
}

/** What everybody who may open the account may know: nothing else of a relationship leaves this folder. */
export interface ShownRow {
  readonly accountId: string;
  readonly divisionId: string;
  readonly divisionKey: string;
  /** 1 is the best of the division on this account. */
  readonly rank: number;
  readonly band: Band;
  readonly reasons: readonly Reason[];
  /** `YYYY-MM`. */
  readonly lastMonth: string;
  /** Null for unnamed people. */
  readonly colleagueId: string | null;
  readonly contactId: string | null;
}

export interface Knowledge {
  readonly relationships: readonly Relationship[];
  /** By user id. */
  readonly colleagues: ReadonlyMap<string, Colleague>;
  /** The contact rows of each person that a relationship names, by account. One person may have a row on several. */
  readonly contactRows: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Who worked on which account row itself, rather than on another row of the customer; by account id. */
  readonly workers: ReadonlyMap<string, ReadonlySet<string>>;
}

const WORTH: Readonly<Record<Band, number>> = { some: 0, good: 1, strong: 2 };

/**
 * The rows of one account: for each division the colleagues who know this customer best.
 *
 * The panel is about colleagues in *other* divisions, and who looks at an account is mostly of the division that works on
 * it: its own colleagues are left out. Where several divisions work on one account row, each wants to see the others, so
 * all are written and the panel leaves out those of the viewer's own division.
 */
export function shownRows(account: ShownOn, knowledge: Knowledge, policy: Policy): ShownRow[] {
  if (account.doNotSuggest || isOutsidePilot(account, knowledge, policy)) return [];
  const leftOut = onlyDivisionAtWork(account, knowledge);
  const candidates = knowledge.relationships.flatMap((relationship) => {
    const colleague = knowledge.colleagues.get(relationship.colleague);
    const candidate = colleague === undefined ? undefined : toCandidate(relationship, colleague, policy);
    return candidate === undefined || candidate.divisionId === leftOut ? [] : [candidate];
  });
  const byDivision = Map.groupBy(candidates, (candidate) => candidate.divisionId);
  return [...byDivision.values()].flatMap((ofDivision) =>
    ofDivision
      .sort(compare)
      .slice(0, policy.relationshipsPerDivision)
      .map((candidate, index) => toRow(account, candidate, index + 1, knowledge, policy)),
  );
}

/** A pilot shows nothing on accounts that none of its people owns or works on. */
function isOutsidePilot({ id, ownerInPilot }: ShownOn, { workers, colleagues }: Knowledge, policy: Policy): boolean {
  if (policy.pilot === undefined || ownerInPilot) return false;
  return ![...(workers.get(id) ?? [])].some((worker) => colleagues.get(worker)?.isInPilot === true);
}

/** The division that alone works on an account row; undefined where several do, or nobody of any division. */
function onlyDivisionAtWork(account: ShownOn, { relationships, colleagues, workers }: Knowledge): string | undefined {
  const atWork = workers.get(account.id);
  const divisions = new Set([
    account.ownerDivisionId,
    ...relationships
      .filter(({ colleague }) => atWork?.has(colleague) === true)
      .map(({ colleague }) => colleagues.get(colleague)?.divisionId ?? null),
  ]);
  divisions.delete(null);
  const [only] = divisions;
  return divisions.size === 1 && only !== null ? only : undefined;
}

interface Candidate {
  readonly relationship: Relationship;
  readonly divisionId: string;
  readonly divisionKey: string;
  readonly isNamed: boolean;
}

function toCandidate(relationship: Relationship, colleague: Colleague, policy: Policy): Candidate | undefined {
  const { divisionId, divisionKey } = colleague;
  const appearance = appearanceOf(colleague, policy);
  if (appearance === 'hidden' || divisionId === null || divisionKey === null) return undefined;
  return { relationship, divisionId, divisionKey, isNamed: appearance === 'named' };
}

/** By band, then last month, then id: coarse on purpose, so that an order tells nothing that the row does not say. */
function compare(one: Candidate, other: Candidate): number {
  return (
    WORTH[other.relationship.band] - WORTH[one.relationship.band] ||
    compareText(other.relationship.lastMonth, one.relationship.lastMonth) ||
    compareText(one.relationship.colleague, other.relationship.colleague)
  );
}

/** By code unit: the same on every machine. */
function compareText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function toRow(
  account: ShownOn,
  { relationship, divisionId, divisionKey, isNamed }: Candidate,
  rank: number,
  knowledge: Knowledge,
  policy: Policy,
): ShownRow {
  const person = relationship.contact;
  const isContactNamed = isNamed && policy.contactsFollowAccounts && person !== undefined;
  const contact = isContactNamed ? knowledge.contactRows.get(person)?.get(account.id) : undefined;
  return {
    accountId: account.id,
    divisionId,
    divisionKey,
    rank,
    band: relationship.band,
    reasons: isNamed ? relationship.reasons : anonymous(relationship.reasons),
    lastMonth: relationship.lastMonth,
    colleagueId: isNamed ? relationship.colleague : null,
    contactId: contact ?? null,
  };
}

/** An account has one owner: "looks after this customer" would name somebody who does not want to be named. */
function anonymous(reasons: readonly Reason[]): readonly Reason[] {
  return reasons.filter(({ kind }) => kind !== 'ownership');
}

/** Months since the year 0, with the band above all: larger is better. Which rows stay where the org has no room. */
export function worthOf(row: ShownRow): number {
  const [year = 0, month = 0] = row.lastMonth.split('-').map(Number);
  return WORTH[row.band] * 1_000_000 + year * 12 + month;
}

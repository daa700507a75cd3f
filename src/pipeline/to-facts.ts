import type { AccountId, ContactId, UserId } from '../ids.ts';
import type { Fact } from '../relationship/index.ts';
import type { FactRow } from '../store/tables/facts.ts';

/** Work that lasts: it has a beginning, and matters for as long as something happens. */
const LASTING: ReadonlySet<string> = new Set(['team', 'ownership']);

/**
 * Facts of one customer. Rows of one person are one contact. Ownership and teams get the date at which they were last seen to matter: that of the last thing
 * their colleague did on the account, else that of their beginning.
 * @param nowMs what is planned for later has not happened yet and dates nothing
 * @param persons the person behind each contact that is known under several rows
 */
export function toFacts(
  rows: readonly FactRow[],
  nowMs: number,
  persons: ReadonlyMap<string, string> = new Map(),
): Fact[] {
  const lastDone = new Map<string, number>();
  for (const row of rows) {
    if (LASTING.has(row.kind) || row.atMs > nowMs) continue;
    lastDone.set(placeOf(row), Math.max(row.atMs, lastDone.get(placeOf(row)) ?? 0));
  }
  return rows
    .map((row) => {
      const isLasting = LASTING.has(row.kind);
      return toFact(row, persons, isLasting ? Math.max(row.atMs, lastDone.get(placeOf(row)) ?? 0) : row.atMs);
    })
    .sort(compareFacts);
}

function placeOf(row: FactRow): string {
  return `${row.colleagueId} ${row.accountId}`;
}

function toFact(row: FactRow, persons: ReadonlyMap<string, string>, at: number): Fact {
  return {
    kind: row.kind,
    at,
    colleague: row.colleagueId as UserId,
    account: row.accountId as AccountId,
    ...(row.contactId === null ? {} : { contact: (persons.get(row.contactId) ?? row.contactId) as ContactId }),
    ...(row.direction === null ? {} : { direction: row.direction }),
    recipients: row.recipients,
  };
}

/** Sums of floating-point numbers depend on their order; the database promises none. */
function compareFacts(one: Fact, other: Fact): number {
  return one.at - other.at || compareText(sortKey(one), sortKey(other));
}

function sortKey(fact: Fact): string {
  return `${fact.kind} ${fact.colleague} ${fact.account} ${fact.contact ?? ''} ${fact.recipients ?? 1}`;
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

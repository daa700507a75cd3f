import { isRemembered, type Knowledge, type Policy, retentionStart, shownRows } from '../policy/index.ts';
import { computeRelationships, type CustomerRelationships } from '../relationship/index.ts';
import type { Database } from '../store/database.ts';
import { type AccountOwner, readAccountOwners } from '../store/tables/accounts.ts';
import { keepPeopleAndRules } from '../store/tables/computing-lock.ts';
import { readContactRows } from '../store/tables/contacts.ts';
import { type CustomerRow, replaceCustomers, replaceRelationships } from '../store/tables/customers.ts';
import { type DesiredRelationshipRow, replaceDesired } from '../store/tables/desired-relationships.ts';
import { type FactRow, readFacts } from '../store/tables/facts.ts';
import { followMeetings } from '../store/tables/meetings.ts';
import { markNeeds } from '../store/tables/need-work.ts';
import { readPersons } from '../store/tables/people.ts';
import { readSetting } from '../store/tables/settings.ts';
import { type ColleagueRow, readColleagues } from '../store/tables/users.ts';
import { markUnpublished, takeDirtyCustomers } from '../store/tables/work-queues.ts';
import { toDesired, writeReasons } from './to-desired.ts';
import { toFacts } from './to-facts.ts';

const BATCH = 200;

/** The setting that holds the rules for everybody, as the last service that looked found them. */
export const RULES = 'rules';

/** Under which rules customers are computed. */
export interface ComputeRules {
  readonly policy: Policy;
  /** All that counts for everybody, as it stands in the store as long as it holds. */
  readonly rules: string;
}

export interface ComputeResult {
  readonly customers: number;
  /** Rows of derived tables that were written or removed. */
  readonly changedRelationships: number;
  /** Accounts on which something else should stand now. */
  readonly changedAccounts: number;
}

/**
 * Computes dirty customers anew, in batches. Each batch is one transaction: killed in the middle, its customers are
 * dirty again. Several processes share the work, since each takes customers that no other has. Ends early where another
 * process has found other rules: whoever knows those goes on.
 */
export async function computeCustomers(
  database: Database,
  nowMs: number,
  rules: ComputeRules,
  onBatch: (customers: number) => void,
): Promise<ComputeResult> {
  const sum = { customers: 0, changedRelationships: 0, changedAccounts: 0 };
  for (;;) {
    const batch = await database.transaction((transaction) => computeBatch(transaction, nowMs, rules));
    if (batch.customers === 0) return sum;
    sum.customers += batch.customers;
    sum.changedRelationships += batch.changedRelationships;
    sum.changedAccounts += batch.changedAccounts;
    onBatch(sum.customers);
  }
}

interface Computed {
  readonly customerId: string;
  readonly accounts: readonly AccountOwner[];
  readonly answer: CustomerRelationships;
  /** By account id. */
  readonly workers: ReadonlyMap<string, ReadonlySet<string>>;
}

async function computeBatch(
  database: Database,
  nowMs: number,
  { policy, rules }: ComputeRules,
): Promise<ComputeResult> {
  await keepPeopleAndRules(database);
  const isStill = (await readSetting(database, RULES)) === rules;
  const ids = isStill ? await takeDirtyCustomers(database, BATCH) : [];
  if (ids.length === 0) return { customers: 0, changedRelationships: 0, changedAccounts: 0 };
  const { computed, colleagues, desired } = await answersFor(database, ids, nowMs, policy);
  const changedRelationships = await replaceRelationships(database, ids, computed.flatMap(toRelationshipRows));
  const changedAccounts = await replaceDesired(database, ids, desired);
  await markUnpublished(database, changedAccounts);
  await markNeeds(database, ids);
  await replaceCustomers(
    database,
    ids,
    computed.map((one) => toCustomerRow(one, colleagues, nowMs)),
  );
  // Last, since other processes count the same pairs and wait for the end of this transaction.
  await followMeetings(database, ids);
  return { customers: ids.length, changedRelationships, changedAccounts: changedAccounts.length };
}

interface Answers {
  readonly computed: readonly Computed[];
  readonly colleagues: ReadonlyMap<string, ColleagueRow>;
  readonly desired: readonly DesiredRelationshipRow[];
}

/**
 * What holds for these customers under this policy; writes nothing.
 * @param inPilot who takes part, where it is not what the tables say
 */
export async function answersFor(
  database: Database,
  ids: readonly string[],
  nowMs: number,
  policy: Policy,
  inPilot?: (userId: string) => boolean,
): Promise<Answers> {
  const owned = (await readAccountOwners(database, ids)).map((account) => asIfIn(account, inPilot));
  const accounts = Map.groupBy(owned, (account) => account.customerId);
  const sinceMs = retentionStart(nowMs, policy.retentionMonths);
  const remembered = (await readFacts(database, ids)).filter((fact) => isRemembered(fact, sinceMs));
  const named = new Set(remembered.flatMap(({ contactId }) => contactId ?? []));
  const { persons, muted } = await readPersons(database, [...named]);
  const facts = Map.groupBy(withoutMuted(remembered, muted), (fact) => fact.customerId);
  const computed = [...accounts].map(([customerId, ofCustomer]) => ({
    customerId,
    accounts: ofCustomer,
    answer: computeRelationships(toFacts(facts.get(customerId) ?? [], nowMs, persons), nowMs, policy.relationship),
    workers: workersOf(facts.get(customerId) ?? []),
  }));

  const { colleagues, contactRows } = await readPeople(database, computed, inPilot);
  const desired = computed.flatMap(({ customerId, accounts: ofCustomer, answer, workers }) => {
    const knowledge: Knowledge = { relationships: answer.relationships, colleagues, contactRows, workers };
    return ofCustomer.flatMap((account) =>
      shownRows(account, knowledge, policy).map((row) => toDesired(customerId, row)),
    );
  });
  return { computed, colleagues, desired };
}

/** What was done with somebody who is not to be suggested says nothing; a deal says something without them, too. */
function withoutMuted(facts: readonly FactRow[], muted: ReadonlySet<string>): FactRow[] {
  return facts.flatMap((fact) => {
    if (fact.contactId === null || !muted.has(fact.contactId)) return [fact];
    return fact.kind === 'deal' ? [{ ...fact, contactId: null }] : [];
  });
}

function asIfIn(account: AccountOwner, inPilot: ((userId: string) => boolean) | undefined): AccountOwner {
  return inPilot === undefined ? account : { ...account, ownerInPilot: inPilot(account.ownerId) };
}

function workersOf(facts: readonly FactRow[]): Map<string, Set<string>> {
  const byAccount = Map.groupBy(facts, ({ accountId }) => accountId);
  return new Map(
    [...byAccount].map(([accountId, ofAccount]) => [
      accountId,
      new Set(ofAccount.map(({ colleagueId }) => colleagueId)),
    ]),
  );
}

async function readPeople(
  database: Database,
  computed: readonly Computed[],
  inPilot?: (userId: string) => boolean,
): Promise<{ colleagues: Map<string, ColleagueRow>; contactRows: Map<string, Map<string, string>> }> {
  const relationships = computed.flatMap(({ answer }) => answer.relationships);
  const userIds = [...new Set(relationships.map((relationship) => relationship.colleague))];
  const contactIds = [...new Set(relationships.flatMap(({ contact }) => (contact === undefined ? [] : [contact])))];
  const colleagues = await readColleagues(database, userIds);
  return {
    colleagues: new Map(
      colleagues.map((colleague) => [
        colleague.id,
        inPilot === undefined ? colleague : { ...colleague, isInPilot: inPilot(colleague.id) },
      ]),
    ),
    contactRows: await readContactRows(database, contactIds),
  };
}

function toRelationshipRows({ customerId, answer }: Computed): Parameters<typeof replaceRelationships>[2] {
  return answer.relationships.map((relationship) => ({
    customerId,
    colleagueId: relationship.colleague,
    logStrength: relationship.logStrength,
    band: relationship.band,
    reasons: writeReasons(relationship.reasons),
    lastMonth: relationship.lastMonth,
    contactId: relationship.contact ?? null,
    bandFallsMs: relationship.bandFallsAt === undefined ? null : Math.ceil(relationship.bandFallsAt),
  }));
}

function toCustomerRow(
  { customerId, accounts, answer }: Computed,
  colleagues: ReadonlyMap<string, ColleagueRow>,
  nowMs: number,
): CustomerRow {
  const divisions = new Set([
    ...accounts.map((account) => account.ownerDivisionId),
    ...answer.relationships.map(({ colleague }) => colleagues.get(colleague)?.divisionId ?? null),
  ]);
  divisions.delete(null);
  // One millisecond later than computed: at the moment itself rounding may still say that nothing has changed, and the
  // customer would be due for ever.
  const dueMs = answer.changesAt === undefined ? null : Math.max(Math.floor(answer.changesAt), nowMs) + 1;
  return { customerId, divisions: divisions.size, dueMs };
}

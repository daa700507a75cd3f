import { localTime, stepOf } from '../../handoff/index.ts';
import { type Exchange, exchangesOf } from '../../ledger/index.ts';
import { effectivePolicy, type Policy } from '../../policy/index.ts';
import type { Database } from '../../store/database.ts';
import { readPolicyChoices } from '../../store/tables/choices.ts';
import {
  type ActivePersonRow,
  type ExpertRow,
  type GivenRow,
  readActivePeople,
  readExperts,
  readGiven,
  readReceived,
} from '../../store/tables/handoff-rows.ts';
import { type MeetingRow, readMeetings } from '../../store/tables/meetings.ts';
import { type DesiredOwnRow, replaceAllDesired, replaceDesiredOf } from '../../store/tables/own-rows.ts';
import { loadCalendar } from './calendar.ts';
import { handoffPolicy } from './rules.ts';

type People = ReadonlyMap<string, ActivePersonRow>;

const EXPERTS_A_NEED = 10;

/** What should stand in the CRM beside the hand-offs: exchanges, experts, and what receivers alone may know. */
export async function desireHandoffRows(database: Database, nowMs: number, defaults: Policy): Promise<void> {
  const choices = await readPolicyChoices(database);
  const policy = effectivePolicy(choices, defaults);
  const people = await readActivePeople(database, policy.namingDefault === 'Named');
  const today = localTime((await loadCalendar(database)).timeZone, nowMs).day;
  const exchanges = exchangesOf((await readGiven(database)).map(toGiven));
  const meetings = meetingsOf(await readMeetings(database), exchanges, people, handoffPolicy(choices).meetingsAPerson);
  const rows = [
    ...exchanges.filter(({ ownerId }) => people.has(ownerId)).map((exchange) => toExchangeRow(exchange, people)),
    ...meetings.map((meeting) => toMeetingRow(meeting, people)),
  ];
  await replaceAllDesired(database, 'Baton_Exchange__c', rows);
  await replaceAllDesired(database, 'Baton_Expert__c', expertRows(await readExperts(database), people, today));
  await replaceAllDesired(database, 'Baton_Received__c', await receivedRows(database, people));
}

/** Accepted before our time stamps it: the clock of the first contact says so too. */
function toGiven(row: GivenRow): Parameters<typeof exchangesOf>[0][number] {
  const { giverId, receiverId, state, decidedAt, closedAt, contactBy } = row;
  const wasTaken = state !== 'Returned' || decidedAt !== closedAt || contactBy !== null;
  const acceptedMs = decidedAt === null || !wasTaken ? undefined : Date.parse(decidedAt);
  return { giverId, receiverId, state, acceptedMs, closedMs: closedAt === null ? undefined : Date.parse(closedAt) };
}

function toExchangeRow(exchange: Exchange, people: People): DesiredOwnRow {
  const { ownerId, colleagueId, lastMs, lastWonMs } = exchange;
  return exchangeRow(ownerId, colleagueId, people, {
    Given__c: exchange.given,
    Received__c: exchange.received,
    Given_Open__c: exchange.givenOpen,
    Received_Open__c: exchange.receivedOpen,
    Given_Won__c: exchange.givenWon,
    Received_Won__c: exchange.receivedWon,
    Last__c: toDay(lastMs),
    Last_Won__c: lastWonMs === undefined ? null : toDay(lastWonMs),
    Worth_Meeting__c: false,
    Shared_Customers__c: null,
  });
}

function toMeetingRow({ userId, otherId, customers }: MeetingRow, people: People): DesiredOwnRow {
  return exchangeRow(userId, otherId, people, {
    ...{ Given__c: 0, Received__c: 0, Given_Open__c: 0, Received_Open__c: 0, Given_Won__c: 0, Received_Won__c: 0 },
    ...{ Last__c: null, Last_Won__c: null, Worth_Meeting__c: true, Shared_Customers__c: stepName(customers) },
  });
}

function exchangeRow(
  ownerId: string,
  colleagueId: string,
  people: People,
  fields: DesiredOwnRow['fields'],
): DesiredOwnRow {
  return {
    externalId: `${ownerId}-${colleagueId}`,
    customerId: null,
    worth: 1,
    fields: {
      OwnerId: ownerId,
      Colleague__c: colleagueId,
      Colleague_Division__c: people.get(colleagueId)?.divisionId ?? null,
      ...fields,
    },
  };
}

function stepName(customers: number): string {
  if (customers <= 4) return 'Few';
  return customers <= 9 ? 'Several' : 'Many';
}

/** Two who never exchanged anything, both named: each sees the other, as far as each has room for suggestions. */
function meetingsOf(
  meetings: readonly MeetingRow[],
  exchanges: readonly Exchange[],
  people: People,
  mostAPerson: number,
): readonly MeetingRow[] {
  const known = new Set(exchanges.map(({ ownerId, colleagueId }) => `${ownerId}-${colleagueId}`));
  const count = new Map<string, number>();
  const sorted = [...meetings].sort((one, other) => other.customers - one.customers || compare(one, other));
  const chosen = new Set<string>();
  for (const { userId, otherId } of sorted) {
    if (userId > otherId || known.has(`${userId}-${otherId}`)) continue;
    if (!isNamed(people, userId) || !isNamed(people, otherId)) continue;
    const [mine, theirs] = [count.get(userId) ?? 0, count.get(otherId) ?? 0];
    if (mine >= mostAPerson || theirs >= mostAPerson) continue;
    count.set(userId, mine + 1);
    count.set(otherId, theirs + 1);
    chosen.add(`${userId}-${otherId}`).add(`${otherId}-${userId}`);
  }
  return meetings.filter(({ userId, otherId }) => chosen.has(`${userId}-${otherId}`));
}

function compare(one: MeetingRow, other: MeetingRow): number {
  const [left, right] = [`${one.userId}-${one.otherId}`, `${other.userId}-${other.otherId}`];
  return left < right ? -1 : 1;
}

function isNamed(people: People, id: string): boolean {
  return people.get(id)?.isNamed === true;
}

/** A place in a list, not a person: whoever is away, not named or without Baton leaves it to the next. */
function expertRows(experts: readonly ExpertRow[], people: People, today: string): DesiredOwnRow[] {
  const places = new Map<string, number>();
  return experts.flatMap((expert) => {
    const isAway = expert.awayUntil !== null && expert.awayUntil >= today;
    if (isAway || !isNamed(people, expert.userId)) return [];
    const list = `${expert.divisionKey}-${expert.needKey ?? 'any'}`;
    const rank = (places.get(list) ?? 0) + 1;
    if (rank > EXPERTS_A_NEED) return [];
    places.set(list, rank);
    return [toExpertRow(expert, list, rank)];
  });
}

function toExpertRow(expert: ExpertRow, list: string, rank: number): DesiredOwnRow {
  const month = new Date(expert.lastMs).toISOString().slice(0, 7);
  return {
    externalId: `${list}-${String(rank)}`,
    customerId: null,
    worth: 1,
    fields: {
      Division__c: expert.divisionId,
      Need__c: expert.needId === '' ? null : expert.needId,
      Colleague__c: expert.userId,
      Place__c: expert.city,
      Rank__c: rank,
      Reasons__c: expert.wins > 0 ? `expert:${stepOf(expert.wins)}:${month}` : null,
    },
  };
}

/** The same for a few hand-offs, of what their receivers alone may know. */
export async function desireReceivedOf(
  database: Database,
  handoffIds: readonly string[],
  defaults: Policy,
): Promise<void> {
  if (handoffIds.length === 0) return;
  const policy = effectivePolicy(await readPolicyChoices(database), defaults);
  const people = await readActivePeople(database, policy.namingDefault === 'Named');
  const rows = await receivedRows(database, people, handoffIds);
  await replaceDesiredOf(database, 'Baton_Received__c', handoffIds, rows);
}

async function receivedRows(
  database: Database,
  people: People,
  handoffIds?: readonly string[],
): Promise<DesiredOwnRow[]> {
  const rows = await readReceived(database, handoffIds);
  return rows
    .filter(({ receiverId }) => people.has(receiverId))
    .map((row) => ({
      externalId: `${row.handoffId}-${String(row.assignment)}`,
      customerId: row.handoffId,
      worth: 1,
      fields: {
        OwnerId: row.receiverId,
        Handoff__c: row.handoffId,
        Account__c: row.accountId,
        Opportunity__c: row.dealId,
        Giver__c: row.giverId,
        Reasons__c: row.reasons,
      },
    }));
}

function toDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

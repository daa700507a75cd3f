/** Who must have been told what, and how often, judged from the records of the org and what really reached people. */
import type { Org } from '../../src/devorg/org.ts';
import type { Delivery } from './week-watch.ts';

type Row = Readonly<Record<string, string | number | null>>;

/** A process that was killed, by the app that it logged in with. */
export interface Kill {
  readonly clientId: string;
  /** Real time, milliseconds. */
  readonly atMs: number;
}

/** Titles as people read them, by what is recorded. */
const TITLES: Readonly<Record<string, string>> = {
  offered: 'A hand-off for you',
  decide: 'A hand-off waits for you',
  contact: 'Time for a first contact',
  status: 'How does it go?',
  intake: 'A hand-off needs a receiver',
  question: 'A question about your hand-off',
  answer: 'Your question was answered',
  accepted: 'Your hand-off was accepted',
  declined: 'Your hand-off was declined',
  returned: 'Your hand-off came back',
  expired: 'Nobody took your hand-off',
  won: 'Your hand-off became an order',
  lost: 'Your hand-off is closed',
  asked: 'Can you introduce a colleague?',
  connected: 'A colleague can introduce you',
  nobody: 'Nobody to introduce you this time',
};
/** Whoever is told these is always there to be told; who had a hand-off may have it no more by the time. */
const ALWAYS_THERE = ['question', 'accepted', 'declined', 'returned', 'expired', 'won', 'lost', 'connected', 'nobody'];
const DIGEST = 'Your day in Baton';

/** Clocks of a service and the org may differ by so much, in milliseconds. */
const CLOCK_MS = 2_000;
/** So long may a process take, on a busy machine, to remember what it has just sent, in milliseconds. */
const REMEMBER_MS = 500;

/** One thing that somebody was to be told once. */
interface Due {
  readonly name: string;
  readonly title: string;
  readonly targetId: string;
  readonly dueMs: number;
  readonly isSent: boolean;
  readonly mustArrive: boolean;
}

export interface Told {
  /** Recorded as due or as sent, and never arrived. */
  readonly undelivered: readonly string[];
  /** Recorded as due, and in the end not as sent. */
  readonly unrecorded: readonly string[];
  /** Arrived though nothing of the kind was on record. */
  readonly unannounced: readonly string[];
  /** Arrived again though the answer had come and the process went on. */
  readonly toldTwice: readonly string[];
  /** Arrived again because that very answer was lost, or that very process killed right then: as it should be. */
  readonly toldAgain: number;
  /** People for whom something moved, and who had no digest of it; people with two digests a day. */
  readonly digests: readonly string[];
}

export function checkTold(org: Org, deliveries: readonly Delivery[], kills: readonly Kill[]): Told {
  const dues = ['Baton_Handoff__c', 'Baton_Introduction__c', 'Baton_Introduction_Request__c'].flatMap((object) =>
    rowsOf(org, object).flatMap(duesOf),
  );
  const isExcused = (delivery: Delivery): boolean => delivery.call.isAnswerLost || isKilled(delivery, kills);
  const arrived = new Map<Due, Delivery[]>(dues.map((due) => [due, []]));
  const byTarget = Map.groupBy(dues, ({ targetId, title }) => `${targetId} ${title}`);
  const unannounced: string[] = [];
  for (const delivery of deliveries.filter(({ title }) => title !== DIGEST)) {
    const due = (byTarget.get(`${delivery.targetId} ${delivery.title}`) ?? []).findLast(
      ({ dueMs }) => dueMs <= delivery.orgMs + CLOCK_MS,
    );
    if (due === undefined) unannounced.push(`${delivery.targetId} ${delivery.title}`);
    else arrived.get(due)?.push(delivery);
  }
  const repeats = [
    ...[...arrived].map(([{ name }, list]) => ({ name, list })),
    ...[...digestsByDay(deliveries)].map(([name, list]) => ({ name, list })),
  ].map(({ name, list }) => {
    const when = list.map((delivery) => inWords(delivery, kills)).join('; ');
    return { name: `${name}: ${when}`, extra: list.length - 1, excused: list.slice(0, -1).filter(isExcused).length };
  });
  return {
    undelivered: [...arrived].filter(([due, list]) => due.mustArrive && list.length === 0).map(([{ name }]) => name),
    unrecorded: dues.filter(({ isSent }) => !isSent).map(({ name }) => name),
    unannounced,
    toldTwice: repeats.filter(({ extra, excused }) => extra > excused).map(({ name }) => name),
    toldAgain: repeats.reduce((sum, { excused }) => sum + excused, 0),
    digests: missingDigests(org, deliveries),
  };
}

/**
 * Notices that came to people who could not open the hand-off. What a killed process had still on its way comes when
 * another may have given the hand-off to somebody else: that is nobody's fault, and is counted apart.
 */
export function checkShutOut(
  deliveries: readonly Delivery[],
  kills: readonly Kill[],
): { readonly early: readonly string[]; readonly ofTheDead: number } {
  const shutOut = deliveries.filter((delivery) => delivery.shutOut.length > 0);
  const early = shutOut.filter((delivery) => !isKilled(delivery, kills, 0));
  return {
    early: early.map((delivery) => `${delivery.title} ${inWords(delivery, kills)}`),
    ofTheDead: shutOut.length - early.length,
  };
}

/** The process was dead when its call was carried out, or killed so soon after that it could not remember. */
function isKilled({ call, atMs }: Delivery, kills: readonly Kill[], rememberMs = REMEMBER_MS): boolean {
  return kills.some(
    (kill) => kill.clientId === call.clientId && kill.atMs > call.loginMs && kill.atMs <= atMs + rememberMs,
  );
}

function inWords({ call, atMs, targetId }: Delivery, kills: readonly Kill[]): string {
  const after = kills.find((kill) => kill.clientId === call.clientId && kill.atMs > call.loginMs);
  const killed = after === undefined ? 'never killed' : `killed ${String(Math.round(after.atMs - atMs))} ms later`;
  return `about ${targetId} at ${String(Math.round(atMs))} ms by ${String(call.clientId)}, ${killed}`;
}

function rowsOf(org: Org, object: string): Row[] {
  return org.database.prepare(`SELECT * FROM "${object}" WHERE IsDeleted = 0 ORDER BY Id`).all() as unknown as Row[];
}

/** Lines of `Notices__c`, oldest first. */
function duesOf(row: Row): Due[] {
  const targetId = String(row['Id']);
  const lines = String(row['Notices__c'] ?? '').split('\n');
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [kind = '', number = '', due = '', sent] = line.split(' ');
      const title = TITLES[kind] ?? kind;
      const mustArrive = ALWAYS_THERE.includes(kind) || kind === 'asked' || isHoldersOwn(row, kind, number);
      return {
        ...{ name: `${targetId} ${kind} ${number}`, title, targetId, dueMs: Date.parse(due), mustArrive },
        isSent: sent !== undefined,
      };
    })
    .sort((one, other) => one.dueMs - other.dueMs);
}

/** Who has an offer now has been told of it. */
function isHoldersOwn(row: Row, kind: string, number: string): boolean {
  const wanted = row['With_Intake__c'] === 1 ? 'intake' : 'offered';
  return row['State__c'] === 'Offered' && kind === wanted && number === String(row['Assignment__c']);
}

function dayOf(orgMs: number): string {
  return new Date(orgMs).toISOString().slice(0, 10);
}

function digestsByDay(deliveries: readonly Delivery[]): Map<string, Delivery[]> {
  const digests = deliveries.filter(({ title }) => title === DIGEST);
  return Map.groupBy(digests, ({ userIds, orgMs }) => `${userIds.join()} digest of ${dayOf(orgMs)}`);
}

/** Whose hand-off had its first contact before the last day has had a digest since; what was due was sent. */
function missingDigests(org: Org, deliveries: readonly Delivery[]): string[] {
  const today = dayOf(org.clock.now());
  const last = new Map<string, number>();
  for (const { title, userIds, orgMs } of deliveries) {
    if (title === DIGEST) for (const id of userIds) last.set(id, Math.max(orgMs, last.get(id) ?? 0));
  }
  const silent = rowsOf(org, 'Baton_Handoff__c').filter(({ OwnerId: owner, First_Contact_At__c: at }) => {
    const moved = typeof at === 'string' && at.slice(0, 10) < today;
    return moved && (last.get(String(owner)) ?? 0) < Date.parse(at);
  });
  const unsent = rowsOf(org, 'Baton_Preference__c').filter(
    ({ Digest_At__c: due, Digest_Sent_At__c: sent }) => due !== null && String(sent ?? '') < String(due),
  );
  return [
    ...silent.map(({ Id: id, OwnerId: owner }) => `${String(owner)} heard nothing of ${String(id)}`),
    ...unsent.map(({ Id: id }) => `${String(id)}: due, not sent`),
  ];
}

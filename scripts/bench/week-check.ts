/** What must be true of the hand-offs in an org after a week, told from the org's own rows and the notices it was given. */
import type { Org } from '../../src/devorg/org.ts';
import type { Delivery, Watch } from './week-watch.ts';

type Row = Readonly<Record<string, string | number | null>>;

export interface Findings {
  readonly lost: readonly string[];
  readonly stuck: readonly string[];
  readonly brokenChains: readonly string[];
  readonly untold: readonly string[];
  readonly recordedTwice: readonly string[];
  readonly toldTwice: readonly string[];
  /** Told again because the answer was lost or the service was killed right then: as it should be. */
  readonly toldAgain: number;
  readonly noticeBeforeShare: readonly string[];
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
};
const TO_GIVER = ['question', 'accepted', 'declined', 'returned', 'expired', 'won', 'lost'];
const CLOCKS: Readonly<Record<string, string>> = {
  Offered: 'Decide_By__c',
  Accepted: 'Contact_By__c',
  'In contact': 'Status_By__c',
  Converted: 'Status_By__c',
};
const OVER = ['Declined', 'Withdrawn', 'Expired', 'Returned', 'Won', 'Lost'];
/** A service that is killed may have told somebody so long before, in milliseconds. */
const KILL_MS = 5_000;

export function checkWeek(
  org: Org,
  given: ReadonlyMap<string, string>,
  { deliveries, lostMs }: Watch,
  killsMs: readonly number[],
): Findings {
  const rows = org.database.prepare('SELECT * FROM "Baton_Handoff__c" WHERE IsDeleted = 0').all() as unknown as Row[];
  const byId = new Map(rows.map((row) => [String(row['Id']), row]));
  const told = Map.groupBy(deliveries, ({ targetId, title }) => `${targetId} ${title}`);
  const notices = rows.flatMap(readNotices);
  const again = notices.flatMap(({ id, kind, count }) => {
    const list = told.get(`${id} ${TITLES[kind] ?? kind}`) ?? [];
    return list.length <= count ? [] : [{ name: `${id} ${kind}`, list, extra: list.length - count }];
  });
  const isExplained = ({ list }: { readonly list: readonly Delivery[] }): boolean =>
    list.some(({ atMs }) => [...lostMs, ...killsMs].some((ms) => ms >= atMs - 50 && ms <= atMs + KILL_MS));
  return {
    lost: [...given].filter(([id, ownerId]) => byId.get(id)?.['OwnerId'] !== ownerId).map(([id]) => id),
    stuck: rows.flatMap((row) => whyStuck(org, row)),
    brokenChains: rows.flatMap((row) => whyBroken(row, byId, rows)),
    untold: [...untoldOf(rows), ...notices.flatMap((notice) => undeliveredOf(notice, told))],
    recordedTwice: rows.flatMap(recordedTwice),
    toldTwice: again.filter((one) => !isExplained(one)).map(({ name }) => name),
    toldAgain: again.filter(isExplained).reduce((sum, { extra }) => sum + extra, 0),
    noticeBeforeShare: deliveries.filter(({ shutOut }) => shutOut.length > 0).map(({ targetId }) => targetId),
  };
}

/** Nobody has it, no clock runs, or whoever has it can not open it. */
function whyStuck(org: Org, row: Row): string[] {
  const clock = CLOCKS[String(row['State__c'])];
  if (clock === undefined) return [];
  const id = String(row['Id']);
  const holder = row['With_Intake__c'] === 1 ? row['Intake__c'] : row['Receiver__c'];
  const shares = org.database.prepare(
    'SELECT UserOrGroupId FROM "Baton_Handoff__Share" WHERE ParentId = ? AND IsDeleted = 0',
  );
  const canOpen = holder !== null && shares.all(id).some((share) => share['UserOrGroupId'] === holder);
  return [
    ...(holder === null ? [`${id} ${String(row['State__c'])}: nobody has it`] : []),
    ...(row[clock] === null ? [`${id} ${String(row['State__c'])}: no clock`] : []),
    ...(holder !== null && !canOpen ? [`${id} ${String(row['State__c'])}: the holder can not open it`] : []),
  ];
}

/** Each goes on at most once, from one of the same giver, one step further. */
function whyBroken(row: Row, byId: ReadonlyMap<string, Row>, rows: readonly Row[]): string[] {
  const before = row['Previous__c'];
  if (before === null) return [];
  const previous = byId.get(String(before));
  const isRight =
    previous !== undefined &&
    previous['OwnerId'] === row['OwnerId'] &&
    Number(row['Step__c']) === Number(previous['Step__c']) + 1 &&
    ['Declined', 'Returned', 'Expired'].includes(String(previous['State__c']));
  const isOnly = rows.filter((other) => other['Previous__c'] === before).length === 1;
  return isRight && isOnly ? [] : [String(row['Id'])];
}

/** What ended has an outcome; a giver who did not end it was told. */
function untoldOf(rows: readonly Row[]): string[] {
  return rows
    .filter(({ State__c: state }) => OVER.includes(String(state)))
    .filter(
      (row) => row['Outcome__c'] === null || (row['State__c'] !== 'Withdrawn' && row['Giver_Told_At__c'] === null),
    )
    .map((row) => `${String(row['Id'])} ${String(row['State__c'])}: the giver does not know`);
}

interface Noted {
  readonly id: string;
  readonly kind: string;
  readonly count: number;
}

function linesOf(row: Row): string[] {
  return String(row['Notices__c'] ?? '')
    .split('\n')
    .filter((line) => line.trim() !== '');
}

function readNotices(row: Row): Noted[] {
  const kinds = Map.groupBy(linesOf(row), (line) => line.split(' ')[0] ?? '');
  return [...kinds].map(([kind, lines]) => ({ id: String(row['Id']), kind, count: lines.length }));
}

function recordedTwice(row: Row): string[] {
  const keys = linesOf(row).map((line) => line.split(' ').slice(0, 2).join(' '));
  return keys.filter((key, at) => keys.indexOf(key) !== at).map((key) => `${String(row['Id'])} ${key}`);
}

/** The giver is always there to be told; who had it may have it no more by the time. */
function undeliveredOf({ id, kind, count }: Noted, told: ReadonlyMap<string, readonly Delivery[]>): string[] {
  if (!TO_GIVER.includes(kind)) return [];
  return (told.get(`${id} ${TITLES[kind] ?? kind}`)?.length ?? 0) >= count ? [] : [`${id} ${kind}: never arrived`];
}

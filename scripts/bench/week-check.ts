/** What must be true of the hand-offs in an org after a week, told from the org's own rows. */
import type { Org } from '../../src/devorg/org.ts';

type Row = Readonly<Record<string, string | number | null>>;

export interface Findings {
  readonly lost: readonly string[];
  readonly stuck: readonly string[];
  readonly brokenChains: readonly string[];
  readonly untold: readonly string[];
  readonly recordedTwice: readonly string[];
}

const CLOCKS: Readonly<Record<string, string>> = {
  Offered: 'Decide_By__c',
  Accepted: 'Contact_By__c',
  'In contact': 'Status_By__c',
  Converted: 'Status_By__c',
};
const OVER = ['Declined', 'Withdrawn', 'Expired', 'Returned', 'Won', 'Lost'];

export function checkWeek(org: Org, given: ReadonlyMap<string, string>): Findings {
  const rows = org.database.prepare('SELECT * FROM "Baton_Handoff__c" WHERE IsDeleted = 0').all() as unknown as Row[];
  const byId = new Map(rows.map((row) => [String(row['Id']), row]));
  const next = Map.groupBy(rows, (row) => String(row['Previous__c'] ?? ''));
  return {
    lost: [...given].filter(([id, ownerId]) => byId.get(id)?.['OwnerId'] !== ownerId).map(([id]) => id),
    stuck: rows.flatMap((row) => whyStuck(org, row)),
    brokenChains: rows.flatMap((row) => whyBroken(row, byId, next)),
    untold: untoldOf(rows),
    recordedTwice: rows.flatMap(recordedTwice),
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
function whyBroken(row: Row, byId: ReadonlyMap<string, Row>, next: ReadonlyMap<string, readonly Row[]>): string[] {
  const before = row['Previous__c'];
  if (before === null) return [];
  const previous = byId.get(String(before));
  const isRight =
    previous !== undefined &&
    previous['OwnerId'] === row['OwnerId'] &&
    Number(row['Step__c']) === Number(previous['Step__c']) + 1 &&
    ['Declined', 'Returned', 'Expired'].includes(String(previous['State__c']));
  const isOnly = next.get(String(before))?.length === 1;
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

function recordedTwice(row: Row): string[] {
  const lines = String(row['Notices__c'] ?? '').split('\n');
  const keys = lines.filter((line) => line.trim() !== '').map((line) => line.split(' ').slice(0, 2).join(' '));
  return keys.filter((key, at) => keys.indexOf(key) !== at).map((key) => `${String(row['Id'])} ${key}`);
}

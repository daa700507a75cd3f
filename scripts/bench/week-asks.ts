/** What must be true of asks for introductions after a week, told from the org's own rows. */
import type { Org } from '../../src/devorg/org.ts';

type Row = Readonly<Record<string, string | number | null>>;

/** What a knower wants at most in 30 days, where neither person nor company says so. */
const ASKS_A_MONTH = 4;
const MOST_KNOWERS = 3;

/** One line for each thing that is wrong. */
export function checkAsks(org: Org, asked: ReadonlyMap<string, string>): string[] {
  const rows = (object: string): Row[] =>
    org.database.prepare(`SELECT * FROM "${object}" WHERE IsDeleted = 0 ORDER BY Id`).all() as unknown as Row[];
  const asks = rows('Baton_Introduction__c');
  const requests = rows('Baton_Introduction_Request__c');
  const byAsk = Map.groupBy(requests, (row) => String(row['Introduction_Id__c']));
  const now = new Date(org.clock.now()).toISOString();
  const perKnower = Map.groupBy(requests, (row) => String(row['OwnerId']));
  return [
    ...[...asked]
      .filter(([id, owner]) => asks.find((row) => row['Id'] === id)?.['OwnerId'] !== owner)
      .map(([id]) => `${id}: lost`),
    ...asks.flatMap((ask) => whyWrong(ask, byAsk.get(String(ask['Id'])) ?? [], now)),
    ...requests
      .filter((row) => !asked.has(String(row['Introduction_Id__c'])))
      .map((row) => `${String(row['Id'])}: of no ask`),
    ...[...perKnower].filter(([, list]) => list.length > ASKS_A_MONTH).map(([id]) => `${id}: asked too often`),
  ];
}

function whyWrong(ask: Row, requests: readonly Row[], now: string): string[] {
  const id = String(ask['Id']);
  const knowers = requests.map((row) => row['OwnerId']);
  const problems = [
    [new Set(knowers).size < knowers.length, 'somebody has it twice'],
    [knowers.length > MOST_KNOWERS, 'too many know of it'],
    [knowers.includes(ask['OwnerId'] ?? ''), 'asks who asks'],
    [ask['State__c'] !== 'Asked' && requests.some((row) => row['State__c'] === 'Open'), 'over, and still asked'],
    [isWrongEnd(ask, requests, now), `wrong as ${String(ask['State__c'])}`],
  ] as const;
  return problems.filter(([isTrue]) => isTrue).map(([, text]) => `${id}: ${text}`);
}

/** In time; nobody knew, wanted or answered: all read alike; and who is named said yes. */
function isWrongEnd(ask: Row, requests: readonly Row[], now: string): boolean {
  const { State__c: state, Answer_By__c: by, Closed_At__c: closed, Knower__c: knower } = ask;
  if (state === 'Asked') return by === null || String(by) < now;
  if (state === 'Nobody') return closed !== by || knower !== null;
  const saidYes = requests.some((row) => row['Answer__c'] === 'Yes' && row['OwnerId'] === knower);
  return state === 'Connected' && !saidYes;
}

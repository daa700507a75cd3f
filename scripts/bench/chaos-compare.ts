/** What stands in the CRM after the storm, beside what a fresh service makes of the same org. */
import type { Org } from '../../src/devorg/org.ts';

/** All that the service publishes of its own accord; of what admins see, what is still open. */
const SHOWN: Readonly<Record<string, string>> = {
  Baton_Relationship__c: 'IsDeleted = 0',
  Baton_Suggestion__c: 'IsDeleted = 0',
  Baton_Feedback__c: 'IsDeleted = 0',
  Baton_Need_Rule__c: 'IsDeleted = 0',
  Baton_Need_Result__c: 'IsDeleted = 0',
  Baton_Expert__c: 'IsDeleted = 0',
  Baton_Exchange__c: 'IsDeleted = 0',
  Baton_Received__c: 'IsDeleted = 0',
  Baton_Match__c: 'IsDeleted = 0',
  Baton_Sync_Issue__c: `IsDeleted = 0 AND State__c = 'Open'`,
  Baton_Sync_Status__c: 'IsDeleted = 0',
};
/** Differ from run to run without anything being different. */
const OF_THE_RUN = new Set([
  ...['Last_Sync__c', 'Lag_Seconds__c', 'Api_Calls_Day__c', 'Api_Budget_Day__c', 'Version__c', 'Request__c'],
]);
/** Two rows that are alike in these say one thing twice. */
const MEANING: Readonly<Record<string, readonly string[]>> = {
  Baton_Relationship__c: ['Account__c', 'Division__c', 'Colleague__c', 'Contact__c'],
  Baton_Suggestion__c: ['Account__c', 'Need__c'],
  Baton_Expert__c: ['Colleague__c', 'Division__c', 'Need__c', 'Place__c'],
  Baton_Exchange__c: ['OwnerId', 'Colleague__c'],
  Baton_Match__c: ['Record_Id__c', 'Other_Record_Id__c'],
  Baton_Sync_Issue__c: ['Kind__c', 'Object__c', 'Record_Id__c', 'Code__c', 'Reason__c'],
};

type Values = Readonly<Record<string, string | number | null>>;

export interface ShownRow {
  readonly object: string;
  readonly key: string;
  readonly values: Values;
}

export interface Counts {
  /** Rows that should stand there and do not. */
  readonly lost: number;
  /** Rows that say what another one says. */
  readonly duplicated: number;
  /** Rows that say something else than they should, or should not be there. */
  readonly stale: number;
  /** Rows that name somebody whom the right answer does not name in that place. */
  readonly leaked: number;
  readonly rows: number;
}

export interface Comparison extends Counts {
  readonly byObject: Readonly<Record<string, Counts>>;
  readonly samples: readonly unknown[];
}

/** All rows of the service that stand in the org. */
export function readRows(org: Org): ShownRow[] {
  return Object.entries(SHOWN).flatMap(([object, where]) => {
    const columns = org.database
      .prepare(`SELECT name FROM pragma_table_info('${object}')`)
      .all()
      .map(({ name }) => String(name))
      .filter((name) => (name.endsWith('__c') || name === 'OwnerId') && !OF_THE_RUN.has(name));
    const key = columns.includes('Key__c') ? 'Key__c' : 'External_Id__c';
    const list = columns.map((name) => `"${name}"`).join(', ');
    const rows = org.database.prepare(`SELECT ${list} FROM "${object}" WHERE ${where} ORDER BY ${key}, Id`).all();
    return rows.map((row) => ({ object, key: String(row[key]), values: { ...row } as Values }));
  });
}

export function compareRows(storm: readonly ShownRow[], right: readonly ShownRow[]): Comparison {
  const samples: unknown[] = [];
  const byObject: Record<string, Counts> = {};
  for (const object of Object.keys(SHOWN)) {
    const ofObject = (rows: readonly ShownRow[]): ShownRow[] => rows.filter((row) => row.object === object);
    const counts = compareObject(object, ofObject(storm), ofObject(right), samples);
    if (Object.values(counts).some((count) => count > 0)) byObject[object] = counts;
  }
  const sum = (which: keyof Counts): number =>
    Object.values(byObject).reduce((total, counts) => total + counts[which], 0);
  const [lost, duplicated, stale, leaked, rows] = [
    ...[sum('lost'), sum('duplicated'), sum('stale')],
    ...[sum('leaked'), sum('rows')],
  ] as [number, number, number, number, number];
  return { lost, duplicated, stale, leaked, rows, byObject, samples };
}

function compareObject(
  object: string,
  storm: readonly ShownRow[],
  right: readonly ShownRow[],
  samples: unknown[],
): Counts {
  const stormBy = new Map(storm.map((row) => [row.key, row]));
  const rightBy = new Map(right.map((row) => [row.key, row]));
  const namedRightly = new Set(right.flatMap(namesIn));
  const lost = right.filter(({ key }) => !stormBy.has(key));
  const stale = storm.filter((row) => JSON.stringify(row) !== JSON.stringify(rightBy.get(row.key)));
  const leaked = storm.filter((row) => namesIn(row).some((name) => !namedRightly.has(name)));
  const meanings = new Set(storm.map((row) => meaningOf(object, row)));
  const duplicated = storm.length - meanings.size;
  samples.push(
    ...lost.slice(0, 3).map((row) => ({ lost: row })),
    ...stale.slice(0, 5).map((row) => ({ stale: row, right: rightBy.get(row.key) })),
    ...(duplicated > 0 ? [{ duplicated: object }] : []),
  );
  return { lost: lost.length, duplicated, stale: stale.length, leaked: leaked.length, rows: right.length };
}

/** The key where nobody is named: several unnamed colleagues of one division look alike. */
function meaningOf(object: string, { key, values }: ShownRow): string {
  const columns = MEANING[object];
  const isUnnamed = object === 'Baton_Relationship__c' && values['Colleague__c'] === null;
  return columns === undefined || isUnnamed ? key : columns.map((column) => values[column]).join(' ');
}

/** Users and contacts, each with the place where they are named. */
function namesIn({ key, values }: ShownRow): string[] {
  const place = values['Account__c'] ?? values['OwnerId'] ?? key;
  const people = Object.values(values).filter((value) => typeof value === 'string' && /^00[35]\w{12,15}$/.test(value));
  return people.map((person) => `${place} ${person}`);
}

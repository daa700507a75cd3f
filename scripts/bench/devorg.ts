/**
 * How fast the org in a box is, so that it is not what the other measures measure.
 *
 *   npm run bench -- devorg [--accounts 1000000] [--json]
 *
 * A bulk query of all accounts, ten fields each, from the job that is made to the last byte that is thrown away, and one of
 * a tenth of them, to see whether more rows take more memory. Then queries by fields with an index, one after the other, each
 * for other values. The org is a process of its own; `rowsACpuSecond` is what it does in a second of processor time,
 * which other work on the machine hardly changes.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import type { Usage } from './devorg-org.ts';

const { values } = parseArgs({
  options: { accounts: { type: 'string', default: '1000000' }, json: { type: 'boolean', default: false } },
});

const GOALS = { rowsPerSecond: 100_000, grownMb: 64, queryMs: 10 };
const FIELDS =
  'Id, Name, OwnerId, Website, Phone, BillingCity, BillingPostalCode, Industry, NumberOfEmployees, SystemModstamp';
const PAGE_ROWS = 200_000;
const QUERIES = 200;

interface Box {
  readonly url: string;
  readonly token: string;
}

interface BulkRun {
  readonly rows: number;
  readonly seconds: number;
  readonly rowsPerSecond: number;
  readonly rowsACpuSecond: number;
  readonly megabytes: number;
  readonly peakMb: number;
}

const round = (value: number, digits = 0): number => Number(value.toFixed(digits));

async function ask(box: Box, path: string, body?: unknown): Promise<Response> {
  const headers = { authorization: `Bearer ${box.token}`, 'content-type': 'application/json' };
  const how = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const reply = await fetch(`${box.url}/services/data/v66.0${path}`, { headers, ...how });
  if (!reply.ok) throw new Error(`${path}: ${await reply.text()}`);
  return reply;
}

async function usageOf(child: ChildProcess): Promise<Usage> {
  const answer = once(child, 'message');
  child.send('usage');
  return ((await answer) as [Usage])[0];
}

/** One bulk query, its results thrown away as they come. */
async function bulk(box: Box, child: ChildProcess, where: string): Promise<BulkRun> {
  const before = await usageOf(child);
  const began = performance.now();
  const query = `SELECT ${FIELDS} FROM Account ${where}`;
  const { id } = (await (await ask(box, '/jobs/query', { operation: 'query', query })).json()) as { id: string };
  const state = async (): Promise<string> =>
    ((await (await ask(box, `/jobs/query/${id}`)).json()) as { state: string }).state;
  while ((await state()) !== 'JobComplete') await new Promise((resolve) => setTimeout(resolve, 100));
  let [rows, bytes] = [0, 0];
  for (let locator = ''; locator !== 'null';) {
    const reply = await ask(box, `/jobs/query/${id}/results?maxRecords=${PAGE_ROWS}${locator}`);
    for await (const chunk of (reply.body ?? []) as AsyncIterable<Uint8Array>) bytes += chunk.length;
    rows += Number(reply.headers.get('sforce-numberofrecords'));
    const next = reply.headers.get('sforce-locator') ?? 'null';
    locator = next === 'null' ? next : `&locator=${next}`;
  }
  const seconds = (performance.now() - began) / 1000;
  const after = await usageOf(child);
  return {
    rows,
    seconds: round(seconds, 1),
    rowsPerSecond: round(rows / seconds),
    rowsACpuSecond: round(rows / (after.cpuSeconds - before.cpuSeconds)),
    megabytes: round(bytes / 1e6),
    peakMb: round(after.peakMb),
  };
}

interface Sample {
  readonly Id: string;
  readonly OwnerId: string;
  readonly SystemModstamp: string;
}

const stampOf = (text: string): string => new Date(text).toISOString();

/** Queries by what has an index, for the values of one row. */
const indexed: Readonly<Record<string, (row: Sample) => string>> = {
  'by id': ({ Id }) => `SELECT ${FIELDS} FROM Account WHERE Id = '${Id}'`,
  'by lookup, a page of 100': ({ OwnerId }) => `SELECT ${FIELDS} FROM Account WHERE OwnerId = '${OwnerId}' LIMIT 100`,
  'by lookup, counted': ({ OwnerId }) => `SELECT count() FROM Account WHERE OwnerId = '${OwnerId}'`,
  'by stamp and id, a page of 100': ({ SystemModstamp: at, Id }) =>
    `SELECT ${FIELDS} FROM Account WHERE SystemModstamp >= ${stampOf(at)} AND (SystemModstamp > ${stampOf(at)} OR Id > '${Id}') ORDER BY SystemModstamp, Id LIMIT 100`,
  'by external id': ({ Id }) => `SELECT Id FROM Baton_Relationship__c WHERE External_Id__c = '${Id}'`,
};

async function soql<Row>(box: Box, query: string): Promise<Row[]> {
  return ((await (await ask(box, `/query?q=${encodeURIComponent(query)}`)).json()) as { records: Row[] }).records;
}

interface QueryTimes {
  readonly query: string;
  readonly medianMs: number;
  readonly p95Ms: number;
}

async function timeQueries(box: Box, rows: readonly Sample[]): Promise<QueryTimes[]> {
  const times: QueryTimes[] = [];
  for (const [query, textFor] of Object.entries(indexed)) {
    const took: number[] = [];
    for (const row of rows) {
      const began = performance.now();
      await soql(box, textFor(row));
      took.push(performance.now() - began);
    }
    took.sort((one, other) => one - other);
    const at = (share: number): number => round(took[Math.floor(took.length * share)] ?? 0, 1);
    times.push({ query, medianMs: at(0.5), p95Ms: at(0.95) });
  }
  return times;
}

/** Rows from all over the org. */
async function samplesOf(box: Box): Promise<Sample[]> {
  const all = await soql<Sample>(box, 'SELECT Id, OwnerId, SystemModstamp FROM Account ORDER BY Phone LIMIT 2000');
  return all.filter((_, index) => index % Math.max(1, Math.floor(all.length / QUERIES)) === 0).slice(0, QUERIES);
}

const folder = mkdtempSync(join(tmpdir(), 'baton-devorg-'));
const child = fork(join(import.meta.dirname, 'devorg-org.ts'), [folder, values.accounts], { stdio: 'inherit' });
try {
  const [box] = (await once(child, 'message')) as [Box];
  const load = round(loadavg()[0] ?? 0, 1);
  const rows = await samplesOf(box);
  const edge = [...rows].sort((one, other) => (one.Id < other.Id ? -1 : 1))[Math.floor(rows.length / 10)]?.Id ?? '';
  const bulkRuns = [await bulk(box, child, `WHERE Id < '${edge}'`), await bulk(box, child, '')];
  const queries = await timeQueries(box, rows);
  const [tenth, whole] = bulkRuns as [BulkRun, BulkRun];
  const grownMb = whole.peakMb - tenth.peakMb;
  const slowest = Math.max(...queries.map(({ medianMs }) => medianMs));
  const ok = whole.rowsPerSecond >= GOALS.rowsPerSecond && grownMb <= GOALS.grownMb && slowest <= GOALS.queryMs;
  if (values.json) {
    console.log(JSON.stringify({ bulk: bulkRuns, grownMb, queries, load, goals: GOALS, ok }));
  } else {
    console.table(bulkRuns);
    console.table(queries);
    console.log(`memory grew by ${grownMb} MB for ten times the rows; load of the machine ${load}`);
    console.log(`goals: ${JSON.stringify(GOALS)}`);
  }
  process.exitCode = ok ? 0 : 1;
} finally {
  child.disconnect();
  await once(child, 'exit');
  rmSync(folder, { recursive: true, force: true });
}

/**
 * What the load is held against, each in a process of its own.
 * `limit`: the same query jobs, their result pages fetched over HTTP and thrown away.
 * `jsforce`: the same queries through jsforce's bulk2, its records thrown away.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';

import jsforce from 'jsforce';
import { QueryJobV2 } from 'jsforce/lib/api/bulk2.js';
import { Parsable } from 'jsforce/lib/record-stream.js';

import { restOf } from '../../src/crm/connect.ts';
import type { IntegrationLogin } from '../../src/devorg/integration-login.ts';

export interface YardstickOrder {
  readonly which: 'limit' | 'jsforce';
  readonly login: IntegrationLogin;
  readonly queries: readonly string[];
}

const PAGE_ROWS = 200_000;
const API_VERSION = '66.0';

interface Login {
  readonly accessToken: string;
  readonly instanceUrl: string;
}

async function logIn(login: IntegrationLogin): Promise<Login> {
  const privateKeyPem = readFileSync(login.privateKeyFile, 'utf8');
  const rest = restOf({ ...login, privateKeyPem, allowLocalOrg: true, budgetShare: 0.9 });
  const { accessToken, instanceUrl } = await rest.session.current();
  rest.close();
  return { accessToken, instanceUrl };
}

/** All jobs are opened at once; the pages of one come while the org works on the next. */
async function limit({ accessToken, instanceUrl }: Login, queries: readonly string[]): Promise<number> {
  const root = `${instanceUrl}/services/data/v${API_VERSION}/jobs/query`;
  const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' };
  const ask = async (method: string, path: string, body?: unknown): Promise<{ id: string; state: string }> => {
    const reply = await fetch(root + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await reply.json()) as { id: string; state: string };
    if (!reply.ok || answer.state === 'Failed') throw new Error(`The org refused a job: ${JSON.stringify(answer)}`);
    return answer;
  };
  const open = (query: string): ReturnType<typeof ask> =>
    ask('POST', '', { operation: 'queryAll', query, contentType: 'CSV', columnDelimiter: 'COMMA', lineEnding: 'LF' });
  const jobs = await Promise.all(queries.map(open));
  let rows = 0;
  for (const { id } of jobs) {
    while ((await ask('GET', `/${id}`)).state !== 'JobComplete')
      await new Promise((resolve) => setTimeout(resolve, 250));
    for (let locator = ''; locator !== 'null';) {
      const from = locator === '' ? '' : `&locator=${locator}`;
      const reply = await fetch(`${root}/${id}/results?maxRecords=${PAGE_ROWS}${from}`, { headers });
      await reply.body?.pipeTo(new WritableStream());
      rows += Number(reply.headers.get('sforce-numberofrecords'));
      locator = reply.headers.get('sforce-locator') ?? 'null';
    }
    await fetch(`${root}/${id}`, { method: 'DELETE', headers });
  }
  return rows;
}

/**
 * With the jobs and the record streams of jsforce. Its own way through several pages ends its stream after the first (3.10),
 * so that a job of more than one page never ends; here each page goes its way, through the two streams of `bulk2.query`,
 * by itself.
 */
async function peer(login: Login, queries: readonly string[]): Promise<number> {
  const connection = new jsforce.Connection({ ...login, version: API_VERSION });
  let rows = 0;
  for (const query of queries) {
    const job = new QueryJobV2(connection, {
      bodyParams: { query, operation: 'queryAll' },
      pollingOptions: { pollInterval: 250, pollTimeout: 30 * 60_000 },
    });
    await job.open();
    await job.poll();
    for (let locator = ''; locator !== 'null';) {
      const from = locator === '' ? '' : `&locator=${locator}`;
      const url = `${login.instanceUrl}/services/data/v${API_VERSION}/jobs/query/${job.id}/results?maxRecords=${PAGE_ROWS}${from}`;
      const reply = await fetch(url, { headers: { authorization: `Bearer ${login.accessToken}` } });
      const records = new Parsable();
      const finished = once(records, 'end');
      records.on('record', () => {
        rows += 1;
      });
      const page = new Parsable();
      if (reply.body) Readable.fromWeb(reply.body).pipe(page.stream('csv'));
      page.stream().pipe(records.stream('csv'));
      await finished;
      locator = reply.headers.get('sforce-locator') ?? 'null';
    }
  }
  return rows;
}

const { which, login, queries } = JSON.parse(process.argv[2] ?? '') as YardstickOrder;
const session = await logIn(login);
const began = performance.now();
const rows = await (which === 'limit' ? limit : peer)(session, queries);
const seconds = (performance.now() - began) / 1000;
process.stdout.write(`${JSON.stringify({ rows, seconds })}\n`);
// jsforce keeps connections open.
process.exit(0);

import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import fc from 'fast-check';

import { type Environment, InvalidConfig, processEnvironment, readConfig } from '../../../src/config/read-config.ts';
import { settingsSchema } from '../../../src/config/schema.ts';
import { boundedServer, healthApp } from '../../../src/http/health-server.ts';
import { heapInUse } from './gather-garbage.ts';
import { LEAKS, malformedEnvironment, malformedRequest, send } from './malformed.ts';

export interface StormResult {
  readonly sent: number;
  readonly answered: number;
  /** Replies by status, `200` to `505`; `silent` where nothing came back. */
  readonly byStatus: Readonly<Record<string, number>>;
  /** Replies that tell what they should not, and failures inside. */
  readonly leaks: readonly string[];
  readonly errors: readonly string[];
  /** Bytes in use after a tenth of the requests and at the end. */
  readonly heapEarly: number;
  readonly heapLate: number;
}

const AT_ONCE = 50;

/** Sends so many malformed requests to a health server that listens on a socket file. */
export async function requestStorm(count: number, seed: number): Promise<StormResult> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-storm-'));
  const path = join(folder, 'http.sock');
  const errors: string[] = [];
  const state = { lastRunAt: 1, lateAfterMs: 1, lagSeconds: 0, queue: 0, accounts: 1, customers: 1, relationships: 1 };
  const app = healthApp({
    ...{ host: '', port: 0, now: Date.now, burst: 1e9, perSecond: 1e9 },
    state: () => ({ ...state, parked: 0, apiCalls: 0, apiAllowance: 0, orgUsed: 0, orgMax: 0, failures: {} }),
    // What express calls a bad request is answered as one; anything else is a fault of ours.
    onError: (error) => {
      if (!(error instanceof URIError)) errors.push(String(error));
    },
  });
  const server = boundedServer(app).listen(path);
  await once(server, 'listening');
  const byStatus: Record<string, number> = {};
  const leaks: string[] = [];
  const judge = (reply: string): void => {
    const status = /^HTTP\/1\.1 (\d{3})/.exec(reply)?.[1] ?? (reply === '' ? 'silent' : 'odd');
    byStatus[status] = (byStatus[status] ?? 0) + 1;
    if (status === 'odd' || status === '500' || LEAKS.test(reply)) leaks.push(reply.slice(0, 500));
  };
  let heapEarly = 0;
  let sent = 0;
  for (let round = 0; sent < count; round += 1) {
    const batch = fc.sample(malformedRequest, { seed: seed + round, numRuns: Math.min(AT_ONCE, count - sent) });
    await Promise.all(batch.map(async (bytes) => judge(await send(path, bytes))));
    sent += batch.length;
    if (heapEarly === 0 && sent >= count / 10) heapEarly = await heapInUse();
  }
  const heapLate = await heapInUse();
  judge(await send(path, Buffer.from('GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')));
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
  return { sent, answered: sent - (byStatus['silent'] ?? 0), byStatus, leaks, errors, heapEarly, heapLate };
}

export interface ConfigStormResult {
  readonly read: number;
  readonly refused: number;
  /** What should not have happened: another kind of error, or a message that quotes a secret. */
  readonly faults: readonly string[];
  readonly heapEarly: number;
  readonly heapLate: number;
}

const PASSWORD = 'geheim';

/** Reads so many senseless configurations, every other one through a file `.env`. */
export async function configStorm(count: number, seed: number): Promise<ConfigStormResult> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-config-'));
  const file = join(folder, '.env');
  const environments = malformedEnvironment(Object.keys(settingsSchema.shape));
  const faults: string[] = [];
  let refused = 0;
  let heapEarly = 0;
  let read = 0;
  for (let round = 0; read < count; round += 1) {
    const batch = fc.sample(environments, { seed: seed + round, numRuns: Math.min(1_000, count - read) });
    for (const environment of batch) {
      read += 1;
      try {
        if (read % 2 === 0) readConfig(environment);
        else readConfig(throughFile(environment, file));
      } catch (error) {
        refused += 1;
        if (!(error instanceof InvalidConfig)) faults.push(String(error));
        else if (error.message.includes(PASSWORD)) faults.push(error.message);
      }
    }
    if (heapEarly === 0 && read >= count / 10) heapEarly = await heapInUse();
  }
  const heapLate = await heapInUse();
  rmSync(folder, { recursive: true });
  return { read, refused, faults, heapEarly, heapLate };
}

function throughFile(environment: Record<string, string>, file: string): Environment {
  writeFileSync(
    file,
    Object.entries(environment)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  );
  const own = new Set(Object.keys(process.env));
  const all = processEnvironment(file);
  return Object.fromEntries(Object.entries(all).filter(([name]) => !own.has(name)));
}

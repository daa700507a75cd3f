/** Service processes which the storm kills: `baton sync` and `baton serve` as an admin runs them, and the same without pauses. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { IntegrationLogin } from '../../src/devorg/integration-login.ts';

const main = join(import.meta.dirname, '../../src/main.ts');
const worker = join(import.meta.dirname, 'chaos-worker.ts');

export interface ServiceRun {
  /** Exit code; undefined where it was killed. */
  readonly code: number | undefined;
  readonly killed: boolean;
  /** The last line of standard output. */
  readonly answer: string;
  readonly complaint: string;
}

/** Where the service keeps its facts: a folder of its own, or a PostgreSQL that several processes share. */
export type Store = { readonly dataFolder: string } | { readonly databaseUrl: string };

export interface ServiceOrder {
  readonly login: IntegrationLogin;
  readonly store: Store;
  /** `hurry`: a service without pauses. */
  readonly command: 'sync' | 'serve' | 'hurry';
  /** Settings over those that all benchmarks use. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface RunningService {
  readonly ended: Promise<ServiceRun>;
  /** SIGKILL: the process does nothing more. */
  readonly kill: () => void;
}

/** Starts a process. */
export function startService({ login, store, command, environment = {} }: ServiceOrder): RunningService {
  const program = command === 'hurry' ? [worker] : [main, command, ...(command === 'sync' ? ['--json'] : [])];
  const child = spawn(process.execPath, program, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environmentOf(login, store), ...environment },
  });
  let killed = false;
  return {
    ended: endOf(child, () => killed),
    kill: () => {
      killed = child.kill('SIGKILL') || killed;
    },
  };
}

/** One run to its end. */
export async function runToEnd(order: Omit<ServiceOrder, 'command'>): Promise<ServiceRun> {
  const run = startService({ ...order, command: 'sync' });
  const patience = setTimeout(run.kill, 600_000);
  const end = await run.ended;
  clearTimeout(patience);
  return end;
}

async function endOf(child: ChildProcess, wasKilled: () => boolean): Promise<ServiceRun> {
  const [output, errors] = [textOf(child.stdout), textOf(child.stderr)];
  const [code] = (await once(child, 'close')) as [number | null];
  const answer = output().trim().split('\n').at(-1) ?? '';
  return { code: code ?? undefined, killed: wasKilled(), answer, complaint: errors().trim().slice(-2_000) };
}

function textOf(stream: NodeJS.ReadableStream | null): () => string {
  const chunks: string[] = [];
  stream?.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  return () => chunks.join('');
}

function environmentOf(login: IntegrationLogin, store: Store): Record<string, string> {
  return {
    NODE_COMPILE_CACHE: join(tmpdir(), 'baton-chaos-compiled'),
    ...('databaseUrl' in store ? { DATABASE_URL: store.databaseUrl } : { BATON_DATA_FOLDER: store.dataFolder }),
    BATON_LOGIN_URL: login.loginUrl,
    BATON_USERNAME: login.username,
    BATON_CLIENT_ID: login.clientId,
    BATON_PRIVATE_KEY_FILE: login.privateKeyFile,
    BATON_ALLOW_LOCAL_ORG: 'true',
    BATON_BUDGET_SHARE: '0.9',
    BATON_RESERVE_SHARE: '0.05',
    BATON_HOT_INTERVAL_SECONDS: '1',
    BATON_FULL_INTERVAL_SECONDS: '1',
    BATON_TIMEOUT_SECONDS: '5',
    BATON_HTTP_PORT: '0',
    BATON_LOG_LEVEL: 'silent',
  };
}

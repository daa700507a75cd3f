/** Service processes as an admin runs them: `baton sync` and `baton serve`, which the storm kills. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import type { IntegrationLogin } from '../../src/devorg/integration-login.ts';

const main = join(import.meta.dirname, '../../src/main.ts');

export interface ServiceRun {
  /** Exit code; undefined where it was killed. */
  readonly code: number | undefined;
  readonly killed: boolean;
  /** The last line of standard output. */
  readonly answer: string;
  readonly complaint: string;
}

export interface ServiceOrder {
  readonly login: IntegrationLogin;
  readonly dataFolder: string;
  readonly command: 'sync' | 'serve';
  /** Milliseconds until SIGKILL; a run without is left to its end. */
  readonly killAfterMs?: number;
}

/** Starts a process and waits for its end. */
export async function runService({ login, dataFolder, command, killAfterMs }: ServiceOrder): Promise<ServiceRun> {
  const child = spawn(process.execPath, [main, command, ...(command === 'sync' ? ['--json'] : [])], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environmentOf(login, dataFolder) },
  });
  const [output, errors] = [textOf(child.stdout), textOf(child.stderr)];
  let killed = false;
  const timer = setTimeout(() => {
    killed = child.kill('SIGKILL');
  }, killAfterMs ?? 300_000);
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(timer);
  const answer = output().trim().split('\n').at(-1) ?? '';
  return { code: code ?? undefined, killed, answer, complaint: errors().trim().slice(-2_000) };
}

function textOf(stream: NodeJS.ReadableStream): () => string {
  const chunks: string[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  return () => chunks.join('');
}

function environmentOf(login: IntegrationLogin, dataFolder: string): Record<string, string> {
  return {
    BATON_LOGIN_URL: login.loginUrl,
    BATON_USERNAME: login.username,
    BATON_CLIENT_ID: login.clientId,
    BATON_PRIVATE_KEY_FILE: login.privateKeyFile,
    BATON_ALLOW_LOCAL_ORG: 'true',
    BATON_DATA_FOLDER: dataFolder,
    BATON_BUDGET_SHARE: '0.9',
    BATON_RESERVE_SHARE: '0.05',
    BATON_HOT_INTERVAL_SECONDS: '1',
    BATON_FULL_INTERVAL_SECONDS: '2',
    BATON_TIMEOUT_SECONDS: '5',
    BATON_HTTP_PORT: '0',
    BATON_LOG_LEVEL: 'silent',
  };
}

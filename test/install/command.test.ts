import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { type InstallBox, installBox } from './support/install-box.ts';
import { orgState } from './support/org-state.ts';

const main = resolve('src/main.ts');

let box: InstallBox;
let home: string;
let place: string;

beforeEach(async () => {
  box = await installBox();
  home = join(box.folder, 'home');
  place = join(box.folder, 'service');
  for (const folder of [home, place]) mkdirSync(folder);
});

afterEach(async () => {
  await box.close();
});

interface Ended {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

function start(script: string, args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, [script, ...args], {
    cwd: place,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: home,
      SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
      SF_DISABLE_LOG_FILE: 'true',
      BATON_ALLOW_LOCAL_ORG: 'true',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** @param killAt the process is killed outright when it says this */
async function run(child: ChildProcess, killAt?: RegExp): Promise<Ended> {
  let [output, errors] = ['', ''];
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
    if (killAt?.test(errors) === true) child.kill('SIGKILL');
  });
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, output, errors };
}

async function logIn(alias: string): Promise<void> {
  const { token } = box.running.context.sessions.start(box.adminId, { expires: false });
  const script = resolve('test/support/sf-login.ts');
  const { status, errors } = await run(start(script, [box.running.url, alias], { SF_ACCESS_TOKEN: token }));
  expect({ status, errors: status === 0 ? '' : errors }).toEqual({ status: 0, errors: '' });
}

const init = (...args: readonly string[]): ChildProcess =>
  start(main, ['init', '--target-org', 'acme', '--force-app', resolve('force-app'), '--wait-minutes', '0', ...args]);

test('an alias that sf does not know is a message with the command that helps', async () => {
  const { status, errors } = await run(init('--yes'));
  expect(status).toBe(2);
  expect(errors).toContain('baton: sf knows no org called "acme".\n  → Log in with: sf org login web --alias acme');
});

test('a plan changes nothing, and without a word of consent nothing is done', async () => {
  await logIn('acme');
  const before = orgState(box.org);
  const plan = await run(init('--dry-run'));
  expect(plan.status).toBe(0);
  expect(plan.output).toContain('+ PermissionSet Baton_Integration');
  expect(plan.output).toContain('+ External Client App Baton');
  const refused = await run(init());
  expect(refused.status).toBe(2);
  expect(refused.errors).toContain('Nobody is there to confirm the plan.');
  expect(orgState(box.org)).toEqual(before);
  expect(existsSync(join(place, '.env'))).toBe(false);
  expect(existsSync(join(place, '.baton', 'install', box.org.id, 'journal.json'))).toBe(false);
});

test('killed outright in one step after the other, it ends where one that was not killed ends', async () => {
  await logIn('acme');
  for (const step of [2, 4, 5, 6, 7, 8]) {
    const killed = await run(init('--yes', '--no-sync'), new RegExp(`\\[${String(step)}/8\\]`));
    expect(killed.status).toBeNull();
  }
  const last = await run(init('--yes', '--json'));
  expect({ status: last.status, errors: last.status === 0 ? '' : last.errors }).toEqual({ status: 0, errors: '' });
  const result = JSON.parse(last.output) as { manualSteps: unknown[]; findings: { level: string }[] };
  expect(result.findings.filter(({ level }) => level === 'fault')).toEqual([]);
  expect(result.manualSteps).toHaveLength(3);

  const other = await installBox();
  try {
    await other.init();
    expect(orgState(box.org)).toEqual(orgState(other.org));
  } finally {
    await other.close();
  }
  // Nothing that was said or written holds the session of the admin or the private key.
  const key = readFileSync(join(place, '.baton', 'install', box.org.id, 'baton.key'), 'utf8').split('\n')[1] ?? '';
  for (const text of [last.output, last.errors, readFileSync(join(place, '.env'), 'utf8')]) {
    expect(text).not.toContain(key);
    expect(text).not.toMatch(/00D\w{12,15}!/);
  }
  rmSync(join(place, '.baton', 'data'), { recursive: true, force: true });
}, 300_000);

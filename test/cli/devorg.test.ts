import { type ChildProcess, spawn } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { signAssertion } from '../devorg/support/sign-assertion.ts';

interface Ready {
  readonly url: string;
  readonly adminUrl: string;
  readonly orgId: string;
  readonly clientId: string;
  readonly username: string;
  readonly privateKeyFile: string;
}

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'devorg-cli-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The command in a process of its own, as a shell runs it. */
function start(...args: string[]): ChildProcess {
  const command = new URL('../../src/cli/devorg.ts', import.meta.url).href;
  const script = `const { devorgCommand } = await import('${command}'); await devorgCommand().parseAsync(process.argv.slice(1), { from: 'user' });`;
  const common = ['--port', '0', '--accounts', '0', '--json', '--data-folder', folder];
  return spawn(process.execPath, ['--input-type=module', '-e', script, '--', ...common, ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
  });
}

async function readyLine(child: ChildProcess): Promise<Ready> {
  for await (const line of createInterface({ input: child.stdout! })) return JSON.parse(line) as Ready;
  throw new Error('The command ended without a word');
}

async function stop(child: ChildProcess): Promise<number | null> {
  const ended = once(child, 'exit') as Promise<[number | null]>;
  child.kill('SIGINT');
  return (await ended)[0];
}

test('prints one line when ready, lets the integration user in and stops on Ctrl-C', async () => {
  const child = start();
  const ready = await readyLine(child);
  expect(statSync(ready.privateKeyFile).mode & 0o777).toBe(0o600);
  const claims = {
    iss: ready.clientId,
    sub: ready.username,
    aud: 'https://login.salesforce.com',
    exp: Math.floor(Date.now() / 1000) + 60,
  };
  const assertion = signAssertion(claims, createPrivateKey(readFileSync(ready.privateKeyFile)));
  const body = new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion });
  const reply = await fetch(`${ready.url}/services/oauth2/token`, { method: 'POST', body });
  expect({ status: reply.status, body: await reply.json() }).toMatchObject({
    status: 200,
    body: { instance_url: ready.url },
  });
  expect(await stop(child)).toBe(0);
});

test.each([
  ['a package that is not there', ['--force-app', join('no', 'such', 'folder')]],
  ['a company of five accounts', ['--accounts', '5']],
])('refuses %s with a code and leaves no half-made file', async (_case, args) => {
  const file = join(folder, 'refused.sqlite');
  const child = start('--file', file, ...args);
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(code).not.toBe(0);
  expect(existsSync(file)).toBe(false);
});

test('opens the org in a file again, and uses its key again', async () => {
  const file = join(folder, 'org.sqlite');
  const first = start('--file', file);
  const before = await readyLine(first);
  const key = readFileSync(before.privateKeyFile, 'utf8');
  expect(await stop(first)).toBe(0);
  const second = start('--file', file);
  const after = await readyLine(second);
  expect(after.orgId).toBe(before.orgId);
  expect(after.username).toBe(before.username);
  expect(readFileSync(after.privateKeyFile, 'utf8')).toBe(key);
  expect(await stop(second)).toBe(0);
});

test('an org before the installation lets its administrator in, with the settings of a file', async () => {
  const settings = join(folder, 'settings.json');
  writeFileSync(settings, JSON.stringify({ name: 'Example GmbH', multiCurrency: true }));
  const child = start('--empty', '--settings', settings);
  const { adminUrl, url, username } = await readyLine(child);
  expect(username).toBe('admin@example.invalid');
  const session = await fetch(`${adminUrl}/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username }),
  });
  const { token } = (await session.json()) as { token: string };
  const ask = async (path: string): Promise<unknown> => {
    const reply = await fetch(`${url}/services/data/v66.0${path}`, { headers: { authorization: `Bearer ${token}` } });
    return await reply.json();
  };
  expect(await ask(`/query?q=${encodeURIComponent('SELECT Name FROM Organization')}`)).toMatchObject({
    records: [{ Name: 'Example GmbH' }],
  });
  const { sobjects } = (await ask('/sobjects')) as { sobjects: { name: string; custom: boolean }[] };
  expect(sobjects.filter(({ custom }) => custom)).toEqual([]);
  expect(sobjects.map(({ name }) => name)).toContain('CurrencyType');
  expect(await stop(child)).toBe(0);
});

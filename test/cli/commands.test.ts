import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';

import { EXIT } from '../../src/cli/failure.ts';
import { runCommand, startCommand } from '../flows/support/command.ts';
import { runSampleOrg, type SampleOrg } from '../flows/support/sample-org.ts';

// Commands in processes of their own, on machines that do other things too.
jest.setTimeout(120_000);

let org: SampleOrg;

beforeAll(async () => {
  org = await runSampleOrg({ accounts: 100 });
});

afterAll(() => org.close());

const baton = (...args: string[]): ReturnType<typeof runCommand> =>
  runCommand(args, { environment: org.environment, folder: org.folder });

/** Lines for a log: nothing that moves a cursor, nothing that is overwritten. */
function expectPlainLines(text: string): void {
  // eslint-disable-next-line no-control-regex -- that is what must not be there
  expect(text).not.toMatch(/[\u001b\r]/);
}

describe('before the first run', () => {
  test('status says that there was none, and that this is not as it should be', async () => {
    const { code, stdout, stderr } = await baton('status');
    expect({ code, stdout, stderr }).toEqual({
      code: EXIT.parked,
      stdout: 'The service has not run yet. Start it with: baton serve\n',
      stderr: '',
    });
  });
});

describe('sync', () => {
  test('says in words what it did, and its stages as plain lines on the other stream', async () => {
    const { code, stdout, stderr } = await baton('sync');
    expect(code).toBe(EXIT.ok);
    expect(stdout).toMatch(
      /^\d+ customers are served by more than one division \(of \d+ customers on 100 accounts\)\.$/m,
    );
    expect(stdout).toMatch(/^\d+ relationships stand in the CRM: \d+ written and 0 taken out in this run\.$/m);
    expect(stdout).toMatch(/^\d+ API calls, \d+\.\d seconds\.$/m);
    expect(stderr).toMatch(/^ {2}✓ account +100 rows\b.* \d+\.\d s$/m);
    expectPlainLines(stdout + stderr);
  });

  test('--json prints one line with everything a machine asks for', async () => {
    const { code, stdout } = await baton('sync', '--json');
    expect(code).toBe(EXIT.ok);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(stdout)).toEqual({
      ...{ queue: 0, accounts: 100, customers: expect.any(Number), sharedCustomers: expect.any(Number) },
      ...{ relationships: expect.any(Number), parked: 0, upserts: 0, deletes: 0, postponed: 0 },
      ...{ apiCalls: expect.any(Number), seconds: expect.any(Number), problems: [] },
      stages: expect.arrayContaining([{ stage: 'publish', rows: 0, apiCalls: 0, seconds: expect.any(Number) }]),
    });
  });
});

describe('status', () => {
  test('tells how things stand, and from where the service runs does not matter', async () => {
    const { code, stdout } = await baton('status');
    expect(code).toBe(EXIT.ok);
    expect(stdout).toMatch(/^state +Ok: All changes are read and published\.$/m);
    expect(stdout).toMatch(/^last sync +2026-11-20T10:\d\d:\d\d\.000Z \(\d+ min ago\)$/m);
    expect(stdout).toMatch(/^accounts +100$/m);
    expect(stdout).toMatch(/^API calls +\d+ of 10,000 a day$/m);
    const json = await baton('status', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({ state: 'Ok', accounts: 100, parked: 0 });
  });
});

describe('doctor', () => {
  test('finds a good installation in order but for the clock of the test', async () => {
    const { code, stdout, stderr } = await baton('doctor');
    expect({ code, stderr }).toEqual({ code: EXIT.ok, stderr: '' });
    expect(stdout).toMatch(/^Baton can work/m);
    expectPlainLines(stdout);
  });

  test('--json lists findings, and a fault is told by the exit code', async () => {
    const environment = { ...org.environment, BATON_CLIENT_ID: 'other' };
    const { code, stdout } = await runCommand(['doctor', '--json'], { environment, folder: org.folder });
    expect(code).toBe(EXIT.wrongInput);
    const answer = JSON.parse(stdout) as { ok: boolean; faults: number; findings: unknown[] };
    expect(answer).toMatchObject({ ok: false, faults: 1 });
    expect(answer.findings).toContainEqual({
      ...{ area: 'credentials', level: 'fault' },
      message: expect.stringContaining('does not know this consumer key'),
      actions: expect.arrayContaining([expect.any(String)]),
    });
  });
});

describe('serve', () => {
  test('tells whether it lives and is ready, counts, and ends a run in order on SIGTERM', async () => {
    const environment = { ...org.environment, BATON_LOG_LEVEL: 'info', BATON_HOT_INTERVAL_SECONDS: '1' };
    const command = startCommand(['serve'], { environment, folder: org.folder });
    const lines = logLines(command.child.stderr!);
    const started = await lines.next(({ msg }) => msg === 'service started');
    const health = String(started['health']);
    await lines.next(({ msg }) => msg === 'run done');

    expect(await (await fetch(`${health}/healthz`)).json()).toEqual({ status: 'ok' });
    const ready = await fetch(`${health}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
    expect(await (await fetch(`${health}/metrics`)).text()).toMatch(/^baton_accounts(\{.*\})? 100$/m);
    expect((await fetch(`${health}/anything`)).status).toBe(404);

    command.child.kill('SIGTERM');
    const { code, stdout, stderr } = await command.ended;
    expect({ code, stdout }).toEqual({ code: EXIT.ok, stdout: '' });
    const log = stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(log.at(-1)).toMatchObject({ level: 'info', msg: 'service stopped' });
    expectPlainLines(stderr);
    expect(stderr).not.toMatch(/PRIVATE KEY|00D\w{12,15}!|eyJ[\w-]{20,}/);

    // The folder is free again, and nothing is left to do.
    expect(JSON.parse((await baton('sync', '--json')).stdout)).toMatchObject({ upserts: 0, deletes: 0, parked: 0 });
  });
});

/** Waits for log lines that fit, each read once. */
function logLines(stream: Readable): {
  next(fits: (line: Record<string, unknown>) => boolean): Promise<Record<string, unknown>>;
} {
  const lines = createInterface({ input: stream })[Symbol.asyncIterator]();
  return {
    async next(fits) {
      for (;;) {
        const { value, done } = (await lines.next()) as { value: string; done?: boolean };
        if (done === true) throw new Error('The log ended before the line came.');
        const line = JSON.parse(value) as Record<string, unknown>;
        if (fits(line)) return line;
      }
    },
  };
}

describe('devorg', () => {
  test('--json prints one line when ready, and the sample company is there to be asked', async () => {
    const folder = join(org.folder, 'devorg');
    const args = ['devorg', '--port', '0', '--accounts', '100', '--json', '--data-folder', folder];
    const forceApp = join(process.cwd(), 'force-app', 'main', 'default');
    const command = startCommand([...args, '--force-app', forceApp], { environment: {}, folder: org.folder });
    const [line] = (await once(createInterface({ input: command.child.stdout! }), 'line')) as [string];
    const ready = JSON.parse(line) as Record<string, string>;
    expect(Object.keys(ready).sort()).toEqual([
      ...['adminUrl', 'clientId', 'loginUrl', 'orgId', 'privateKeyFile', 'url', 'username'],
    ]);
    const environment = {
      ...{
        BATON_LOGIN_URL: ready['loginUrl']!,
        BATON_USERNAME: ready['username']!,
        BATON_CLIENT_ID: ready['clientId']!,
      },
      ...{ BATON_PRIVATE_KEY_FILE: ready['privateKeyFile']!, BATON_ALLOW_LOCAL_ORG: 'true' },
    };
    const status = await runCommand(['status'], { environment, folder: org.folder });
    expect(status.stdout).toContain('The service has not run yet');
    command.child.kill('SIGINT');
    expect(await command.ended).toMatchObject({ code: 0, stdout: `${line}\n` });
  });
});

describe('help', () => {
  test('every command explains itself', async () => {
    const { code, stdout } = await baton('--help');
    expect(code).toBe(EXIT.ok);
    for (const name of ['demo', 'serve', 'sync', 'status', 'doctor', 'devorg', 'try']) {
      expect(stdout).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'));
    }
    expect(stdout).toContain('Exit codes:');
    const sync = await baton('sync', '--help');
    expect([sync.code, sync.stdout.includes('--json')]).toEqual([EXIT.ok, true]);
  });
});

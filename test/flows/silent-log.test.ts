import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { reportFailure } from '../../src/cli/failure.ts';
import { runOnce } from '../../src/cli/run-service.ts';
import { connectCrm } from '../../src/crm/connect.ts';
import { effectKinds } from '../../src/devorg/faults/effects/index.ts';
import { readFaultPlan } from '../../src/devorg/faults/index.ts';
import { createLogger } from '../../src/log/logger.ts';
import { defaultPolicy } from '../../src/policy/index.ts';
import type { Database } from '../../src/store/database.ts';
import { startCommand } from './support/command.ts';
import { closeDatabase, freshDatabase, runSampleOrg, type SampleOrg } from './support/sample-org.ts';

let org: SampleOrg;
let database: Database;
/** What must be read nowhere, as the sample company itself holds it. */
let secrets: string[];

/** Columns of the org with what people would not like to find in a log. */
const PERSONAL: readonly (readonly [table: string, columns: readonly string[]])[] = [
  ['Account', ['Name', 'Phone', 'Website', 'BillingStreet']],
  ['Contact', ['Name', 'Email', 'Phone', 'MobilePhone']],
  ['Lead', ['Name', 'Email', 'Phone', 'Company']],
  ['User', ['Name', 'Email', 'Phone', 'MobilePhone']],
  ['Task', ['Subject', 'Description']],
  ['Event', ['Subject', 'Description']],
  ['"Case"', ['Subject', 'Description']],
  ['EmailMessage', ['Subject', 'TextBody', 'FromAddress', 'ToAddress']],
  ['Opportunity', ['Name']],
];

/** Texts so short or so common that they stand in a log for another reason; all others must not. */
const isTelling = (text: string): boolean => text.trim().length >= 6 && !/^(Call|Email|Meeting|Visit)$/.test(text);

function personalTexts(): string[] {
  const texts = new Set<string>();
  for (const [table, columns] of PERSONAL) {
    const there = new Set(
      org
        .rows<{ name: string }>(`SELECT name FROM pragma_table_info('${table.replaceAll('"', '')}')`)
        .map(({ name }) => name),
    );
    for (const column of columns.filter((name) => there.has(name))) {
      for (const { text } of org.rows<{ text: string | null }>(`SELECT DISTINCT ${column} AS text FROM ${table}`)) {
        if (text !== null && isTelling(text)) texts.add(text.trim());
      }
    }
  }
  return [...texts];
}

/** Every line of the key, and every session that the org has given out by now. */
function keysAndTokens(): string[] {
  const key = readFileSync(org.login.privateKeyFile, 'utf8').split('\n');
  return key.filter((line) => line.length > 20 && !line.startsWith('---'));
}

const SHAPES = [
  /00D\w{12,15}!/,
  /eyJ[\w-]{10,}\.[\w-]{10,}/,
  /[\w.+-]+@[\w-]+\.\w+/,
  /PRIVATE KEY/,
  /\+\d{2} ?\d{2,4} ?\d{4,}/,
];

/** What of the secrets stands in this text; ids of 18 characters and fixed phrases are no secret. */
function found(text: string): string[] {
  const whole = [...secrets, ...keysAndTokens()].filter((secret) => text.includes(secret));
  const shaped = SHAPES.flatMap((shape) => shape.exec(text)?.[0] ?? []);
  return [...whole, ...shaped];
}

beforeAll(async () => {
  [org, database] = await Promise.all([runSampleOrg({ accounts: 100, seed: 11 }), freshDatabase()]);
  // The integration user is no person, and is called like its permission set.
  secrets = personalTexts().filter((text) => text !== 'Baton Integration');
}, 60_000);

afterAll(async () => {
  await org.close();
  await closeDatabase();
});

test('the list is one that would find something', () => {
  expect(secrets.length).toBeGreaterThan(500);
  const [{ Name, Email } = { Name: '', Email: '' }] = org.rows<{ Name: string; Email: string }>(
    'SELECT Name, Email FROM Contact WHERE Email IS NOT NULL AND length(Name) > 8 LIMIT 1',
  );
  expect(found(`sent to ${Name}`)).toEqual([Name]);
  expect(found(`sent to ${Email}`)).toContain(Email);
});

test('the service at its most talkative, from the first load to the end, names nobody', async () => {
  const environment = { ...org.environment, BATON_LOG_LEVEL: 'trace', BATON_HOT_INTERVAL_SECONDS: '1' };
  const command = startCommand(['serve'], { environment, folder: org.folder });
  const until = Date.now() + 60_000;
  while ((command.output().match(/"run done"/g) ?? []).length < 2 && Date.now() < until) {
    await new Promise((wait) => setTimeout(wait, 200));
  }
  const [{ Id: userId } = { Id: '' }] = org.rows<{ Id: string }>('SELECT Id FROM "User" WHERE IsActive = 1 LIMIT 1');
  await org.connect(userId).sobject('Account').create({ Name: 'Neuer Kunde Niemandsland AG' });
  await new Promise((wait) => setTimeout(wait, 2_500));
  command.child.kill('SIGTERM');
  const { code, stderr } = await command.ended;
  expect(code).toBe(0);
  expect(stderr.split('\n').length).toBeGreaterThan(30);
  expect(found(stderr)).toEqual([]);
  expect(stderr).not.toContain('Niemandsland');
});

test.each([['status'], ['doctor'], ['sync', '--json']])('baton %s names nobody on either stream', async (...args) => {
  const environment = { ...org.environment, BATON_LOG_LEVEL: 'trace' };
  const command = startCommand(args, { environment, folder: org.folder });
  const { stdout, stderr } = await command.ended;
  // The doctor and the settings name the integration user itself, which is no person.
  const own = `${stdout}${stderr}`.replaceAll(org.login.username, 'the integration user');
  expect(found(own)).toEqual([]);
});

/** Options of effects that have no defaults. */
const OPTIONS: Readonly<Record<string, object>> = {
  stall: { ms: 700 },
};

describe('no failure names anybody', () => {
  const kinds = effectKinds.map(({ kind, options }) => ({ kind, given: OPTIONS[kind] ?? {}, options }));
  const usable = kinds.filter(({ given, options }) => options.safeParse(given).success);

  test('nearly every effect can be provoked here without further options', () => {
    expect(usable.length).toBeGreaterThan(25);
  });

  test.each(usable.map(({ kind, given }) => [kind, given] as const))('%s', async (kind, given) => {
    let lines = '';
    const log = createLogger({ level: 'trace', destination: { write: (line) => void (lines += line) } });
    const stream = new PassThrough();
    let said = '';
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const rules = [{ when: { after: 2, count: 4 }, effect: { kind, ...given } }];
    org.running.faults.set(readFaultPlan(rules));
    const crm = await connectCrm({
      ...{ ...org.login, privateKeyPem: readFileSync(org.login.privateKeyFile, 'utf8'), allowLocalOrg: true },
      ...{ timeoutMs: 400, retryPauseMs: 10, budgetShare: 0.9, reserveShare: 0.05, log },
    }).catch((error: unknown) => {
      log.warn({ err: error }, 'run failed');
      reportFailure(error, stream);
      return undefined;
    });
    try {
      if (crm !== undefined) await runOnce({ crm, database, policyDefaults: defaultPolicy, version: '0.0.0' });
    } catch (error) {
      log.warn({ err: error }, 'run failed');
      reportFailure(error, stream);
    } finally {
      org.running.faults.set(readFaultPlan([]));
      await crm?.close();
    }
    expect(found(lines)).toEqual([]);
    expect(found(said.replaceAll(org.login.username, 'the integration user'))).toEqual([]);
  });
});

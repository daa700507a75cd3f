import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from '@jest/globals';

import { InvalidConfig, readConfig } from '../../src/config/read-config.ts';

let keyFile: string;
let valid: Record<string, string>;

beforeAll(() => {
  keyFile = join(mkdtempSync(join(tmpdir(), 'baton-config-')), 'key.pem');
  writeFileSync(keyFile, '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n');
  valid = { BATON_USERNAME: 'baton@example.com', BATON_CLIENT_ID: '3MVG9', BATON_PRIVATE_KEY_FILE: keyFile };
});

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof InvalidConfig) return error.problems;
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  test('fills what may be left out with defaults and freezes the result', () => {
    const config = readConfig(valid);
    expect(config).toMatchObject({
      BATON_API_VERSION: '66.0',
      BATON_BUDGET_SHARE: 0.1,
      BATON_HOT_INTERVAL_SECONDS: 40,
    });
    expect(config.privateKeyPem).toContain('PRIVATE KEY');
    expect(Object.isFrozen(config)).toBe(true);
  });

  test('reports everything that is missing, wrong and unknown at once', () => {
    const problems = problemsOf({
      BATON_CLIENT_ID: 'x',
      BATON_HTTP_PORT: '99999',
      BATON_USERNAM: 'a',
      DATABASE_URL: 'mysql://x',
    });
    expect(problems.map((problem) => problem.split(' ')[0]).sort()).toEqual([
      'BATON_HTTP_PORT',
      'BATON_PRIVATE_KEY_FILE',
      'BATON_USERNAM',
      'BATON_USERNAME',
      'DATABASE_URL',
    ]);
  });

  test('names the setting that a misspelled one is nearest to', () => {
    expect(problemsOf({ ...valid, BATON_USERNAM: 'a' })).toEqual([
      'BATON_USERNAM is not a setting of Baton; did you mean BATON_USERNAME?',
    ]);
  });

  test('leaves variables alone that are not ours', () => {
    expect(problemsOf({ ...valid, PATH: '/bin', HOME: '/home/x' })).toEqual([]);
  });

  test('treats an empty variable like one that is not set', () => {
    expect(readConfig({ ...valid, DATABASE_URL: '' }).DATABASE_URL).toBeUndefined();
  });

  test('says so when the key file is missing or holds no private key', () => {
    expect(problemsOf({ ...valid, BATON_PRIVATE_KEY_FILE: '/nowhere/key.pem' })[0]).toContain('no file can be read');
    writeFileSync(`${keyFile}.txt`, 'hello');
    expect(problemsOf({ ...valid, BATON_PRIVATE_KEY_FILE: `${keyFile}.txt` })[0]).toContain('not a private key');
  });

  test('quotes no secret that stands where a path should', () => {
    const key = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEF\n-----END PRIVATE KEY-----';
    for (const secret of [key, 'postgres://baton:geheim@db/baton', 'x'.repeat(300)]) {
      const [problem] = problemsOf({ ...valid, BATON_PRIVATE_KEY_FILE: secret });
      expect(problem).toContain('not shown');
      expect(problem).not.toContain(secret.slice(0, 40));
    }
  });

  test('calls a number that is none wrong, not missing', () => {
    expect(problemsOf({ ...valid, BATON_BUDGET_SHARE: 'plenty' })[0]).toMatch(/^BATON_BUDGET_SHARE is not valid: /);
  });
});

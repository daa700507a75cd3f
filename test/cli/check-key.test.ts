import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { checkKey } from '../../src/cli/doctor/check-key.ts';

const DAY_MS = 86_400_000;
let folder: string;
let madeMs: number;

/** A key with a certificate for so many days, made by OpenSSL. */
function make(name: string, days: number): string {
  const keyFile = join(folder, `${name}.key`);
  const subject = ['-subj', '/CN=baton', '-days', String(days), '-newkey', 'rsa:2048', '-nodes'];
  const files = ['-keyout', keyFile, '-out', join(folder, `${name}.crt`)];
  execFileSync('openssl', ['req', '-x509', ...subject, ...files], { stdio: 'ignore' });
  chmodSync(keyFile, 0o600);
  return keyFile;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-key-'));
  madeMs = Date.now();
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const levels = (keyFile: string, days = 0): string[] =>
  checkKey(keyFile, madeMs + days * DAY_MS).map(({ level, message }) => `${level}: ${message}`);

describe('the key', () => {
  test('is told to end 30 days before, and to have ended after', () => {
    const keyFile = make('year', 365);
    expect(levels(keyFile, 300)).toEqual([expect.stringMatching(/^ok: The certificate holds for another 6[45] days/)]);
    expect(levels(keyFile, 340)).toEqual([expect.stringMatching(/^hint: The certificate ends in 2[45] days/)]);
    expect(levels(keyFile, 370)).toEqual([expect.stringMatching(/^fault: The certificate ended \d days ago/)]);
  });

  test('must not be readable to others', () => {
    const keyFile = make('open', 365);
    chmodSync(keyFile, 0o644);
    expect(levels(keyFile)[0]).toMatch(/^hint: The file of the private key can be read by others/);
  });

  test('is told from the certificate of another one', () => {
    const [one, other] = [make('one', 365), make('other', 365)];
    execFileSync('cp', [join(folder, 'other.crt'), join(folder, 'one.crt')]);
    expect(levels(one)).toEqual([expect.stringMatching(/^hint: .*is the certificate of another key/)]);
    expect(levels(other)).toEqual([expect.stringMatching(/^ok: /)]);
  });

  test('without a certificate beside it is said so, and no key is nothing to say', () => {
    const keyFile = make('alone', 365);
    rmSync(join(folder, 'alone.crt'));
    expect(levels(keyFile)).toEqual([expect.stringMatching(/^ok: When the certificate ends is not known/)]);
    expect(checkKey(undefined, madeMs)).toEqual([]);
  });
});

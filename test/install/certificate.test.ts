import { execFileSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { readOrMakeKeyPair } from '../../src/install/app/key-pair.ts';
import { selfSignedCertificate } from '../../src/install/certificate.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const from = new Date('2026-03-01T00:00:00Z');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-key-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a certificate', () => {
  test.each([
    ['in this century', new Date('2028-03-01T00:00:00Z')],
    ['beyond 2049, where dates are written in another way', new Date('2055-03-01T00:00:00Z')],
  ])('is read by Node and OpenSSL as it was meant, ending %s', (_when, to) => {
    const pem = selfSignedCertificate(privateKey, { name: 'Baton Ä 00D', from, to });
    const read = new X509Certificate(pem);
    expect(read.subject).toContain('CN=Baton Ä 00D');
    expect(read.issuer).toBe(read.subject);
    expect([read.validFromDate, read.validToDate]).toEqual([from, to]);
    expect(read.ca).toBe(false);
    expect(read.publicKey.equals(createPublicKey(privateKey))).toBe(true);
    expect(read.verify(createPublicKey(privateKey))).toBe(true);
    const file = join(folder, 'one.crt');
    writeFileSync(file, pem);
    // Its own judgement, of another hand than Node's wrapper.
    const text = execFileSync('openssl', ['x509', '-in', file, '-noout', '-text'], { encoding: 'utf8' });
    expect(text).toContain('Signature Algorithm: sha256WithRSAEncryption');
    expect(text).toContain('Digital Signature');
    expect(
      execFileSync('openssl', ['verify', '-no_check_time', '-CAfile', file, file], { encoding: 'utf8' }),
    ).toContain('OK');
  });

  test('has a serial number of its own each time', () => {
    const serials = Array.from(
      { length: 20 },
      () =>
        new X509Certificate(selfSignedCertificate(privateKey, { name: 'Baton', from, to: new Date('2028-01-01') }))
          .serialNumber,
    );
    expect(new Set(serials).size).toBe(20);
    expect(serials.every((serial) => serial.length === 32)).toBe(true);
  });
});

describe('a key pair', () => {
  const day = 86_400_000;
  const now = Date.parse('2026-11-01T00:00:00Z');
  const files = (): { keyFile: string; certificateFile: string } => ({
    keyFile: join(folder, 'baton.key'),
    certificateFile: join(folder, 'baton.crt'),
  });

  test('is made once, for its owner alone, and found again', () => {
    const made = readOrMakeKeyPair(folder, files(), 'Baton', now);
    expect(readOrMakeKeyPair(folder, files(), 'Baton', now + day)).toEqual(made);
    for (const file of Object.values(files())) expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  test('gets a new certificate, and keeps its key, when the old one has expired', () => {
    const made = readOrMakeKeyPair(folder, files(), 'Baton', now);
    const later = readOrMakeKeyPair(folder, files(), 'Baton', now + 731 * day);
    expect(later.privateKeyPem).toBe(made.privateKeyPem);
    expect(new X509Certificate(later.certificatePem).validToDate.getTime()).toBeGreaterThan(now + 1_400 * day);
  });

  test('gets a new certificate where the one beside it is of another key, or none', () => {
    readOrMakeKeyPair(folder, files(), 'Baton', now);
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    for (const text of [
      selfSignedCertificate(other, { name: 'Baton', from, to: new Date(now + day) }),
      'half a file',
    ]) {
      writeFileSync(files().certificateFile, text);
      const { certificatePem, privateKeyPem } = readOrMakeKeyPair(folder, files(), 'Baton', now);
      expect(new X509Certificate(certificatePem).publicKey.equals(createPublicKey(privateKeyPem))).toBe(true);
    }
  });

  test('is no longer open to others after it was read', () => {
    readOrMakeKeyPair(folder, files(), 'Baton', now);
    const text = readFileSync(files().keyFile);
    rmSync(files().keyFile);
    writeFileSync(files().keyFile, text, { mode: 0o644 });
    readOrMakeKeyPair(folder, files(), 'Baton', now);
    expect(statSync(files().keyFile).mode & 0o777).toBe(0o600);
  });

  test('is not guessed at where the key can not be read', () => {
    writeFileSync(files().keyFile, 'not a key');
    expect(() => readOrMakeKeyPair(folder, files(), 'Baton', now)).toThrow(/is not a private RSA key/);
    expect(readFileSync(files().keyFile, 'utf8')).toBe('not a key');
  });
});

import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs';

import { isCertificateOf, selfSignedCertificate, validityOf } from '../certificate.ts';
import { InstallError } from '../install-errors.ts';
import { makePrivateFolder, writePrivateFile } from '../journal.ts';

/** The service's half of its login, and what the org is told about it. */
export interface KeyPair {
  readonly privateKeyPem: string;
  readonly certificatePem: string;
}

export interface KeyFiles {
  readonly keyFile: string;
  readonly certificateFile: string;
}

const MODULUS_BITS = 2048;
const DAY_MS = 86_400_000;
/** Two years: long enough to forget about, short enough that a lost key ends; `baton doctor` speaks up 30 days before. */
export const CERTIFICATE_DAYS = 730;
/** A clock that is a little slow must not find the certificate too young. */
const BACKDATED_MS = DAY_MS;
const OTHERS_MAY = 0o077;

/**
 * The key pair in these files, made where there is none. A certificate that has expired or belongs to another key is
 * made anew for the key that is there.
 * @throws InstallError `INSTALL_KEY_UNREADABLE`
 */
export function readOrMakeKeyPair(folder: string, files: KeyFiles, name: string, now: number): KeyPair {
  makePrivateFolder(folder);
  const key = existsSync(files.keyFile) ? readKey(files.keyFile) : makeKey(files.keyFile);
  const certificatePem = usableCertificate(files.certificateFile, key, now) ?? makeCertificate(files, key, name, now);
  return { privateKeyPem: pemOf(key), certificatePem };
}

/** True where a key pair is there and holds for now. */
export function isKeyPairReady({ keyFile, certificateFile }: KeyFiles, now: number): boolean {
  if (!existsSync(keyFile)) return false;
  return usableCertificate(certificateFile, readKey(keyFile), now) !== undefined;
}

function readKey(file: string): KeyObject {
  if ((statSync(file).mode & OTHERS_MAY) !== 0) chmodSync(file, 0o600);
  try {
    const key = createPrivateKey(readFileSync(file));
    if (key.asymmetricKeyType === 'rsa') return key;
  } catch {
    // The cause may quote the key; what matters is said below.
  }
  throw new InstallError('INSTALL_KEY_UNREADABLE', `${file} is not a private RSA key.`, {
    actions: [`Move ${file} away and start again: a new key is made and the app in the org gets its certificate.`],
  });
}

function makeKey(file: string): KeyObject {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: MODULUS_BITS });
  writePrivateFile(file, pemOf(privateKey));
  return privateKey;
}

function usableCertificate(file: string, key: KeyObject, now: number): string | undefined {
  if (!existsSync(file)) return undefined;
  const pem = readFileSync(file, 'utf8');
  try {
    return isCertificateOf(pem, key) && validityOf(pem).toMs > now ? pem : undefined;
  } catch {
    // Not a certificate: it is made anew.
    return undefined;
  }
}

function makeCertificate({ certificateFile }: KeyFiles, key: KeyObject, name: string, now: number): string {
  const [from, to] = [new Date(now - BACKDATED_MS), new Date(now + CERTIFICATE_DAYS * DAY_MS)];
  const pem = selfSignedCertificate(key, { name, from, to });
  writePrivateFile(certificateFile, pem);
  return pem;
}

function pemOf(key: KeyObject): string {
  return String(key.export({ type: 'pkcs8', format: 'pem' }));
}

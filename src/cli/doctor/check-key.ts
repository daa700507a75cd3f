import { createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';

import { fault, type Finding, hint, ok } from './finding.ts';

const DAY_MS = 86_400_000;
/** Long enough to rotate in peace. */
const WARN_DAYS = 30;
/** Anything for others than the owner. */
const OTHERS = 0o077;

const rotate = 'Make a new key and certificate: baton rotate-key.';

/**
 * Looks at the key: whether others may read its file, and whether the certificate beside it (the same name with `.crt`,
 * as `baton init` leaves it) ends soon or belongs to another key.
 * @param nowMs milliseconds since 1970
 */
export function checkKey(keyFile: string | undefined, nowMs: number): readonly Finding[] {
  if (keyFile === undefined || !existsSync(keyFile)) return [];
  return [...fileFindings(keyFile), ...certificateFindings(keyFile, nowMs)];
}

function fileFindings(keyFile: string): readonly Finding[] {
  const mode = statSync(keyFile).mode;
  // Windows has no such bits; secrets of container platforms belong to root and are readable to all inside.
  if (process.platform === 'win32' || keyFile.startsWith('/run/secrets/') || (mode & OTHERS) === 0) return [];
  return [hint('key', 'The file of the private key can be read by others on this machine.', [`chmod 600 ${keyFile}`])];
}

function certificateFindings(keyFile: string, nowMs: number): readonly Finding[] {
  const file = keyFile.replace(/\.[^./\\]+$/, '.crt');
  if (file === keyFile || !existsSync(file)) {
    return [ok('key', 'When the certificate ends is not known here: it does not stand beside the key.')];
  }
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(readFileSync(file));
  } catch {
    return [hint('key', `${file} can not be read as a certificate.`, [rotate])];
  }
  if (!certificate.checkPrivateKey(createPrivateKey(readFileSync(keyFile)))) {
    return [hint('key', `${file} is the certificate of another key.`, ['Remove it if it is an old one.', rotate])];
  }
  const days = Math.floor((Date.parse(certificate.validTo) - nowMs) / DAY_MS);
  if (days < 0) return [fault('key', `The certificate ended ${String(-days)} days ago.`, [rotate])];
  if (days <= WARN_DAYS) return [hint('key', `The certificate ends in ${String(days)} days.`, [rotate])];
  return [ok('key', `The certificate holds for another ${String(days)} days.`)];
}

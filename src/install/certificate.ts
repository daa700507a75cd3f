import { createPublicKey, type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto';

import {
  bitString,
  derNull,
  derTrue,
  integer,
  objectId,
  octetString,
  sequence,
  set,
  tagged,
  time,
  utf8,
} from './der.ts';

const OID = {
  sha256WithRsa: '1.2.840.113549.1.1.11',
  commonName: '2.5.4.3',
  organization: '2.5.4.10',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
} as const;

/** X.509 version 3 is written as 2. */
const VERSION_3 = Buffer.from([2]);
/** `digitalSignature`, the first of the named bits; the other seven are unused. */
const DIGITAL_SIGNATURE = Buffer.from([0x80]);
const SERIAL_BYTES = 16;
const LINE = /.{1,64}/g;

export interface CertificateOptions {
  /** Who it names; an admin sees it beside the app. */
  readonly name: string;
  readonly from: Date;
  readonly to: Date;
}

/**
 * Makes a certificate for a key, signed by the key itself: Salesforce takes it as the name of a public key and asks
 * nobody else about it.
 * @param key RSA private key
 * @returns PEM
 */
export function selfSignedCertificate(key: KeyObject, { name, from, to }: CertificateOptions): string {
  const algorithm = sequence(objectId(OID.sha256WithRsa), derNull);
  const who = sequence(attribute(OID.commonName, name), attribute(OID.organization, 'Baton'));
  const body = sequence(
    tagged(0, integer(VERSION_3)),
    integer(serialNumber()),
    algorithm,
    who,
    sequence(time(from), time(to)),
    who,
    createPublicKey(key).export({ type: 'spki', format: 'der' }),
    tagged(3, sequence(extension(OID.basicConstraints, sequence()), extension(OID.keyUsage, usage()))),
  );
  return toPem(sequence(body, algorithm, bitString(sign('RSA-SHA256', body, key))));
}

/** True where the certificate is about this key. */
export function isCertificateOf(certificatePem: string, key: KeyObject): boolean {
  return new X509Certificate(certificatePem).checkPrivateKey(key);
}

/** The first and the last moment at which a certificate holds, in ms since 1970. */
export function validityOf(certificatePem: string): { readonly fromMs: number; readonly toMs: number } {
  const { validFromDate, validToDate } = new X509Certificate(certificatePem);
  return { fromMs: validFromDate.getTime(), toMs: validToDate.getTime() };
}

function attribute(type: string, text: string): Buffer {
  return set(sequence(objectId(type), utf8(text)));
}

function extension(type: string, content: Buffer): Buffer {
  return sequence(objectId(type), derTrue, octetString(content));
}

function usage(): Buffer {
  return bitString(DIGITAL_SIGNATURE, 7);
}

/** Positive, and never shorter than it looks: the first byte is neither 0 nor above 127. */
function serialNumber(): Buffer {
  const bytes = randomBytes(SERIAL_BYTES);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes;
}

function toPem(der: Buffer): string {
  const lines = der.toString('base64').match(LINE) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

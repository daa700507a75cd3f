import { createPrivateKey, type KeyObject, sign } from 'node:crypto';

import { CrmError } from './crm-errors.ts';

/** Salesforce takes an assertion for at most five minutes; three leave room for a clock that is a little off. */
const lifeSeconds = 180;

export interface Assertion {
  readonly clientId: string;
  readonly username: string;
  readonly audience: string;
  /** Milliseconds since 1970, by the org's clock where it is known. */
  readonly now: number;
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/**
 * Reads a private key.
 * @throws CrmError `CRM_KEY_UNREADABLE`
 */
export function readPrivateKey(pem: string): KeyObject {
  // Twice, since the first reading may report an error that an earlier use of OpenSSL left behind.
  for (let reading = 1; reading <= 2; reading += 1) {
    try {
      const key = createPrivateKey(pem);
      if (key.asymmetricKeyType === 'rsa') return key;
    } catch {
      // The cause may quote the key; what matters is said below.
    }
  }
  throw new CrmError('CRM_KEY_UNREADABLE', 'The private key is not an RSA key in PEM form.', {
    cure: 'stop',
    actions: [
      'Point BATON_PRIVATE_KEY_FILE at the private key (it starts with -----BEGIN PRIVATE KEY-----), not at the certificate.',
      'Remove the passphrase of the key, or make a new key and certificate.',
    ],
  });
}

/** The signed statement that stands in for a password (RFC 7523, RS256). */
export function signAssertion(key: KeyObject, { clientId, username, audience, now }: Assertion): string {
  const head = part({ alg: 'RS256' });
  const claims = part({ iss: clientId, sub: username, aud: audience, exp: Math.floor(now / 1000) + lifeSeconds });
  const signature = sign('RSA-SHA256', Buffer.from(`${head}.${claims}`), key).toString('base64url');
  return `${head}.${claims}.${signature}`;
}

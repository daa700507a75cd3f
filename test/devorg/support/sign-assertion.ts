import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

export interface TestKey {
  readonly privateKey: KeyObject;
  readonly publicPem: string;
}

export function makeKey(): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { privateKey, publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString() };
}

/** A signed JWT with these claims. */
export function signAssertion(claims: object, key: KeyObject, alg = 'RS256'): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signedText = `${part({ alg })}.${part(claims)}`;
  return `${signedText}.${sign('RSA-SHA256', Buffer.from(signedText), key).toString('base64url')}`;
}

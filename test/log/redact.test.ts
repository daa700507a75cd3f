import { describe, expect, test } from '@jest/globals';

import { createLogger } from '../../src/log/logger.ts';

const secrets: [kind: string, secret: string][] = [
  ['a session id', '00D5g000004XyzAEAS!AQ4AQFtTk9.abcDEF_123-xyzXYZ'],
  ['a JSON Web Token', 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIzTVZHOSJ9.c2lnbmF0dXJlLXNpZ25hdHVyZQ'],
  ['a refresh token', '5Aep861TSESvWeug_xvFHRBTTbf_YrTWgEyjBJrTqmSwpJzQ'],
  ['a private key', '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----'],
  ['a database password', 'baton:s3cret'],
  ['a mail address', 'anna.berger@kunde.example'],
];

function logged(write: (log: ReturnType<typeof createLogger>) => void): string {
  let lines = '';
  write(createLogger({ level: 'trace', destination: { write: (line) => void (lines += line) } }));
  return lines;
}

/** A secret as it would stand in a running text. */
function inText(secret: string): string {
  return secret.includes(':') && !secret.startsWith('-')
    ? `postgres://${secret}@db.example/baton`
    : `before ${secret} after`;
}

describe.each(secrets)('%s', (_kind, secret) => {
  test('does not reach the log in a message', () => {
    expect(logged((log) => log.info(inText(secret)))).not.toContain(secret.slice(0, 27));
  });

  test('does not reach the log in a field, at any depth', () => {
    expect(logged((log) => log.info({ a: { b: [{ c: inText(secret) }] } }, 'deep'))).not.toContain(secret.slice(0, 27));
  });

  test('does not reach the log in an error or its cause', () => {
    const error = new Error(inText(secret), { cause: new Error(inText(secret)) });
    const line = logged((log) => log.error({ err: error }, 'failed'));
    expect(line).not.toContain(secret.slice(0, 27));
    expect(line).toContain('"type":"Error"');
    expect(logged((log) => log.error(error))).not.toContain(secret.slice(0, 27));
  });
});

test('a secret key hides its value whatever it looks like', () => {
  const line = logged((log) =>
    log.info({ headers: { Authorization: 'plain', 'x-id': '1' }, email: 'x', name: 'Berger' }, 'request'),
  );
  expect(line).not.toContain('plain');
  expect(line).not.toContain('Berger');
  expect(line).toContain('"x-id":"1"');
});

test('ids and counts stay readable', () => {
  expect(logged((log) => log.info({ accountId: '0015g00000AbCdEAAX', rows: 12 }, 'read'))).toContain(
    '"accountId":"0015g00000AbCdEAAX","rows":12',
  );
});

import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { createLogger } from '../../src/log/logger.ts';
import { redactText } from '../../src/log/redact.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const of = (alphabet: string, minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...Array.from(alphabet)), minLength, maxLength });

/** Secrets as Salesforce, Node and PostgreSQL make them. */
const SECRETS = {
  'a session id': fc
    .tuple(of(letters, 12, 12), of(`${letters}._`, 60, 120))
    .map(([org, rest]) => `00D${org}!AQ${rest}`),
  'a JSON Web Token': fc
    .tuple(of(`${letters}-_`, 20, 80), of(`${letters}-_`, 20, 200), of(`${letters}-_`, 40, 340))
    .map(([head, claims, signature]) => `eyJ${head}.${claims}.${signature}`),
  'a refresh token': of(`${letters}._`, 60, 80).map((rest) => `5Aep861${rest}`),
  'a private key': of(`${letters}+/`, 100, 400).map(
    (body) => `-----BEGIN PRIVATE KEY-----\n${body.replace(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----`,
  ),
  'a mail address': fc.emailAddress().filter((mail) => /^[\w.%+-]+@[A-Za-z0-9.-]+$/.test(mail)),
};

/** What may stand around a secret in a message: it must not glue itself to it. */
const AROUND = fc.constantFrom('', ' ', '"', "'", '=', ': ', '\n', '(', '?access_token=', 'Bearer ', '{"a":"', ',');

test.each(Object.entries(SECRETS))(
  '%s leaves no part of itself in a text, whatever stands around it',
  (_name, secret) => {
    fc.assert(
      fc.property(secret, AROUND, AROUND, (value, before, after) => {
        const text = redactText(`${before}${value}${after}`);
        expect(text).toContain('[redacted]');
        // Nothing of it in any run of twelve characters, which is far from enough to use it.
        for (let at = 0; at + 12 <= value.length; at += 1) {
          const piece = value.slice(at, at + 12);
          if (!/^[-\s]|PRIVATE|BEGIN|END/.test(piece)) expect(text).not.toContain(piece);
        }
      }),
      { numRuns: 300 },
    );
  },
);

test.each(Object.entries(SECRETS))('%s reaches no line of the log, in whatever place of it', (_name, secret) => {
  let lines = '';
  const log = createLogger({ level: 'trace', destination: { write: (line) => void (lines += line) } });
  fc.assert(
    fc.property(
      secret,
      fc.constantFrom('message', 'field', 'deep', 'list', 'error', 'cause', 'key'),
      (value, place) => {
        lines = '';
        const error = new Error('x', { cause: new Error(value) });
        if (place === 'message') log.info(value);
        else if (place === 'field') log.info({ url: value }, 'read');
        else if (place === 'deep') log.info({ a: { b: { c: { d: value } } } }, 'read');
        else if (place === 'list') log.info({ a: [[value]] }, 'read');
        else if (place === 'error') log.warn({ err: new Error(value) }, 'failed');
        else if (place === 'cause') log.warn({ err: error }, 'failed');
        else log.info({ [value]: 1 }, 'read');
        // As JSON writes it: quotes and line breaks are escaped there.
        expect(lines).not.toContain(JSON.stringify(value).slice(1, -1));
        expect(lines).toContain('[redacted]');
      },
    ),
    { numRuns: 200 },
  );
});

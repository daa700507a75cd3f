import { z } from 'zod';

import { effect, type EffectKind } from '../effect.ts';

const page = '<!DOCTYPE html><html><head><title>Down for Maintenance</title></head><body>We are down.</body></html>';

interface OddReply {
  readonly kind: string;
  readonly status: number;
  /** Nothing where absent. */
  readonly body?: string;
}

/** What a proxy, a load balancer or a maintenance page answers in the org's place. */
const replies: readonly OddReply[] = [
  { kind: 'html503', status: 503, body: page },
  { kind: 'empty406', status: 406 },
  { kind: 'settingUp420', status: 420, body: 'We are setting things up' },
  { kind: 'badGateway502', status: 502, body: page },
  { kind: 'gatewayTimeout504', status: 504, body: page },
  { kind: 'htmlInsteadOfData', status: 200, body: page },
];

/** Any other status, with a JSON error as Salesforce writes it where a code is given. */
const status = effect(
  'status',
  'wire',
  { status: z.number().int().min(400).max(599), errorCode: z.string().optional(), message: z.string().default('') },
  ({ status: code, errorCode, message }) => ({
    strike: ({ res }) => {
      if (errorCode === undefined) res.status(code).end();
      else res.status(code).json([{ message, errorCode }]);
    },
  }),
);

export const oddReplies: readonly EffectKind[] = [
  status,
  ...replies.map(({ kind, status: code, body }) =>
    effect(kind, 'wire', {}, () => ({
      strike: ({ res }) => {
        if (body === undefined) res.status(code).end();
        else res.status(code).type('text/html').send(body);
      },
    })),
  ),
];

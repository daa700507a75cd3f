import { z } from 'zod';

import { tokenOf } from '../../api/oauth-routes.ts';
import { effect, type EffectKind, type Wire } from '../effect.ts';

const isLogin = ({ req }: Wire): boolean => req.path === '/services/oauth2/token';
const isData = ({ req }: Wire): boolean => req.path.startsWith('/services/data/');

/** Ends all sessions of whoever asks; the org then refuses the request by itself. */
const expireSessions = effect('expireSessions', 'wire', {}, () => ({
  fits: isData,
  strike: ({ context, req, next }) => {
    const { userId } = context.sessions.find(tokenOf(req) ?? '') ?? {};
    if (userId !== undefined) context.sessions.endAll(userId);
    next();
  },
}));

/** A refusal that no new session cures. */
const refuseSession = effect(
  'refuseSession',
  'wire',
  { message: z.string().default('This session is not valid for use with the REST API') },
  ({ message }) => ({
    fits: isData,
    strike: ({ res }) => {
      res.status(401).json([{ message, errorCode: 'INVALID_SESSION_ID' }]);
    },
  }),
);

/** The login fails, in Salesforce's words. */
const refuseLogin = effect(
  'refuseLogin',
  'wire',
  {
    error: z.string().default('invalid_grant'),
    description: z.string().default("user hasn't approved this consumer"),
  },
  ({ error, description }) => ({
    fits: isLogin,
    strike: ({ res }) => {
      res.status(400).json({ error, error_description: description });
    },
  }),
);

export const sessionFaults: readonly EffectKind[] = [expireSessions, refuseSession, refuseLogin];

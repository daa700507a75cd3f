import { z } from 'zod';

import { effect } from '../effect.ts';
import { holdBody, sendInstead } from './spoil-body.ts';

/** Salesforce has retired an API version: it is not in the list any more, and its addresses answer 404. */
export const retireVersion = effect(
  'retireVersion',
  'wire',
  { version: z.string().regex(/^\d\d\.0$/) },
  ({ version }) => ({
    fits: ({ req }) => req.path === '/services/data' || req.path.startsWith(`/services/data/v${version}`),
    strike: (wire) => {
      if (wire.req.path !== '/services/data') {
        const message = 'The requested resource does not exist';
        wire.res.status(404).json([{ errorCode: 'UNSUPPORTED_API_VERSION', message }]);
        return;
      }
      holdBody(wire, (body) => {
        const versions = JSON.parse(body.toString('utf8')) as { version: string }[];
        sendInstead(wire, JSON.stringify(versions.filter((entry) => entry.version !== version)));
      });
    },
  }),
);

import { z } from 'zod';

import { effect, type EffectKind } from '../effect.ts';
import { holdBody } from './spoil-body.ts';

/** The connection breaks before the org has heard of the request: nothing is done. */
const resetConnection = effect('resetConnection', 'wire', {}, () => ({
  strike: ({ req }) => {
    req.socket.destroy();
  },
}));

/** The org does what it was told, commits, and the connection breaks before the reply. */
const dropReply = effect('dropReply', 'wire', {}, () => ({
  strike: (wire) => {
    holdBody(wire, () => {
      wire.req.socket.destroy();
    });
  },
}));

/** The connection breaks when this share of the body has been sent. */
const cutStream = effect('cutStream', 'wire', { at: z.number().min(0).max(1).default(0.5) }, ({ at }) => ({
  strike: (wire) => {
    holdBody(wire, (body) => {
      wire.res.write(body.subarray(0, Math.floor(body.length * at)), () => {
        wire.req.socket.destroy();
      });
    });
  },
}));

export const brokenConnections: readonly EffectKind[] = [resetConnection, dropReply, cutStream];

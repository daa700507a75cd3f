import { z } from 'zod';

import { effect, type Wire } from '../effect.ts';
import { holdBody } from './spoil-body.ts';

/** Longer than any client waits that has a deadline of its own. */
const practicallyForEver = 60 * 60_000;

/**
 * Silence. `head`: before the org has heard of the request; `body`: after the head and half of the body of a reply to
 * something that was done. After `ms` it goes on.
 */
export const stall = effect(
  'stall',
  'wire',
  {
    where: z.enum(['head', 'body']).default('head'),
    ms: z.number().int().min(1).default(practicallyForEver),
  },
  ({ where, ms }) => ({
    strike: (wire) => {
      if (where === 'head') later(wire, ms, wire.next);
      else stallInBody(wire, ms);
    },
  }),
);

function stallInBody(wire: Wire, ms: number): void {
  holdBody(wire, (body) => {
    const middle = Math.floor(body.length / 2);
    wire.res.write(body.subarray(0, middle));
    later(wire, ms, () => wire.res.end(body.subarray(middle)));
  });
}

/** Not at all where the client has gone meanwhile. */
function later({ res }: Wire, ms: number, work: () => void): void {
  const timer = setTimeout(work, ms).unref();
  res.once('close', () => {
    clearTimeout(timer);
  });
}

import { z } from 'zod';

import { effect, type EffectKind, type Wire } from '../effect.ts';
import { holdBody, sendInstead } from './spoil-body.ts';

const isResults = ({ req }: Wire): boolean => req.method === 'GET' && /\/jobs\/query\/[^/]+\/results$/.test(req.path);

/** The org's clock as its replies tell it is off; its stamps are right. */
const skewClock = effect('skewClock', 'wire', { byMs: z.number().int() }, ({ byMs }) => ({
  strike: ({ context, res, next }) => {
    res.setHeader('Date', new Date(context.org.clock.now() + byMs).toUTCString());
    next();
  },
}));

/** A page of Bulk results does not say where the next one starts, not even that there is none. */
const missingLocator = effect('missingLocator', 'wire', {}, () => ({
  fits: isResults,
  strike: withHeaders((wire) => {
    wire.res.removeHeader('Sforce-Locator');
  }),
}));

/** A page of Bulk results leads to itself. */
const circularLocator = effect('circularLocator', 'wire', {}, () => ({
  fits: isResults,
  strike: withHeaders((wire) => {
    const { locator } = wire.req.query;
    wire.res.setHeader('Sforce-Locator', typeof locator === 'string' ? locator : 'MA');
  }),
}));

/** A page of Bulk results says that it has more (or fewer) rows than it has. */
const wrongNumberOfRecords = effect('wrongNumberOfRecords', 'wire', { by: z.number().int().default(1) }, ({ by }) => ({
  fits: isResults,
  strike: withHeaders(({ res }) => {
    res.setHeader('Sforce-NumberOfRecords', Number(res.getHeader('Sforce-NumberOfRecords')) + by);
  }),
}));

/** Replies to calls say nothing of the calls used. */
const missingLimitInfo = effect('missingLimitInfo', 'wire', {}, () => ({
  strike: withHeaders(({ res }) => {
    res.removeHeader('Sforce-Limit-Info');
  }),
}));

function withHeaders(change: (wire: Wire) => void): (wire: Wire) => void {
  return (wire) => {
    holdBody(wire, (body) => {
      if (wire.res.statusCode < 300) change(wire);
      sendInstead(wire, body);
    });
  };
}

export const headerFaults: readonly EffectKind[] = [
  skewClock,
  missingLocator,
  circularLocator,
  wrongNumberOfRecords,
  missingLimitInfo,
];

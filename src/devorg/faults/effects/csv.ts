import { z } from 'zod';

import { effect, type EffectKind, type Wire } from '../effect.ts';
import { holdBody, sendInstead } from './spoil-body.ts';

const isCsv = ({ req }: Wire): boolean => /\/jobs\/(query|ingest)\/[^/]+\/\w*results$/i.test(req.path);

/** Ids in CSV without the three letters that make them safe to compare without case. */
const shortIds = effect('shortIds', 'wire', {}, () => ({
  fits: isCsv,
  strike: withText((text) => text.replace(/(^|[,"])([A-Za-z0-9]{15})[A-Z0-5]{3}(?=[",\r\n]|$)/gm, '$1$2')),
}));

/** Whole numbers written as `12.0`, as Bulk does for doubles. */
const wholeNumbersAsDoubles = effect('wholeNumbersAsDoubles', 'wire', {}, () => ({
  fits: isCsv,
  strike: withText((text) => text.replace(/"(\d{1,9})"/g, '"$1.0"')),
}));

/** The last lines are missing, though the header counts them. Rows are taken to be one line each. */
const lostRows = effect('lostRows', 'wire', { rows: z.number().int().min(1).default(1) }, ({ rows }) => ({
  fits: isCsv,
  strike: withText((text) => {
    const lines = text.trimEnd().split('\n');
    return `${lines.slice(0, Math.max(1, lines.length - rows)).join('\n')}\n`;
  }),
}));

function withText(change: (text: string) => string): (wire: Wire) => void {
  return (wire) => {
    holdBody(wire, (body) => {
      sendInstead(wire, wire.res.statusCode < 300 ? change(body.toString('utf8')) : body);
    });
  };
}

export const csvFaults: readonly EffectKind[] = [shortIds, wholeNumbersAsDoubles, lostRows];

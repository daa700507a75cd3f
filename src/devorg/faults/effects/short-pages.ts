import { z } from 'zod';

import { effect } from '../effect.ts';

/** Pages of fewer rows than 2,000, as wide rows make them; the rest follows by locator. */
export const shortPages = effect(
  'shortPages',
  'call',
  { rows: z.number().int().min(200).max(2000).default(200) },
  ({ rows }) => ({
    fits: (_call, { route }) => /^query(All)?$/.test(route.path),
    strike: (call, answer) => {
      const headers = { ...call.request.headers, 'sforce-query-options': `batchSize=${rows}` };
      return answer({ ...call, request: { ...call.request, headers } });
    },
  }),
);

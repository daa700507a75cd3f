import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

import { expect, test } from '@jest/globals';

import { findPostgres } from '../support/postgres-server.ts';

const isThere = (await findPostgres()) !== undefined;

/** The benchmark in a small size: two services, kills, lost answers. `npm run bench -- week` is the long one. */
(isThere ? test : test.skip)(
  'a day of kills and lost answers: no hand-off is lost or stuck, each notice recorded once, none before its share',
  async () => {
    const size = ['--handoffs', '60', '--accounts', '100', '--days', '1', '--kills', '8', '--seed', '3'];
    const child = spawn(process.execPath, ['scripts/bench/week.ts', ...size, '--json'], { stdio: 'pipe' });
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    const result = JSON.parse(stdout || JSON.stringify({ stderr })) as Record<string, number>;
    expect({ ...result, stderr }).toMatchObject({
      ...{ handoffs: 60, lost: 0, stuck: 0, brokenChains: 0, untold: 0, recordedTwice: 0, toldTwice: 0, digests: 0 },
      ...{ undelivered: 0, unrecorded: 0, unannounced: 0, introductions: 0, noticeBeforeShare: 0, ok: true },
    });
    expect(result['kills']).toBeGreaterThan(0);
    expect(result['lostReplies']).toBeGreaterThan(0);
    expect(result['notices']).toBeGreaterThan(60);
  },
  300_000,
);

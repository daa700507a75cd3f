/**
 * How long does somebody wait between saving a hand-off and the notification of whoever gets it? The real `baton serve`,
 * at the interval of an ordinary org, against the org in a box with a network between them.
 *
 *   npm run bench -- notice [--handoffs 60] [--minutes 4] [--hot 40] [--latency 200] [--accounts 300] [--seed 1] [--json]
 *
 * Hand-offs are saved at random moments, some of them many at once. The goal: 95 % within one hot interval and 5 s.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { createOrg } from '../../src/devorg/create-org.ts';
import { readFaultPlan } from '../../src/devorg/faults/index.ts';
import { prepareIntegrationLogin } from '../../src/devorg/integration-login.ts';
import { createSampleCompany, sampleSettings } from '../../src/devorg/sample/index.ts';
import { randomFor } from '../../src/devorg/sample/random.ts';
import { startDevorg } from '../../src/devorg/server.ts';
import { runToEnd, startService } from './chaos-service.ts';
import { peopleOf } from './week-people.ts';

const { values } = parseArgs({
  options: {
    handoffs: { type: 'string', default: '60' },
    minutes: { type: 'string', default: '4' },
    hot: { type: 'string', default: '40' },
    latency: { type: 'string', default: '200' },
    accounts: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const [count, hotSeconds, seed] = [Number(values.handoffs), Number(values.hot), Number(values.seed)];
const TITLES = ['A hand-off for you', 'A hand-off needs a receiver'];
/** A Monday morning, when people work. */
const MONDAY = '2026-11-23T08:00:00Z';
const PATIENCE_MS = 120_000;

const random = randomFor('notice', seed);
const folder = mkdtempSync(join(tmpdir(), 'baton-notice-'));
const org = createOrg({
  ...{ forceApp: 'force-app/main/default', file: ':memory:', settings: sampleSettings, now: Date.parse(MONDAY) },
});
await createSampleCompany({
  ...{ org, accounts: Number(values.accounts), seed, noise: 0.2, truthFile: join(folder, 'truth.db') },
});
const running = await startDevorg({ org });
const login = prepareIntegrationLogin(running.context, join(folder, 'keys'));
const store = { dataFolder: join(folder, 'store') };
const told = new Map<string, number>();
const { notifications } = running.context;
const add = notifications.add.bind(notifications);
notifications.add = (notification) => {
  add(notification);
  const { targetId, title } = notification;
  if (targetId !== null && TITLES.includes(title) && !told.has(targetId)) told.set(targetId, performance.now());
};

/** Saves them one by one or, now and then, many at once. @returns when each was saved, in milliseconds. */
async function saveAll(people: ReturnType<typeof peopleOf>): Promise<ReadonlyMap<string, number>> {
  const saved = new Map<string, number>();
  const began = performance.now();
  const moments = Array.from({ length: count }, () => random.next() * Number(values.minutes) * 60_000);
  // A third of them in the same minute: the morning after a fair.
  const sorted = moments.map((ms, index) => (index % 3 === 0 ? 60_000 + (ms % 5_000) : ms)).sort((a, b) => a - b);
  for (const moment of sorted) {
    await sleep(Math.max(0, began + moment - performance.now()));
    await people.give();
    for (const id of people.given.keys()) if (!saved.has(id)) saved.set(id, performance.now());
  }
  return saved;
}

const first = await runToEnd({ login, store });
if (first.code !== 0) throw new Error(`The first run failed: ${first.complaint}`);
const effect = { kind: 'stall', where: 'head', ms: Number(values.latency) };
running.faults.set(readFaultPlan([{ match: { user: login.username }, effect }]));
const environment = { BATON_HOT_INTERVAL_SECONDS: values.hot, BATON_FULL_INTERVAL_SECONDS: '300' };
const service = startService({ login, store, command: 'serve', environment });
try {
  await sleep(15_000);
  const saved = await saveAll(peopleOf(running, random));
  const endMs = performance.now() + PATIENCE_MS;
  while ([...saved.keys()].some((id) => !told.has(id)) && performance.now() < endMs) await sleep(500);
  const seconds = [...saved]
    .map(([id, ms]) => ((told.get(id) ?? Number.POSITIVE_INFINITY) - ms) / 1000)
    .sort((one, other) => one - other);
  const at = (share: number): number => seconds[Math.min(seconds.length - 1, Math.floor(seconds.length * share))] ?? 0;
  const goal = hotSeconds + 5;
  const result = {
    handoffs: seconds.length,
    median: at(0.5),
    p95: at(0.95),
    longest: at(1),
    goal,
    ok: at(0.95) < goal,
  };
  if (values.json) console.log(JSON.stringify(result));
  else console.table(result);
  process.exitCode = result.ok && seconds.length >= count ? 0 : 1;
} finally {
  service.kill();
  await service.ended;
  await running.close();
  org.database.close();
  rmSync(folder, { recursive: true, force: true });
}

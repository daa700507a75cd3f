import { expect, test } from '@jest/globals';

import { configStorm, requestStorm } from './support/storm.ts';

/** `npm run bench -- malformed` sends a hundred thousand. */
const COUNT = Number(process.env['BATON_MALFORMED'] ?? 2_000);
const FLAT = 8_000_000;

test('no malformed request crashes the server, makes it tell of itself or costs lasting memory', async () => {
  const storm = await requestStorm(COUNT, 1);
  expect(storm).toMatchObject({ sent: COUNT, leaks: [], errors: [] });
  expect(storm.answered).toBeGreaterThan(COUNT / 2);
  // The last one is a right one, to see that the server still lives.
  expect(storm.byStatus['200']).toBeGreaterThan(0);
  expect(storm.heapLate - storm.heapEarly).toBeLessThan(FLAT);
});

test('no malformed configuration ends in anything but a list of its problems', async () => {
  const storm = await configStorm(COUNT, 1);
  expect(storm).toMatchObject({ read: COUNT, faults: [] });
  expect(storm.refused).toBe(COUNT);
  expect(storm.heapLate - storm.heapEarly).toBeLessThan(FLAT);
});

import { expect, test } from '@jest/globals';

import { ApiUsage } from '../../../src/devorg/api/usage.ts';
import { createOrg } from '../../../src/devorg/create-org.ts';

const hourMs = 60 * 60 * 1000;

test('counts calls over a rolling 24 hours of the clock of the org', () => {
  const org = createOrg({ file: ':memory:', settings: { dailyApiRequests: 100 } });
  const usage = new ApiUsage(org);
  usage.count(60);
  org.clock.move(12 * hourMs);
  usage.count(40);
  expect(usage.header()).toBe('api-usage=100/100');
  expect(usage.isUsedUp()).toBe(true);
  org.clock.move(12 * hourMs + 60_000);
  expect(usage.used()).toBe(40);
  org.clock.move(24 * hourMs);
  expect(usage.used()).toBe(0);
});

import { describe, expect, test } from '@jest/globals';
import request from 'supertest';

import { healthApp } from '../../src/http/health-server.ts';
import type { ServiceState } from '../../src/http/service-state.ts';

const NOW = Date.UTC(2026, 10, 1);

function app(state: Partial<ServiceState> = {}): ReturnType<typeof healthApp> {
  const whole: ServiceState = {
    lastRunAt: NOW - 1000,
    lateAfterMs: 60_000,
    lagSeconds: 3,
    accounts: 500,
    customers: 420,
    relationships: 1140,
    parked: 2,
    apiCalls: 61,
    apiAllowance: 10_000,
    failures: { CRM_UNREACHABLE: 4 },
    ...state,
  };
  return healthApp({ host: '127.0.0.1', port: 0, state: () => whole, now: () => NOW });
}

describe('health server', () => {
  test('is alive even before the first run', async () => {
    await request(app({ lastRunAt: undefined }))
      .get('/healthz')
      .expect(200, { status: 'ok' });
  });

  test('is ready once a run has ended lately', async () => {
    await request(app()).get('/readyz').expect(200);
    await request(app({ lastRunAt: undefined }))
      .get('/readyz')
      .expect(503);
    await request(app({ lastRunAt: NOW - 61_000 }))
      .get('/readyz')
      .expect(503);
  });

  test('gives figures in the Prometheus format', async () => {
    const { text } = await request(app()).get('/metrics').expect(200);
    expect(text).toContain('baton_relationships 1140');
    expect(text).toContain('baton_failures_total{code="CRM_UNREACHABLE"} 4');
  });

  test('answers what is not there, and what is malformed, without a stack trace', async () => {
    for (const path of ['/', '/admin', '/%E0%A4%A', '/healthz/..%2f', `/${'a'.repeat(5000)}`]) {
      const reply = await request(app()).get(path);
      expect(reply.status).toBeGreaterThanOrEqual(400);
      expect(reply.status).toBeLessThan(500);
      expect(reply.text).not.toMatch(/at .*\.(ts|js)/);
    }
  });
});

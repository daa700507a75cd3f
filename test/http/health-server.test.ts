import { describe, expect, test } from '@jest/globals';
import request from 'supertest';

import { type AnsweredRequest, healthApp, type HealthServerOptions } from '../../src/http/health-server.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import type { ServiceState } from '../../src/http/service-state.ts';

const NOW = Date.UTC(2026, 10, 1);

function app(
  state: Partial<ServiceState> = {},
  options: Partial<HealthServerOptions> = {},
): ReturnType<typeof healthApp> {
  const whole: ServiceState = {
    lastRunAt: NOW - 1000,
    lateAfterMs: 60_000,
    lagSeconds: 3,
    accounts: 500,
    customers: 420,
    relationships: 1140,
    parked: 2,
    queue: 7,
    apiCalls: 61,
    apiAllowance: 10_000,
    orgUsed: 900,
    orgMax: 100_000,
    failures: { CRM_UNREACHABLE: 4 },
    ...state,
  };
  return healthApp({ host: '127.0.0.1', port: 0, state: () => whole, now: () => NOW, ...options });
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
    for (const figure of ['baton_queue 7', 'baton_lag_seconds 3', 'baton_parked 2', 'baton_org_api_used 900']) {
      expect(text).toContain(figure);
    }
  });

  test('tells how long runs and requests took', async () => {
    const metrics = createMetrics();
    metrics.observeRun('all', 12);
    const served = app({}, { metrics });
    await request(served).get('/healthz').expect(200);
    const { text } = await request(served).get('/metrics').expect(200);
    expect(text).toContain('baton_run_seconds_bucket{le="15",which="all"} 1');
    expect(text).toContain('baton_http_request_seconds_count{route="/healthz",status="200"} 1');
  });

  test('names each request in the reply and in what it says about it, and takes only harmless names', async () => {
    const answered: AnsweredRequest[] = [];
    const served = app({}, { onAnswer: (one) => answered.push(one) });
    const given = await request(served).get('/healthz').set('X-Request-Id', 'proxy-0001.a');
    const odd = await request(served).get('/some/anna.berger@example.invalid').set('X-Request-Id', 'a b"}c');
    expect(given.headers['x-request-id']).toBe('proxy-0001.a');
    expect(odd.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(answered).toEqual([
      { requestId: 'proxy-0001.a', route: '/healthz', status: 200, ms: expect.any(Number) },
      { requestId: odd.headers['x-request-id'], route: 'other', status: 404, ms: expect.any(Number) },
    ]);
  });

  test('lets nothing be changed and reads no body', async () => {
    for (const method of ['post', 'put', 'patch', 'delete'] as const) {
      const reply = await request(app())[method]('/healthz').send({ a: 1 });
      expect([reply.status, reply.headers['allow']]).toEqual([405, 'GET, HEAD']);
    }
  });

  test('answers whoever asks too often with 429 until some time has passed', async () => {
    const served = app({}, { burst: 3, perSecond: 0.001 });
    const statuses = [];
    for (let asked = 0; asked < 5; asked += 1) statuses.push((await request(served).get('/healthz')).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    const reply = await request(served).get('/healthz');
    expect(Number(reply.headers['retry-after'])).toBeGreaterThan(1);
  });

  test('carries the headers that keep browsers from guessing and framing', async () => {
    const { headers } = await request(app()).get('/healthz');
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'SAMEORIGIN' });
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['strict-transport-security']).toContain('max-age=');
    expect(headers['x-powered-by']).toBeUndefined();
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

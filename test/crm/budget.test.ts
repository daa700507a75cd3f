/** @jest-environment ./test/support/nock-environment.js */
import { describe, expect, test } from '@jest/globals';

import { apiBudget, readLimitInfo } from '../../src/crm/budget.ts';
import { CrmBudgetSpent } from '../../src/crm/crm-errors.ts';
import { connected, org, root } from './support/fake-org.ts';

const shares = { budgetShare: 0.1, reserveShare: 0.2 };
const hour = 3_600_000;

function spent(work: () => void): CrmBudgetSpent | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof CrmBudgetSpent) return error;
    throw error;
  }
}

describe('the header', () => {
  test.each([
    ['api-usage=18/15000', { used: 18, max: 15_000 }],
    ['api-usage=18/15000; per-app-api-usage=17/250(appName=sample app)', { used: 18, max: 15_000 }],
    ['per-app-api-usage=17/250(appName=x), api-usage=18/15000', { used: 18, max: 15_000 }],
    ['api-bursts=1/750 api-usage=3/4', { used: 3, max: 4 }],
    ['per-app-api-usage=17/250', undefined],
    ['', undefined],
    ['api-usage=many/lots', undefined],
  ])('%j is read as %j', (header, expected) => {
    expect(readLimitInfo(header)).toEqual(expected);
  });
});

describe('the budget', () => {
  test('knows no bound until the org has told one', () => {
    const budget = apiBudget(shares, () => 0);
    for (let call = 0; call < 50; call += 1) budget.spend();
    expect(budget.state()).toEqual({ orgUsed: 0, orgMax: 0, ownCalls: 50, allowance: 0 });
  });

  test('ends at its share and comes back when the first calls are a day old', () => {
    let now = 1_000 * hour;
    const budget = apiBudget(shares, () => now);
    budget.heard('api-usage=0/100');
    for (let call = 0; call < 10; call += 1) budget.spend();
    const error = spent(() => {
      budget.spend();
    });
    expect(error?.message).toContain('10 in 24 hours');
    now += (error?.retryAfterMs ?? 0) - 1_000;
    expect(
      spent(() => {
        budget.spend();
      }),
    ).toBeInstanceOf(CrmBudgetSpent);
    now += 2_000;
    expect(
      spent(() => {
        budget.spend();
      }),
    ).toBeUndefined();
    expect(error?.retryAfterMs).toBeLessThanOrEqual(24.5 * hour);
    expect(budget.state()).toMatchObject({ ownCalls: 11, allowance: 10 });
  });

  test('leaves the reserve to others, and looks again after a while', () => {
    let now = 0;
    const budget = apiBudget(shares, () => now);
    budget.heard('api-usage=80/100');
    const error = spent(() => {
      budget.spend();
    });
    expect(error?.message).toContain('80 of its 100');
    now += error?.retryAfterMs ?? 0;
    expect(
      spent(() => {
        budget.spend();
      }),
    ).toBeUndefined();
  });
});

describe('a connection', () => {
  test('takes the numbers from the limits and from each reply', async () => {
    const crm = await connected({}, { used: 40, max: 1_000 });
    expect(crm.budget()).toMatchObject({ orgUsed: 40, orgMax: 1_000, allowance: 100, ownCalls: 2 });
    org()
      .delete(`${root}/composite/sobjects`)
      .query(true)
      .reply(200, [{ id: 'a00000000000001AAA', success: true, errors: [] }], {
        'sforce-limit-info': 'api-usage=77/1000',
      });
    await crm.remove(['a00000000000001AAA']);
    expect(crm.budget()).toMatchObject({ orgUsed: 77, ownCalls: 3 });
  });

  test('makes no call at all once the share is used', async () => {
    const crm = await connected({ budgetShare: 0.0002 }, { used: 0, max: 10_000 });
    await expect(crm.remove(['a00000000000001AAA'])).rejects.toMatchObject({
      code: 'CRM_BUDGET_SPENT',
      retryAfterMs: expect.any(Number) as unknown,
    });
  });

  test('a spent day is not tried again', async () => {
    const crm = await connected();
    org()
      .delete(`${root}/composite/sobjects`)
      .query(true)
      .reply(403, [{ message: 'TotalRequests Limit exceeded.', errorCode: 'REQUEST_LIMIT_EXCEEDED' }]);
    await expect(crm.remove(['a00000000000001AAA'])).rejects.toBeInstanceOf(CrmBudgetSpent);
  });

  test('too many calls at once are tried again', async () => {
    const crm = await connected();
    const path = `${root}/composite/sobjects`;
    org()
      .delete(path)
      .query(true)
      .reply(403, [{ message: 'ConcurrentPerOrgLongTxn Limit exceeded.', errorCode: 'REQUEST_LIMIT_EXCEEDED' }]);
    org()
      .delete(path)
      .query(true)
      .reply(200, [{ id: 'a00000000000001AAA', success: true, errors: [] }]);
    await expect(crm.remove(['a00000000000001AAA'])).resolves.toMatchObject([{ ok: true }]);
  });
});

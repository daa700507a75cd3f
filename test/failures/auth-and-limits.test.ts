import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import jsforce from 'jsforce';

import type { CrmError } from '../../src/crm/crm-errors.ts';
import { closeDatabase, expectWhole, EXPERTS, startTrial, type Trial, until } from './support/trial.ts';

let trial: Trial;

beforeEach(async () => {
  trial = await startTrial();
});
afterEach(() => trial.close());
afterAll(() => closeDatabase());

const data = { route: '/composite/**' };
const writes = { route: '/composite/sobjects/Baton_Relationship__c/*', method: 'PATCH' };
const failureOf = (work: Promise<unknown>): Promise<CrmError> =>
  work.then(
    () => {
      throw new Error('It did not fail.');
    },
    (error: unknown) => error as CrmError,
  );

describe('sessions and logins', () => {
  test.each([12, 25])('a session that expires every %s calls is renewed, and the call made again', async (every) => {
    trial.fail({ when: { every }, effect: { kind: 'expireSessions' } });
    await trial.run();
    expect(trial.counts()[0]?.struck).toBeGreaterThan(1);
    trial.heal();
    await expectWhole(trial);
  });

  test.each([
    'This session is not valid for use with the REST API',
    'Connected app is not attached to Agent',
    'Session expired or invalid',
  ])('a 401 that no new session cures ends after one renewal: %s', async (message) => {
    trial.fail({ match: data, effect: { kind: 'refuseSession', message } });
    const error = await failureOf(trial.run());
    expect(error).toMatchObject({ code: 'CRM_SESSION_REFUSED', cure: 'stop' });
    expect(error.actions).not.toEqual([]);
    expect(trial.counts()[0]?.struck).toBeLessThanOrEqual(10);
    trial.heal();
    await trial.run();
    await expectWhole(trial);
  });

  test('jsforce goes round for ever on such a 401, which is why no call of ours goes through it', async () => {
    trial.fail({
      match: { route: '/limits' },
      effect: { kind: 'refuseSession', message: 'Session expired or invalid' },
    });
    const token = trial.org.token(trial.org.admin);
    const connection = new jsforce.Connection({
      ...{ instanceUrl: trial.org.url, accessToken: token, version: '66.0' },
      refreshFn: (_connection, callback) => {
        callback(null, token);
      },
    });
    const asked = connection.limits();
    await until(() => (trial.counts()[0]?.struck ?? 0) >= 25);
    trial.heal();
    await expect(asked).resolves.toBeDefined();
  });

  test.each([
    ['invalid_grant', "user hasn't approved this consumer", 'CRM_LOGIN_NOT_APPROVED', /Permitted Users/],
    ['invalid_app_access', 'user is not admin approved to access this app', 'CRM_LOGIN_NOT_APPROVED', /permission set/],
    ['invalid_grant', 'expired access/refresh token', 'CRM_LOGIN_EXPIRED', /clock/],
    ['invalid_grant', 'authentication failure', 'CRM_LOGIN_USER', /BATON_USERNAME/],
  ])('a login refused as %s, %s names what to mend', async (error, description, code, fix) => {
    trial.fail({ effect: { kind: 'refuseLogin', error, description } });
    const failure = await failureOf(trial.connect());
    expect(failure).toMatchObject({ code, cure: 'stop' });
    expect(failure.actions.join(' ')).toMatch(fix);
    // Twice where the clocks may be the cause.
    expect(trial.counts()[0]?.struck).toBeLessThanOrEqual(2);
  });

  test('an app that is not installed or blocked is told by its setting', async () => {
    trial.fail({
      effect: { kind: 'refuseLogin', error: 'invalid_client', description: 'app must be installed into org' },
    });
    const failure = await failureOf(trial.connect());
    expect(failure).toMatchObject({ code: 'CRM_LOGIN_CLIENT', cure: 'stop' });
    expect(failure.actions.join(' ')).toMatch(/BATON_CLIENT_ID/);
  });
});

describe('limits', () => {
  test('a spent day ends the run at once, keeps its place and goes on when calls are back', async () => {
    trial.fail({ match: data, when: { after: 2 }, effect: { kind: 'dailyLimit' } });
    expect(await failureOf(trial.run())).toMatchObject({ code: 'CRM_BUDGET_SPENT', cure: 'wait' });
    // No call is begun after the first refusal; those under way at that moment, five at most, hear the same.
    expect(trial.counts()[0]?.struck).toBeLessThanOrEqual(5);
    trial.heal();
    await trial.run();
    await expectWhole(trial);
  });

  test.each(['concurrentLimit', 'longTransactions'])('too much at once is waited out: %s', async (kind) => {
    trial.fail({ when: { after: 1, every: 2, count: 6 }, effect: { kind } });
    await trial.run();
    expect(trial.counts()[0]?.struck).toBeGreaterThan(2);
    trial.heal();
    await expectWhole(trial);
  });
});

describe('replies and connections', () => {
  test.each(['html503', 'empty406', 'settingUp420', 'badGateway502', 'gatewayTimeout504', 'htmlInsteadOfData'])(
    'an odd reply is waited out: %s',
    async (kind) => {
      trial.fail({ when: { after: 1, every: 2, count: 10 }, effect: { kind } });
      await trial.run();
      expect(trial.counts()[0]?.struck).toBeGreaterThan(5);
      trial.heal();
      await expectWhole(trial);
    },
  );

  test('replies that say nothing of limits, and ones of 429, change nothing', async () => {
    trial.fail(
      { effect: { kind: 'missingLimitInfo' } },
      { when: { every: 4 }, effect: { kind: 'status', status: 429 } },
    );
    expect(await trial.run()).toMatchObject({ upserts: 3 + EXPERTS });
    trial.heal();
    await expectWhole(trial);
  });

  test('a write whose reply is lost is sent again and stands once', async () => {
    trial.fail({ match: writes, when: { count: 1 }, effect: { kind: 'dropReply' } });
    expect(await trial.run()).toMatchObject({ upserts: 3 + EXPERTS });
    expect(trial.counts()).toMatchObject([{ seen: 1, struck: 1 }]);
    trial.heal();
    await expectWhole(trial);
  });

  test('jsforce does not send such a write again', async () => {
    const connection = trial.org.connect(trial.org.admin);
    trial.fail({ match: { method: 'PATCH' }, effect: { kind: 'resetConnection' } });
    const write = connection.sobject('Account').update({ Id: trial.org.adler, Name: 'Adler' });
    await expect(write).rejects.toThrow();
    expect(trial.counts()).toMatchObject([{ struck: 1 }]);
  });

  test.each(['head', 'body'])('a call that hangs in its %s ends at our deadline and is made again', async (where) => {
    trial.fail({ match: data, when: { after: 1, every: 3, count: 3 }, effect: { kind: 'stall', where } });
    await trial.run();
    expect(trial.counts()[0]?.struck).toBe(3);
    trial.heal();
    await expectWhole(trial);
  });

  test('a connection that breaks in the middle of a body is made again', async () => {
    trial.fail({ when: { after: 1, every: 2, count: 8 }, effect: { kind: 'cutStream' } });
    await trial.run();
    expect(trial.counts()[0]?.struck).toBeGreaterThan(4);
    trial.heal();
    await expectWhole(trial);
  });
});

describe('settings of the org', () => {
  test.each([
    ['transactionSecurity', 'CRM_TRANSACTION_SECURITY', /Exempt from Transaction Security/],
    ['apiDisabledForOrg', 'CRM_API_OFF', /edition/],
    ['apiDisabledForUser', 'CRM_API_OFF', /API Enabled/],
    ['featureOff', 'CRM_API_OFF', /API/],
  ])('%s stops the run with the name of the setting', async (kind, code, fix) => {
    trial.fail({ effect: { kind } });
    const error = await failureOf(trial.run());
    expect(error).toMatchObject({ code, cure: 'stop' });
    expect(error.actions.join(' ')).toMatch(fix);
    trial.heal();
    await trial.run();
    await expectWhole(trial);
  });

  test('a retired API version is said on connecting, with the newest that is there', async () => {
    trial.fail({ effect: { kind: 'retireVersion', version: '66.0' } });
    const error = await failureOf(trial.connect());
    expect(error).toMatchObject({ code: 'CRM_API_VERSION', cure: 'stop' });
    expect(error.message).toContain('67.0');
  });
});

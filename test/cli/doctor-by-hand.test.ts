import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { checkByHand } from '../../src/cli/doctor/check-by-hand.ts';
import type { Finding } from '../../src/cli/doctor/finding.ts';
import { restOf } from '../../src/crm/connect.ts';
import { setKeyRules } from '../../src/devorg/client-apps/key-rules.ts';
import type { OrgSettings } from '../../src/devorg/org.ts';
import { connectOptions, keys } from '../crm/support/login.ts';
import { type RunningSmallOrg, runSmallOrg } from '../devorg/support/running-org.ts';
import { addRow, addUser, assign } from '../devorg/support/small-org.ts';

const personal = ['Exchange', 'Introduction', 'Introduction_Request', 'Preference', 'Received'].map(
  (name) => `Baton_${name}__c`,
);

let box: RunningSmallOrg | undefined;

afterEach(async () => {
  await box?.close();
});

async function openBox(settings: Partial<OrgSettings> = {}): Promise<RunningSmallOrg> {
  box = await runSmallOrg({ forceApp: 'force-app/main/default', settings });
  box.org.clock.move(Date.now() - box.org.clock.now());
  const service = addUser(box.org, { LastName: 'Integration' }, 'Minimum Access - API Only Integrations');
  assign(box.org, 'Baton_Integration', [service]);
  setKeyRules(box.org, {});
  box.running.context.apps.register({
    clientId: connectOptions.clientId,
    certificatePem: String(keys.publicKey.export({ type: 'spki', format: 'pem' })),
    permissionSets: ['Baton_Integration'],
    profiles: [],
  });
  return box;
}

async function look({ url }: RunningSmallOrg): Promise<readonly Finding[]> {
  const rest = restOf({
    ...connectOptions,
    loginUrl: url,
    username: '.integration@example.invalid',
    allowLocalOrg: true,
  });
  try {
    return await checkByHand(rest);
  } finally {
    rest.close();
  }
}

const of = (findings: readonly Finding[], level: string): string[] =>
  findings.filter((finding) => finding.level === level).map(({ message }) => message);

describe('what only a person can do', () => {
  beforeEach(() => {
    box = undefined;
  });

  test('is all still to do after an installation', async () => {
    const findings = await look(await openBox());
    expect(of(findings, 'ok')).toEqual([]);
    expect(of(findings, 'hint')).toEqual([
      expect.stringContaining('Nobody has Baton Rep'),
      expect.stringContaining('can not be told before there are some'),
      'No page of yours has a panel of Baton.',
    ]);
  });

  test('people count when they have a set that lets them take part', async () => {
    const small = await openBox();
    assign(small.org, 'Baton_Giver', [small.dora]);
    expect(of(await look(small), 'hint')[0]).toContain('Nobody has Baton Rep');
    assign(small.org, 'Baton_Rep', [small.anna]);
    expect(of(await look(small), 'ok')).toContain('People have Baton Rep or Baton Giver.');
  });

  test('a superior who sees a private row of somebody below is found', async () => {
    const small = await openBox();
    // Clara stands above Anna; nobody stands above Ben.
    assign(small.org, 'Baton_Rep', [small.clara]);
    addRow(small.org, 'Baton_Preference__c', { OwnerId: small.ben });
    addRow(small.org, 'Baton_Preference__c', { OwnerId: small.anna });
    expect(of(await look(small), 'hint')[0]).toBe(
      'Superiors see private rows of Baton_Preference__c through the role hierarchy.',
    );
  });

  test('the switch is found off, object by object', async () => {
    const small = await openBox({ hierarchyOffFor: personal });
    assign(small.org, 'Baton_Rep', [small.clara]);
    addRow(small.org, 'Baton_Preference__c', { OwnerId: small.anna });
    const [hierarchies] = of(await look(small), 'hint');
    expect(hierarchies).not.toContain('Baton_Preference__c');
    expect(hierarchies).toContain('Baton_Exchange__c');
  });

  test('an org that does not answer about pages is no fault', async () => {
    const small = await openBox();
    small.running.context.callFaults.push((call, place, answer) => {
      if (place.route.path !== 'tooling/query') return answer(call);
      return { status: 404, body: [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }] };
    });
    expect(of(await look(small), 'hint')[2]).toContain('can not be told: the org does not answer');
  });
});

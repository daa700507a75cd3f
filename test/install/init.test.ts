import { readFileSync, statSync } from 'node:fs';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';

import { soql } from '../../src/crm/soql.ts';
import { deployedApps } from '../../src/devorg/client-apps/deployed-apps.ts';
import { setKeyRules } from '../../src/devorg/client-apps/key-rules.ts';
import { readFaultPlan } from '../../src/devorg/faults/index.ts';
import { valueOf } from '../../src/devorg/metadata/xml.ts';
import { queryRows } from '../../src/install/admin-org.ts';
import { salesforceCodeOf } from '../../src/install/install-errors.ts';
import { planOf } from '../../src/install/step.ts';
import { idOf } from '../devorg/support/small-org.ts';
import { type InstallBox, installBox } from './support/install-box.ts';

let box: InstallBox;

beforeEach(async () => {
  box = await installBox();
});

afterEach(async () => {
  await box.close();
});

test('installs', async () => {
  const { steps } = await box.init();
  const plan = await planOf(steps);
  expect(plan.flatMap(({ changes }) => changes.filter(({ kind }) => kind !== 'keep'))).toEqual([]);
  expect(readFileSync(box.settingsFile, 'utf8')).toContain('BATON_USERNAME=baton.integration@');
  expect(statSync(box.settingsFile).mode & 0o777).toBe(0o600);
  expect(await mayReadWishes()).toBe(true);
});

/** Whether the user that was made may read who wishes to be forgotten. */
async function mayReadWishes(): Promise<boolean> {
  const org = await box.open(idOf(box.org, 'User', 'LastName', 'Baton Integration'));
  const query = soql`SELECT Id, ShouldForget, HasOptedOutProcessing FROM Individual`;
  return queryRows(org, query, z.looseObject({})).then(
    () => true,
    (error: unknown) => {
      if (salesforceCodeOf(error) !== 'INVALID_TYPE') throw error;
      return false;
    },
  );
}

test('installs where the org keeps no data protection details', async () => {
  box.running.faults.set(readFaultPlan([{ effect: { kind: 'hideObject', object: 'Individual' } }]));
  const { steps } = await box.init();
  const [privacy] = (await planOf(steps)).filter(({ name }) => name === 'privacy');
  expect(privacy?.changes).toEqual([{ kind: 'keep', what: expect.stringContaining('no data protection details') }]);
  box.running.faults.set(readFaultPlan([]));
  expect(await mayReadWishes()).toBe(false);
});

describe('the ladder for the consumer key', () => {
  const nobody = { patienceMs: 0, pauseMs: 1, ask: () => Promise.resolve(undefined) };

  test.each([
    ['own key', { own: 'taken' }],
    ['retrieve', { own: 'ignored' }],
    ['Connect REST', { own: 'ignored', byMetadata: false }],
    ['retrieve', { own: 'refused' }],
    ['Connect REST', { own: 'refused', byMetadata: false }],
  ] as const)('%s where the org does %j', async (rung, rules) => {
    setKeyRules(box.org, rules);
    await box.init();
    expect(box.said).toContain(`consumer key: ${rung}`);
  });

  test.each(['ignored', 'refused'] as const)(
    'by hand where a key is %s and nobody tells the right one',
    async (own) => {
      setKeyRules(box.org, { own, byMetadata: false, byConnect: false });
      const asked: string[] = [];
      const ask = (url: string): Promise<string> => {
        asked.push(url);
        // What the admin sees in Setup.
        const [app] = deployedApps(box.org);
        return Promise.resolve(app?.global === undefined ? '' : valueOf(app.global, 'consumerKey'));
      };
      await box.init({ ladder: { ...nobody, ask } });
      expect(asked).toEqual([`${box.running.url}/lightning/setup/ManageExternalClientApplication/home`]);
      expect(box.said).toContain('consumer key: by hand');
    },
  );

  test('is climbed while Salesforce does not know the new app yet', async () => {
    const refuse = { kind: 'refuseLogin', error: 'invalid_client_id', description: 'client identifier invalid' };
    box.running.faults.set(readFaultPlan([{ effect: refuse, when: { count: 4 } }]));
    await box.init({ ladder: { ...nobody, patienceMs: 60_000, pauseMs: 10 } });
    expect(box.said.filter((text) => text.includes('waiting'))).toHaveLength(3);
    expect(box.said).toContain('consumer key: own key');
  });
});

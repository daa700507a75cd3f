import { existsSync } from 'node:fs';
import { relative } from 'node:path';

import type { OrgFacts } from '../facts/org-facts.ts';
import { InstallError } from '../install-errors.ts';
import { readSettings, type Settings, writeSettings } from '../settings-file.ts';
import { change, keep, make, type Step, type StepContext } from '../step.ts';

/** Where the service logs in: the two login hosts, and the org in a box itself. */
export function loginUrlOf(facts: OrgFacts, instanceUrl: string, isLocal: boolean): string {
  if (isLocal) return instanceUrl;
  return facts.isSandbox ? 'https://test.salesforce.com' : 'https://login.salesforce.com';
}

/** A path as the service finds it from the folder it is started in. */
export function relativeTo(path: string): string {
  return relative('', path);
}

/** Writes what the service has to know into the file that it reads when it starts. */
export function writeServiceSettings(
  { org, journal }: StepContext,
  file: string,
  facts: () => Promise<OrgFacts>,
): Step {
  async function wanted(): Promise<Settings> {
    const found = await facts();
    const { app, user } = journal.read();
    return {
      BATON_LOGIN_URL: loginUrlOf(found, org.instanceUrl, org.isLocal),
      BATON_USERNAME: user?.username ?? '(the integration user)',
      BATON_CLIENT_ID: app?.consumerKey ?? '(the consumer key)',
      BATON_PRIVATE_KEY_FILE: app === undefined ? '(the private key)' : relativeTo(app.keyFile),
      BATON_CONTACTS_FOLLOW_ACCOUNTS: String(found.contactAccess === 'ControlledByParent'),
      ...(org.isLocal ? { BATON_ALLOW_LOCAL_ORG: 'true' } : {}),
    };
  }
  return {
    name: 'settings',
    title: 'Settings of the service',
    async plan() {
      const there = readSettings(file);
      const isSame = Object.entries(await wanted()).every(([name, value]) => there[name as keyof Settings] === value);
      if (isSame) return [keep(`${file} as it is`)];
      const names = Object.keys(await wanted()).join(', ');
      return [existsSync(file) ? change(`${file}: ${names}`) : make(`${file}, for you alone to read: ${names}`)];
    },
    async apply() {
      const { app, user, settings } = journal.read();
      if (app?.consumerKey === undefined || user === undefined) {
        throw new InstallError('INSTALL_NO_APP', 'There is no proven login to write down.', {
          actions: ['Start the command again: the steps before this one make it.'],
        });
      }
      journal.note({ settings: settings ?? { file, isOurs: !existsSync(file) } });
      writeSettings(file, await wanted());
      return `${file} has what the service needs.`;
    },
  };
}

/**
 * Keeps two orgs from getting mixed up: a settings file that leads to another org is not overwritten without a word.
 * @throws InstallError `INSTALL_OTHER_ORG`
 */
export function refuseOtherOrg(file: string, username: string, isKnown: boolean): void {
  const there = readSettings(file).BATON_USERNAME;
  if (there === undefined || there === username || isKnown) return;
  throw new InstallError('INSTALL_OTHER_ORG', `${file} belongs to another org or user: it names ${there}.`, {
    actions: [
      'Check --target-org.',
      'For a second org use a folder of its own: each has its own settings and database.',
      `To leave the other org behind, move ${file} away and start again.`,
    ],
  });
}

import { rmSync } from 'node:fs';

import type { AdminOrg } from './admin-org.ts';
import type { KeyLadder } from './app/ladder.ts';
import { removeApp } from './app/remove-app.ts';
import { emailOf } from './init.ts';
import { InstallError } from './install-errors.ts';
import { type AppEntry, type Journal, openJournal } from './journal.ts';
import { readSettings, writeSettings } from './settings-file.ts';
import { change, keep, make, remove, type Step, type StepContext } from './step.ts';
import { FIRST_APP, installApp, newApp } from './steps/client-app.ts';
import { relativeTo } from './steps/write-settings.ts';

export interface RotateOptions {
  readonly org: AdminOrg;
  readonly apiVersion: string;
  readonly root: string;
  readonly settingsFile: string;
  readonly contactEmail?: string;
  readonly ladder: KeyLadder;
  readonly say: (text: string) => void;
}

/**
 * A new key without a gap. An app holds one certificate, so a second app is made beside the first and proven; then the
 * settings lead to it. The first one stays until the service has been started again: `steps` do the first half,
 * `finish` the second.
 */
export function prepareRotation(options: RotateOptions): {
  readonly context: StepContext;
  readonly steps: readonly Step[];
  readonly finish: readonly Step[];
} {
  const { org, settingsFile } = options;
  const journal = openJournal(options.root, org);
  const context: StepContext = { org, journal, say: options.say };
  requireApp(journal, settingsFile);
  return {
    context,
    steps: [secondApp(context, options), switchSettings(context, settingsFile)],
    finish: [deleteFirstApp(context, settingsFile)],
  };
}

function requireApp(journal: Journal, settingsFile: string): void {
  const { app, oldApp } = journal.read();
  // While the second app is being made, the first is the one that was proven.
  const proven = app?.consumerKey ?? oldApp?.consumerKey;
  if (proven !== undefined && readSettings(settingsFile).BATON_CLIENT_ID !== undefined) return;
  throw new InstallError(
    'INSTALL_NO_APP',
    'No login of this service was made by baton init, so there is no key to change.',
    {
      actions: ['Start the command in the folder of the service, or connect it first: baton init.'],
    },
  );
}

/** `Baton`, `Baton_2`, `Baton` again: two names are enough, since the first is gone when a third is needed. */
function otherName(name: string): string {
  return name === FIRST_APP ? `${FIRST_APP}_2` : FIRST_APP;
}

function secondApp(context: StepContext, options: RotateOptions): Step {
  const { org, journal } = context;
  return {
    name: 'second app',
    title: 'A second key and app',
    plan() {
      const { app, oldApp } = journal.read();
      if (oldApp !== undefined) return Promise.resolve([keep(`External Client App ${app?.name ?? ''}, made before`)]);
      const name = otherName(app?.name ?? FIRST_APP);
      return Promise.resolve([
        make(`key and certificate ${name.toLowerCase()}`),
        make(`External Client App ${name}, beside the first`),
      ]);
    },
    async apply() {
      const { app, oldApp } = journal.read();
      if (app === undefined) throw new TypeError('an app was required');
      // Noted first: the app that is being made, and the one that still works.
      const next = oldApp === undefined ? newApp(journal, otherName(app.name)) : app;
      if (oldApp === undefined) journal.note({ app: next, oldApp: app });
      const proven = await installApp(context, next, {
        contactEmail: options.contactEmail ?? (await emailOf(org)),
        loginUrl: () => Promise.resolve(readSettings(options.settingsFile).BATON_LOGIN_URL ?? org.instanceUrl),
        apiVersion: options.apiVersion,
        takeOver: true,
        ladder: options.ladder,
      });
      journal.note({ app: proven });
      return `The app ${proven.name} lets the service in; the app ${journal.read().oldApp?.name ?? ''} still does.`;
    },
  };
}

function switchSettings({ journal }: StepContext, settingsFile: string): Step {
  return {
    name: 'switch',
    title: 'The settings lead to the new one',
    plan: () => Promise.resolve([change(`${settingsFile}: BATON_CLIENT_ID, BATON_PRIVATE_KEY_FILE`)]),
    apply() {
      const { app } = journal.read();
      if (app?.consumerKey === undefined) throw new TypeError('an app was proven');
      writeSettings(settingsFile, {
        BATON_CLIENT_ID: app.consumerKey,
        BATON_PRIVATE_KEY_FILE: relativeTo(app.keyFile),
      });
      return Promise.resolve(
        `${settingsFile} names the new key. Start the service again, then: baton rotate-key --finish`,
      );
    },
  };
}

function deleteFirstApp({ org, journal }: StepContext, settingsFile: string): Step {
  return {
    name: 'first app',
    title: 'The old key and app',
    plan() {
      const { oldApp } = journal.read();
      if (oldApp === undefined) return Promise.resolve([keep('there is no old key')]);
      return Promise.resolve([remove(`External Client App ${oldApp.name}`), remove(`key ${oldApp.keyFile}`)]);
    },
    async apply() {
      const { oldApp, app } = journal.read();
      if (oldApp === undefined) return 'There is no old key.';
      refuseUnproven(app, settingsFile);
      await removeApp(org, oldApp.name);
      for (const file of [oldApp.keyFile, oldApp.certificateFile]) rmSync(file, { force: true });
      journal.note({ oldApp: undefined });
      return `The app ${oldApp.name} and its key are gone.`;
    },
  };
}

/** The old key must not go while the settings still name it, or before the new one was ever let in. */
function refuseUnproven(app: AppEntry | undefined, settingsFile: string): void {
  if (app?.consumerKey !== undefined && readSettings(settingsFile).BATON_CLIENT_ID === app.consumerKey) return;
  throw new InstallError('INSTALL_ROTATION_HALF', 'The new key is not in use yet; the old one is needed.', {
    actions: ['Start again without --finish: it continues where it stopped.'],
  });
}

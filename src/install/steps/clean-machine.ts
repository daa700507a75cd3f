import { existsSync, rmSync } from 'node:fs';

import type { SettingName } from '../../config/schema.ts';
import { removeSettings } from '../settings-file.ts';
import { keep, remove, type Step, type StepContext } from '../step.ts';
import type { FactsPlace } from './leave-old-org.ts';

/** What `baton init` writes. */
const ours: readonly SettingName[] = [
  'BATON_LOGIN_URL',
  'BATON_USERNAME',
  'BATON_CLIENT_ID',
  'BATON_PRIVATE_KEY_FILE',
  'BATON_CONTACTS_FOLLOW_ACCOUNTS',
  'BATON_ALLOW_LOCAL_ORG',
];

/** Takes away what the service kept on this machine: keys, settings, and the facts it read from the org. */
export function cleanMachine({ journal }: StepContext, settingsFile: string, place: FactsPlace): Step {
  return {
    name: 'machine',
    title: 'This machine',
    plan() {
      const facts =
        'folder' in place
          ? remove(`${place.folder}: what was read from the org`)
          : keep('the PostgreSQL database: drop it yourself, it may hold more than Baton');
      const files = [journal.folder, settingsFile].filter((path) => existsSync(path));
      return Promise.resolve([
        ...files.map((path) => remove(`${path}${path === settingsFile ? ': the settings of Baton in it' : ''}`)),
        facts,
      ]);
    },
    apply() {
      removeSettings(settingsFile, ours);
      if ('folder' in place) rmSync(place.folder, { recursive: true, force: true });
      // Last of all: it says what there was to undo.
      journal.erase();
      return Promise.resolve('Keys, settings and facts are gone.');
    },
  };
}

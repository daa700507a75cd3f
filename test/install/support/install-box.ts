import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createOrg } from '../../../src/devorg/create-org.ts';
import type { Org, OrgSettings } from '../../../src/devorg/org.ts';
import { type RunningDevorg, startDevorg } from '../../../src/devorg/server.ts';
import type { AdminOrg } from '../../../src/install/admin-org.ts';
import { type InitOptions, type Installation, prepareInit } from '../../../src/install/init.ts';
import { adminOrgOf } from '../../../src/install/open-admin-org.ts';
import { runSteps } from '../../../src/install/step.ts';
import { addUser } from '../../devorg/support/small-org.ts';

/** An org without Baton, with people in two divisions, behind its server; and a folder for what an installation keeps. */
export interface InstallBox {
  readonly org: Org;
  readonly running: RunningDevorg;
  readonly folder: string;
  readonly settingsFile: string;
  readonly root: string;
  readonly adminId: string;
  /** What the steps said. */
  readonly said: string[];
  /** The org as a user sees it who logged in with `sf`; the admin unless told. */
  open(userId?: string): Promise<AdminOrg>;
  /** Options of `baton init` as they are without any word of the admin. */
  options(change?: Partial<InitOptions>): Promise<InitOptions>;
  prepare(change?: Partial<InitOptions>): Promise<Installation>;
  /** All steps, as `baton init --yes` does them. */
  init(change?: Partial<InitOptions>): Promise<Installation>;
  close(): Promise<void>;
}

const apiVersion = '66.0';

export async function installBox(
  place: {
    readonly settings?: Partial<OrgSettings>;
    /** What is installed; the whole package unless told. */
    readonly forceApp?: string;
  } = {},
): Promise<InstallBox> {
  const { settings = {}, forceApp = 'force-app' } = place;
  const org = createOrg({ file: ':memory:', settings });
  const adminId = String(org.database.prepare('SELECT "Id" AS id FROM "User" WHERE "Alias" = ?').get('admin')?.['id']);
  for (const [first, division] of [
    ['Anna', 'Facility'],
    ['Ava', 'Facility'],
    ['Ben', 'Security'],
    ['Bo', 'Security'],
  ]) {
    addUser(org, { FirstName: first ?? '', LastName: 'Test', Division: division ?? '' });
  }
  const running = await startDevorg({ org });
  const folder = mkdtempSync(join(tmpdir(), 'baton-install-'));
  const said: string[] = [];
  const box: InstallBox = {
    ...{ org, running, folder, adminId, said },
    settingsFile: join(folder, '.env'),
    root: join(folder, 'install'),
    open: async (userId = adminId) => {
      const { token } = running.context.sessions.start(userId, { expires: false });
      const login = {
        username: String(
          org.database.prepare('SELECT "Username" AS name FROM "User" WHERE "Id" = ?').get(userId)?.['name'],
        ),
        instanceUrl: running.url,
        accessToken: () => token,
        refresh: () => Promise.reject(new Error('expired')),
      };
      return adminOrgOf(login, { targetOrg: 'box', apiVersion, allowLocalOrg: true });
    },
    options: async (change = {}) => ({
      org: change.org ?? (await box.open()),
      ...{ apiVersion, forceApp, root: box.root, settingsFile: box.settingsFile },
      ...{
        factsPlace: { folder: join(folder, 'data') },
        fullLicence: false,
        takeOver: false,
        divisionField: 'Division',
      },
      ladder: { ask: () => Promise.resolve(undefined), patienceMs: 0, pauseMs: 1 },
      say: (text) => said.push(text),
      ...change,
    }),
    prepare: async (change) => prepareInit(await box.options(change)),
    init: async (change) => {
      const installation = await box.prepare(change);
      await runSteps(installation.steps, { started: () => undefined, done: () => undefined });
      return installation;
    },
    close: async () => {
      await running.close();
      org.database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return box;
}

import { z } from 'zod';

import { soql } from '../crm/soql.ts';
import { type AdminOrg, queryRows } from './admin-org.ts';
import { openJournal } from './journal.ts';
import { type Component, removableComponents } from './package-archive.ts';
import type { Step, StepContext } from './step.ts';
import { cleanMachine } from './steps/clean-machine.ts';
import type { FactsPlace } from './steps/leave-old-org.ts';
import { PRIVACY_SET } from './steps/privacy-rights.ts';
import { removeClientApps } from './steps/remove-app.ts';
import { removeAssignments, removePackage } from './steps/remove-package.ts';
import { retireUser } from './steps/retire-user.ts';

export interface UninitOptions {
  readonly org: AdminOrg;
  readonly forceApp: string;
  readonly root: string;
  readonly settingsFile: string;
  readonly factsPlace: FactsPlace;
  readonly say: (text: string) => void;
}

/** Everything that `baton uninit` undoes, in the order in which things can be taken away. */
export function prepareUninit(options: UninitOptions): {
  readonly context: StepContext;
  readonly steps: readonly Step[];
} {
  const { org, forceApp, settingsFile, factsPlace } = options;
  const context: StepContext = { org, journal: openJournal(options.root, org), say: options.say };
  let found: Promise<readonly Component[]> | undefined;
  const components = (): Promise<readonly Component[]> => (found ??= componentsOf(org, forceApp));
  return {
    context,
    steps: [
      removeClientApps(context),
      removeAssignments(context, components),
      removePackage(context, components),
      retireUser(context),
      cleanMachine(context, settingsFile, factsPlace),
    ],
  };
}

const setSchema = z.looseObject({ Name: z.string() });

/** The package, and the permission set that is made beside it where the org has use for it. */
async function componentsOf(org: AdminOrg, forceApp: string): Promise<readonly Component[]> {
  const sets = await queryRows(org, soql`SELECT Name FROM PermissionSet WHERE Name = ${PRIVACY_SET}`, setSchema);
  return [...(await removableComponents(forceApp)), ...sets.map(({ Name }) => ({ type: 'PermissionSet', name: Name }))];
}

/** What stays in the org, and why nothing can be done about it. */
export const leftovers: readonly string[] = [
  'the user that Baton made, inactive: Salesforce deletes no users',
  'deleted objects and fields in Setup > Deleted Fields and Objects, for 15 days: Salesforce keeps them for second thoughts',
  'entries in the Setup Audit Trail and in login history: they can not be changed by anybody',
];

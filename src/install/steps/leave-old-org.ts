import { existsSync, renameSync } from 'node:fs';

import { allJournals, type JournalEntry } from '../journal.ts';
import { change, keep, person, type Step, type StepContext } from '../step.ts';

/** Where the service keeps its facts. */
export type FactsPlace = { readonly folder: string } | { readonly url: string };

/**
 * The org that this one was before: a sandbox keeps its address when it is refreshed, and gets a new id.
 * @param root folder of the journals
 */
export function formerOrg(root: string, orgId: string, instanceUrl: string): JournalEntry | undefined {
  return allJournals(root).find((entry) => entry.instanceUrl === instanceUrl && entry.orgId !== orgId);
}

/** Puts aside what was read from the org before the refresh: ids in it mean nothing any more, and the service refuses it. */
export function leaveOldOrg({ journal }: StepContext, former: JournalEntry, place: FactsPlace): Step {
  const { orgId } = former;
  const aside = 'folder' in place ? `${place.folder}.${orgId}` : '';
  const byHand = 'give the service an empty database: another DATABASE_URL, or drop the tables of the old one';
  return {
    name: 'refresh',
    title: 'This sandbox was refreshed',
    plan() {
      const was = keep(`it was org ${orgId}; what Baton knew of it is of no use any more`);
      if (!('folder' in place)) return Promise.resolve([was, person(byHand)]);
      if (!existsSync(place.folder) || existsSync(aside)) return Promise.resolve([was]);
      return Promise.resolve([was, change(`${place.folder} is put aside as ${aside}; the service reads the org anew`)]);
    },
    apply() {
      if (!('folder' in place)) return Promise.resolve(`To do by hand: ${byHand}.`);
      // Once: a second run finds the new org's facts in the folder.
      if (existsSync(place.folder) && !existsSync(aside)) renameSync(place.folder, aside);
      journal.note({});
      return Promise.resolve('The service begins anew with this org.');
    },
  };
}

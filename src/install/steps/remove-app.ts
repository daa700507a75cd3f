import { removeApp } from '../app/remove-app.ts';
import type { AppEntry } from '../journal.ts';
import { keep, remove, type Step, type StepContext } from '../step.ts';
import { findApp, FIRST_APP } from './client-app.ts';

/** Takes the service's way in out of the org: from here on its key opens nothing. */
export function removeClientApps({ org, journal }: StepContext): Step {
  const names = (): readonly string[] => {
    const { app, oldApp } = journal.read();
    const known = [app, oldApp].flatMap((entry: AppEntry | undefined) => (entry === undefined ? [] : [entry.name]));
    return known.length > 0 ? known : [FIRST_APP];
  };
  return {
    name: 'app',
    title: 'The login of the service',
    async plan() {
      const found: string[] = [];
      for (const name of names()) if ((await findApp(org, name)) !== undefined) found.push(name);
      if (found.length === 0) return [keep('no External Client App of Baton is there')];
      return found.map((name) => remove(`External Client App ${name}: a service that still runs is locked out`));
    },
    async apply() {
      for (const name of names()) await removeApp(org, name);
      return 'The org has no app of Baton.';
    },
  };
}

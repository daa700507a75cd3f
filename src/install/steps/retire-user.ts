import { z } from 'zod';

import { soql } from '../../crm/soql.ts';
import { queryRows, updateRow } from '../admin-org.ts';
import { keep, remove, type Step, type StepContext } from '../step.ts';
import { ownUsername } from './integration-user.ts';

const userSchema = z.looseObject({ Id: z.string(), IsActive: z.boolean() });

/** Switches off the user that Baton made. Salesforce never deletes a user; somebody else's user is left alone. */
export function retireUser({ org, journal }: StepContext): Step {
  const username = ownUsername(org.orgId);
  const find = async (): Promise<z.output<typeof userSchema> | undefined> =>
    (await queryRows(org, soql`SELECT Id, IsActive FROM User WHERE Username = ${username}`, userSchema))[0];
  const others = (): readonly string[] => {
    const { user } = journal.read();
    return user === undefined || user.isOurs ? [] : [user.username];
  };
  return {
    name: 'user',
    title: 'The user of the service',
    async plan() {
      const user = await find();
      const left = others().map((name) => keep(`user ${name}: it was there before Baton`));
      if (user === undefined) return left;
      const words = `user ${username}: inactive, its licence is free again; the record stays, Salesforce deletes no users`;
      return [user.IsActive ? remove(words) : keep(words), ...left];
    },
    async apply() {
      const user = await find();
      if (user?.IsActive === true) await updateRow(org, 'User', user.Id, { IsActive: false });
      return user === undefined ? 'There is no user of Baton.' : `${username} is inactive.`;
    },
  };
}

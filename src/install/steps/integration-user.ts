import { z } from 'zod';

import { soql } from '../../crm/soql.ts';
import { type AdminOrg, createRow, queryRows, updateRow } from '../admin-org.ts';
import { findExtraLicence, findServiceLicence, type ServiceLicence } from '../facts/licences.ts';
import { type AdminRight, readRights, tooMuchForAService } from '../facts/user-rights.ts';
import { InstallError, salesforceCodeOf, salesforceWords } from '../install-errors.ts';
import { type Change, change, keep, make, type Step, type StepContext } from '../step.ts';
import { assignSets, missingSets } from './admin-rights.ts';

export const SERVICE_SET = 'Baton_Integration';

export interface UserOptions {
  /** A user who is there already and does the service's work. */
  readonly username?: string;
  readonly fullLicence: boolean;
  /** Where Salesforce writes to about this user. */
  readonly contactEmail: string;
}

const userSchema = z.looseObject({
  Id: z.string(),
  Username: z.string(),
  IsActive: z.boolean(),
  UserRoleId: z.string().nullish(),
  Profile: z.looseObject({ Name: z.string() }).nullish(),
});

type UserRow = z.output<typeof userSchema>;

/** The username that a user of ours has: usernames are unique in all of Salesforce, ids of orgs are too. */
export function ownUsername(orgId: string): string {
  return `baton.integration@${orgId.toLowerCase()}.baton`;
}

/** A user for the service: made with as little as possible, or an existing one, looked at for too little and too much. */
export function prepareIntegrationUser({ org, journal }: StepContext, options: UserOptions): Step {
  const username = options.username ?? ownUsername(org.orgId);

  return {
    name: 'user',
    title: 'A user for the service',
    async plan(): Promise<readonly Change[]> {
      const user = await findUser(org, username);
      if (user === undefined) return planNew(org, username, options);
      await refuseTooMuch(org, user);
      const sets = await missingSets(org, user.Id, [SERVICE_SET]);
      const active = user.IsActive ? [keep(`user ${username}`)] : [change(`user ${username}: active again`)];
      const assigned = sets.length === 0 ? [] : [make(`permission set ${SERVICE_SET} for ${username}`)];
      return [...active, ...assigned];
    },
    async apply() {
      const user = await findUser(org, username);
      const isOurs = username === ownUsername(org.orgId);
      const id = user === undefined ? await makeUser(org, username, options) : await wake(org, user);
      journal.note({ user: { id, username, isOurs } });
      if (user !== undefined) await refuseTooMuch(org, user);
      if (isOurs && !options.fullLicence) await assignExtra(org, id);
      await assignSets(org, id, [SERVICE_SET]);
      return `${username} does the work of the service.`;
    },
  };
}

async function findUser(org: AdminOrg, username: string): Promise<UserRow | undefined> {
  const query = soql`SELECT Id, Username, IsActive, UserRoleId, Profile.Name FROM User WHERE Username = ${username}`;
  const [user] = await queryRows(org, query, userSchema);
  return user;
}

async function planNew(org: AdminOrg, username: string, options: UserOptions): Promise<readonly Change[]> {
  if (options.username !== undefined) throw noSuchUser(options.username);
  const { licence, profile, extra, left } = await findServiceLicence(org, options.fullLicence);
  return [
    make(`user ${username}: licence ${licence} (${String(left)} free), profile ${profile}, no role`),
    ...(extra === undefined ? [] : [make(`permission set licence ${extra.name} for it`)]),
    make(`permission set ${SERVICE_SET} for it`),
  ];
}

function noSuchUser(username: string): InstallError {
  return new InstallError('INSTALL_NO_USER', `The org has no user ${username}.`, {
    actions: ['Check --integration-user, or leave it out: Baton then makes a user of its own.'],
  });
}

async function makeUser(org: AdminOrg, username: string, options: UserOptions): Promise<string> {
  if (options.username !== undefined) throw noSuchUser(options.username);
  const found = await findServiceLicence(org, options.fullLicence);
  try {
    return await createRow(org, 'User', { ...newUser(username, options), ProfileId: found.profileId });
  } catch (error) {
    throw refusedUser(error, username, found);
  }
}

function newUser(username: string, { contactEmail }: UserOptions): object {
  return {
    Username: username,
    LastName: 'Baton Integration',
    Alias: 'baton',
    Email: contactEmail,
    TimeZoneSidKey: 'GMT',
    LocaleSidKey: 'en_US',
    LanguageLocaleKey: 'en_US',
    EmailEncodingKey: 'UTF-8',
  };
}

function refusedUser(error: unknown, username: string, { licence }: ServiceLicence): unknown {
  const code = salesforceCodeOf(error);
  if (code === 'DUPLICATE_USERNAME') {
    return new InstallError(
      'INSTALL_USERNAME_TAKEN',
      `The username ${username} is taken, in another org of Salesforce.`,
      {
        actions: ['Create a user with another username and name it with --integration-user.'],
        cause: error,
      },
    );
  }
  if (code === 'LICENSE_LIMIT_EXCEEDED') {
    return new InstallError('INSTALL_NO_LICENCE', `No licence ${licence} is free any more.`, {
      actions: ['Deactivate a user who holds one: Setup > Users.', 'Or start again with --full-licence.'],
      cause: error,
    });
  }
  if (code === undefined) return error;
  return new InstallError(
    'INSTALL_USER_REFUSED',
    `The org did not take the user ${username}: ${salesforceWords(error)}`,
    {
      actions: ['Mend what it says (a validation rule or a flow on User, perhaps), then start again.'],
      cause: error,
    },
  );
}

/** A user of ours who was switched off works again; a stranger's user is not ours to switch on. */
async function wake(org: AdminOrg, { Id, IsActive, Username }: UserRow): Promise<string> {
  if (IsActive) return Id;
  if (Username.toLowerCase() !== ownUsername(org.orgId)) {
    throw new InstallError('INSTALL_USER_INACTIVE', `The user ${Username} is inactive.`, {
      actions: ['Activate the user in Setup > Users, or name another one with --integration-user.'],
    });
  }
  await updateRow(org, 'User', Id, { IsActive: true });
  return Id;
}

async function assignExtra(org: AdminOrg, userId: string): Promise<void> {
  const extra = await findExtraLicence(org);
  if (extra === undefined) return;
  const idSchema = z.looseObject({ Id: z.string() });
  const query = soql`SELECT Id FROM PermissionSetLicenseAssign WHERE AssigneeId = ${userId} AND PermissionSetLicenseId = ${extra.id}`;
  if ((await queryRows(org, query, idSchema)).length > 0) return;
  try {
    await createRow(org, 'PermissionSetLicenseAssign', { AssigneeId: userId, PermissionSetLicenseId: extra.id });
  } catch (error) {
    if (salesforceCodeOf(error) !== 'DUPLICATE_VALUE') throw error;
  }
}

/** @throws InstallError `INSTALL_USER_TOO_MIGHTY` */
async function refuseTooMuch(org: AdminOrg, { Id, Username, Profile }: UserRow): Promise<void> {
  const held = await readRights(org, Id);
  const surplus = Object.entries(tooMuchForAService).flatMap(([right, label]) =>
    held.has(right as AdminRight) ? [label] : [],
  );
  if (surplus.length === 0) return;
  throw new InstallError(
    'INSTALL_USER_TOO_MIGHTY',
    `${Username} (profile ${Profile?.Name ?? 'unknown'}) may far more than the service needs: ${surplus.join(', ')}.`,
    {
      actions: [
        'Leave out --integration-user: Baton then makes a user with only what it needs.',
        'Or take these rights from the user: another profile, fewer permission sets.',
      ],
    },
  );
}

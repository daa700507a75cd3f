import { z } from 'zod';

import { inList, soql } from '../../crm/soql.ts';
import { type AdminOrg, createRow, queryRows } from '../admin-org.ts';
import { InstallError, salesforceCodeOf, salesforceWords } from '../install-errors.ts';
import { keep, make, type Step, type StepContext } from '../step.ts';

const SET = 'Baton_Admin';

const setSchema = z.looseObject({ Id: z.string(), Name: z.string() });
const assignmentSchema = z.looseObject({ Id: z.string(), PermissionSetId: z.string() });

/** Gives the admin the permission set of those who look after Baton: health, issues, divisions, policy. */
export function giveAdminRights({ org, journal }: StepContext): Step {
  return {
    name: 'admin',
    title: 'Let you look after Baton in the CRM',
    async plan() {
      const isAssigned = (await missingSets(org, org.userId, [SET])).length === 0;
      return [
        isAssigned
          ? keep(`permission set ${SET} of ${org.username}`)
          : make(`permission set ${SET} for ${org.username}`),
      ];
    },
    async apply() {
      const made = await assignSets(org, org.userId, [SET]);
      const { adminAssignments } = journal.read();
      if (made.length > 0) journal.note({ adminAssignments: [...adminAssignments, ...made] });
      return `${org.username} has ${SET}.`;
    },
  };
}

interface SetRow {
  readonly id: string;
  readonly name: string;
}

async function findSets(org: AdminOrg, sets: readonly string[]): Promise<readonly SetRow[]> {
  const query = soql`SELECT Id, Name FROM PermissionSet WHERE Name IN ${inList(sets)}`;
  return (await queryRows(org, query, setSchema)).map(({ Id: id, Name: name }) => ({ id, name }));
}

/** Which of these permission sets a user does not have; those that the org does not have are missing too. */
export async function missingSets(org: AdminOrg, userId: string, sets: readonly string[]): Promise<readonly string[]> {
  const found = await findSets(org, sets);
  const query = soql`SELECT Id, PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId = ${userId}`;
  const held = new Set((await queryRows(org, query, assignmentSchema)).map(({ PermissionSetId }) => PermissionSetId));
  return sets.filter((set) => !found.some(({ id, name }) => name === set && held.has(id)));
}

/**
 * Gives a user the permission sets that are missing.
 * @returns ids of the assignments made
 * @throws InstallError `INSTALL_LICENCE_TOO_SMALL` where the licence does not allow what a set gives
 */
export async function assignSets(org: AdminOrg, userId: string, sets: readonly string[]): Promise<readonly string[]> {
  const missing = await missingSets(org, userId, sets);
  if (missing.length === 0) return [];
  const found = await findSets(org, missing);
  const unknown = missing.filter((set) => !found.some(({ name }) => name === set));
  if (unknown.length > 0) {
    throw new InstallError('INSTALL_NO_PERMISSION_SET', `The org has no permission set ${unknown.join(', ')}.`, {
      actions: ['Deploy the package again: sf project deploy start, or baton init.'],
    });
  }
  const made: string[] = [];
  for (const { id, name } of found) {
    try {
      made.push(await createRow(org, 'PermissionSetAssignment', { AssigneeId: userId, PermissionSetId: id }));
    } catch (error) {
      // Somebody was faster: it is there, which is all we want.
      if (salesforceCodeOf(error) === 'DUPLICATE_VALUE') continue;
      if (salesforceCodeOf(error) === 'FIELD_INTEGRITY_EXCEPTION') throw tooSmall(name, error);
      throw error;
    }
  }
  return made;
}

function tooSmall(set: string, error: unknown): InstallError {
  const message = `The licence of the user does not allow the permission set ${set}: ${salesforceWords(error)}`;
  return new InstallError('INSTALL_LICENCE_TOO_SMALL', message, {
    actions: ['Start again with --full-licence: the user then takes a Salesforce licence, which allows all of it.'],
    cause: error,
  });
}

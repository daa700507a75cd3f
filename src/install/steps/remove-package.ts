import { z } from 'zod';

import { inList, names, soql } from '../../crm/soql.ts';
import { type AdminOrg, deleteRow, queryRows } from '../admin-org.ts';
import { packRemoval } from '../app/app-metadata.ts';
import { deploy } from '../deploy.ts';
import { salesforceCodeOf } from '../install-errors.ts';
import type { Component } from '../package-archive.ts';
import { type Change, keep, remove, type Step, type StepContext } from '../step.ts';

const countSchema = z.looseObject({ total: z.number() });
const assignmentSchema = z.looseObject({ Id: z.string() });

/** Takes the permission sets of Baton from everybody: one that somebody holds can not be deleted. */
export function removeAssignments({ org }: StepContext, components: () => Promise<readonly Component[]>): Step {
  async function held(): Promise<readonly { Id: string }[]> {
    const sets = namesOf(await components(), 'PermissionSet');
    const query = soql`SELECT Id FROM PermissionSetAssignment WHERE PermissionSet.Name IN ${inList(sets)}`;
    return queryRows(org, query, assignmentSchema);
  }
  return {
    name: 'people',
    title: 'The permission sets of people',
    async plan() {
      const count = (await held()).length;
      return [
        count === 0
          ? keep('nobody has a permission set of Baton')
          : remove(`${String(count)} assignments of permission sets of Baton`),
      ];
    },
    async apply() {
      for (const { Id } of await held()) {
        await deleteRow(org, 'PermissionSetAssignment', Id).catch((error: unknown) => {
          if (!['ENTITY_IS_DELETED', 'NOT_FOUND'].includes(salesforceCodeOf(error) ?? '')) throw error;
        });
      }
      return 'Nobody has a permission set of Baton.';
    },
  };
}

/** Takes out the package, and with its objects all their rows. */
export function removePackage({ org, say }: StepContext, components: () => Promise<readonly Component[]>): Step {
  return {
    name: 'package',
    title: 'The package',
    async plan() {
      const all = await components();
      const rows: Change[] = [];
      for (const object of namesOf(all, 'CustomObject')) {
        const count = await countRows(org, object);
        if (count !== undefined && count > 0) rows.push(remove(`${String(count)} rows of ${object}, for ever`));
      }
      return [remove(`${String(all.length)} components of the package`), ...rows];
    },
    async apply() {
      const archive = await packRemoval(await components(), org.rest.apiVersion);
      await deploy(org, archive, {
        ignoreWarnings: true,
        onProgress: ({ status, componentsDone, componentsTotal }) => {
          if (componentsTotal > 0) say(`${status}: ${String(componentsDone)} of ${String(componentsTotal)} components`);
        },
      });
      return 'The org has nothing of the package.';
    },
  };
}

function namesOf(components: readonly Component[], type: string): readonly string[] {
  return components.filter((component) => component.type === type).map(({ name }) => name);
}

async function countRows(org: AdminOrg, object: string): Promise<number | undefined> {
  try {
    const [row] = await queryRows(org, soql`SELECT COUNT(Id) total FROM ${names(object)}`, countSchema);
    return row?.total;
  } catch (error) {
    if (salesforceCodeOf(error) === 'INVALID_TYPE') return undefined;
    throw error;
  }
}

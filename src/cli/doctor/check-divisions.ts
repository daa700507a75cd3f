import type { Access } from '../../crm/access.ts';
import { silentLog } from '../../crm/crm-log.ts';
import { readAll } from '../../crm/read-all.ts';
import type { DivisionRecord } from '../../crm/records.ts';
import type { Rest } from '../../crm/rest.ts';
import { fault, type Finding, hint, ok } from './finding.ts';

const makeDivisions = 'Create a Baton Division for each part of the company: key, User field and its values, active.';

async function readDivisions(rest: Rest, access: Access): Promise<readonly DivisionRecord[]> {
  const divisions: DivisionRecord[] = [];
  const parts = { rest, access, log: silentLog, retryPauseMs: 500 };
  for await (const rows of readAll(parts, 'division')) divisions.push(...rows);
  return divisions.filter(({ isActive }) => isActive);
}

function incomplete({ name, key, userValues }: DivisionRecord): readonly Finding[] {
  if (key !== '' && userValues.length > 0) return [];
  const lacks = key === '' ? 'no key' : 'no User values, so that nobody belongs to it';
  return [fault('divisions', `The division ${name} has ${lacks}.`, ['Fill Key and User Values of the division.'])];
}

/**
 * Checks that there are divisions to tell apart, and has their User fields looked at with everything else.
 * Without access to divisions there is nothing to say here: the check of access says it.
 */
export async function checkDivisions(rest: Rest, access: Access): Promise<readonly Finding[]> {
  if (!(await access.plan('division')).isReadable) return [];
  const divisions = await readDivisions(rest, access);
  await access.followUserFields(divisions.map(({ userField }) => userField));
  if (divisions.length === 0) return [fault('divisions', 'There is no active division.', [makeDivisions])];
  const found = divisions.flatMap(incomplete);
  if (found.length > 0) return found;
  if (divisions.length === 1) {
    return [hint('divisions', 'There is only one active division; leads pass between two or more.', [makeDivisions])];
  }
  return [ok('divisions', `${String(divisions.length)} active divisions.`)];
}

import { z } from 'zod';

import { CrmError } from '../../crm/crm-errors.ts';
import { parseReply } from '../../crm/parse-reply.ts';
import type { Rest } from '../../crm/rest.ts';
import { inList, names, soql } from '../../crm/soql.ts';
import { type Finding, hint, ok } from './finding.ts';

/** Objects whose rows belong to one person alone. */
const PERSONAL_OBJECTS = [
  'Baton_Exchange__c',
  'Baton_Introduction__c',
  'Baton_Introduction_Request__c',
  'Baton_Preference__c',
  'Baton_Received__c',
];
/** Permission sets of people who take part. */
const PEOPLE_SETS = ['Baton_Rep', 'Baton_Giver'];
/** Rows looked at until one is found whose owner has a superior. */
const ROWS = 50;

const rowsSchema = z.object({ records: z.array(z.looseObject({})) });
const ownedSchema = z.looseObject({ Id: z.string(), OwnerId: z.string() });
const userSchema = z.looseObject({ Id: z.string(), UserRoleId: z.string().nullish() });
const roleSchema = z.looseObject({ Id: z.string(), ParentRoleId: z.string().nullish() });
const accessSchema = z.looseObject({ RecordId: z.string(), HasReadAccess: z.boolean() });
const countSchema = z.object({ totalSize: z.number() });
const pageSchema = z.looseObject({ Id: z.string(), DeveloperName: z.string() });
const metadataSchema = z.looseObject({ Metadata: z.unknown() });

/** What refuses a question without anything being wrong with the org: an older release, a right that is not needed. */
const unanswered = new Set(['CRM_MISSING_ACCESS', 'CRM_RECORD_GONE', 'CRM_API_OFF', 'CRM_WRITE_REFUSED']);

async function query(rest: Rest, text: string, root = ''): Promise<readonly unknown[]> {
  const reply = await rest.call({ method: 'GET', path: `${root}/query?q=${encodeURIComponent(text)}` });
  return parseReply(rowsSchema, reply, 'A query').records;
}

/** Undefined where the org does not answer. */
async function asked<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CrmError && unanswered.has(error.code)) return undefined;
    throw error;
  }
}

async function checkPeople(rest: Rest): Promise<readonly Finding[]> {
  const text = soql`SELECT Id FROM PermissionSetAssignment WHERE PermissionSet.Name IN ${inList(PEOPLE_SETS)} AND Assignee.IsActive = true LIMIT 1`;
  const reply = await rest.call({ method: 'GET', path: `/query?q=${encodeURIComponent(text)}` });
  if (parseReply(countSchema, reply, 'A query').totalSize > 0)
    return [ok('by hand', 'People have Baton Rep or Baton Giver.')];
  const cure = 'Assign Baton Rep, or Baton Giver, in Setup > Permission Sets to those who start.';
  return [hint('by hand', 'Nobody has Baton Rep or Baton Giver: nobody sees a panel or gets a hand-off.', [cure])];
}

/**
 * An active user above the owner in the role hierarchy, for one of these rows: one who has Baton, since who may not open
 * the object at all would see no row either way.
 */
async function findSuperior(
  rest: Rest,
  rows: readonly z.output<typeof ownedSchema>[],
): Promise<{ row: string; user: string }[]> {
  const owners = [...new Set(rows.map(({ OwnerId }) => OwnerId))];
  const users = z
    .array(userSchema)
    .parse(await query(rest, soql`SELECT Id, UserRoleId FROM User WHERE Id IN ${inList(owners)}`));
  const roles = z.array(roleSchema).parse(await query(rest, soql`SELECT Id, ParentRoleId FROM UserRole`));
  const parents = new Map(roles.map(({ Id, ParentRoleId }) => [Id, ParentRoleId ?? undefined]));
  const sets = inList([...PEOPLE_SETS, 'Baton_Division_Lead']);
  const withBaton = {
    soql: soql`(SELECT AssigneeId FROM PermissionSetAssignment WHERE PermissionSet.Name IN ${sets})`,
  };
  const found: { row: string; user: string }[] = [];
  for (const { Id: row, OwnerId } of rows) {
    const role = users.find(({ Id }) => Id === OwnerId)?.UserRoleId;
    const above = role == null ? undefined : parents.get(role);
    if (above === undefined) continue;
    const text = soql`SELECT Id FROM User WHERE IsActive = true AND UserRoleId = ${above} AND Id IN ${withBaton} LIMIT 1`;
    for (const user of z.array(userSchema).parse(await query(rest, text))) found.push({ row, user: user.Id });
    if (found.length > 0) break;
  }
  return found;
}

/** `open`: a superior reads what is private. Undefined: no row there could show it. */
async function hierarchyOf(rest: Rest, object: string): Promise<'open' | 'closed' | undefined> {
  const text = soql`SELECT Id, OwnerId FROM ${names(object)} ORDER BY Id LIMIT ${ROWS}`;
  const rows = z.array(ownedSchema).parse(await query(rest, text));
  if (rows.length === 0) return undefined;
  const [pair] = await findSuperior(rest, rows);
  if (pair === undefined) return undefined;
  const access = soql`SELECT RecordId, HasReadAccess FROM UserRecordAccess WHERE UserId = ${pair.user} AND RecordId = ${pair.row}`;
  const [seen] = z.array(accessSchema).parse(await query(rest, access));
  return seen === undefined ? undefined : seen.HasReadAccess ? 'open' : 'closed';
}

async function checkHierarchies(rest: Rest): Promise<readonly Finding[]> {
  const states = await Promise.all(
    PERSONAL_OBJECTS.map(async (object) => ({ object, state: await asked(() => hierarchyOf(rest, object)) })),
  );
  const open = states.filter(({ state }) => state === 'open').map(({ object }) => object);
  const cure = 'Switch off Grant Access Using Hierarchies for them in Setup > Sharing Settings.';
  if (open.length > 0) {
    return [hint('by hand', `Superiors see private rows of ${open.join(', ')} through the role hierarchy.`, [cure])];
  }
  const unknown = states.filter(({ state }) => state === undefined).map(({ object }) => object);
  if (unknown.length === 0) return [ok('by hand', 'Superiors do not see private rows through the role hierarchy.')];
  const message = `Whether superiors see private rows of ${unknown.join(', ')} can not be told before there are some.`;
  return [hint('by hand', message, [cure])];
}

/** True where a page that does not come with the package has a component of Baton on it. */
async function hasOwnPage(rest: Rest): Promise<boolean> {
  const list = soql`SELECT Id, DeveloperName FROM FlexiPage WHERE Type = ${'RecordPage'}`;
  const pages = z.array(pageSchema).parse(await query(rest, list, '/tooling'));
  for (const { Id, DeveloperName } of pages) {
    if (DeveloperName.startsWith('Baton_')) continue;
    // The metadata of a page can be asked for one page at a time only.
    const text = soql`SELECT Id, Metadata FROM FlexiPage WHERE Id = ${Id}`;
    const [page] = z.array(metadataSchema).parse(await query(rest, text, '/tooling'));
    if (/"componentName":"(?:c:)?baton[A-Z]/.test(JSON.stringify(page?.Metadata ?? null))) return true;
  }
  return false;
}

async function checkPanels(rest: Rest): Promise<readonly Finding[]> {
  const isPlaced = await asked(() => hasOwnPage(rest));
  if (isPlaced === true) return [ok('by hand', 'A page of yours has a panel of Baton.')];
  const message =
    isPlaced === undefined
      ? 'Whether pages of yours have panels of Baton can not be told: the org does not answer.'
      : 'No page of yours has a panel of Baton.';
  const place = 'Place them in Setup > Lightning App Builder, on the pages of Account, Contact, Lead and Opportunity.';
  return [hint('by hand', message, [place, 'Nothing to do if you activated the pages Baton Account and so on.'])];
}

/** What no installation can do: switches in Setup, and what is the company's own to decide. */
export async function checkByHand(rest: Rest): Promise<readonly Finding[]> {
  return [...(await checkPeople(rest)), ...(await checkHierarchies(rest)), ...(await checkPanels(rest))];
}

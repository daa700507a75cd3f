import { z } from 'zod';

import type { Access } from '../../crm/access.ts';
import type { MissingAccess } from '../../crm/crm.ts';
import type { Described } from '../../crm/describe.ts';
import { parseReply } from '../../crm/parse-reply.ts';
import type { Rest } from '../../crm/rest.ts';
import { inList, soql } from '../../crm/soql.ts';
import { fault, type Finding, hint, ok } from './finding.ts';

const permissionSet = 'Baton Integration';
const assign = `Assign the permission set ${permissionSet} to the integration user.`;
const deploy = 'Deploy the Baton package (sf project deploy start) if the object or field is not there at all.';

interface Write {
  readonly object: string;
  readonly fields: readonly string[];
  /** Set once, when a row is made. */
  readonly onCreateOnly: readonly string[];
  readonly mayDelete: boolean;
}

/** What the publisher writes. */
const writes: readonly Write[] = [
  {
    object: 'Baton_Relationship__c',
    fields: [
      'External_Id__c',
      'Contact__c',
      'Colleague__c',
      'Division__c',
      'Band__c',
      'Rank__c',
      'Reasons__c',
      'Last_Contact_Month__c',
    ],
    onCreateOnly: ['Account__c'],
    mayDelete: true,
  },
  {
    object: 'Baton_Sync_Issue__c',
    fields: ['External_Id__c', 'Kind__c', 'State__c', 'Object__c', 'Record_Id__c', 'Code__c', 'Reason__c', 'Fix__c'],
    onCreateOnly: [],
    mayDelete: false,
  },
  {
    object: 'Baton_Sync_Status__c',
    fields: [
      'Key__c',
      'State__c',
      'Message__c',
      'Last_Sync__c',
      'Lag_Seconds__c',
      'Api_Calls_Day__c',
      'Api_Budget_Day__c',
      'Accounts__c',
      'Customers__c',
      'Shared_Customers__c',
      'Relationships__c',
      'Parked__c',
      'Version__c',
    ],
    onCreateOnly: [],
    mayDelete: false,
  },
];

/** What hand-offs, needs and matches write; the package gives their fields together with the object. */
const others: readonly Write[] = [
  'Baton_Suggestion__c',
  'Baton_Match__c',
  'Baton_Need_Rule__c',
  'Baton_Handoff__c',
  'Baton_Handoff_Message__c',
  'Baton_Introduction__c',
  'Baton_Introduction_Request__c',
  'Baton_Preference__c',
].map((object) => ({ object, fields: [], onCreateOnly: [], mayDelete: false }));

function toFinding({ object, field, essential, without, fix }: MissingAccess): Finding {
  const message = `can not read ${field === undefined ? object : `${object}.${field}`}. ${without}`;
  return essential ? fault('access', message, [fix, deploy]) : hint('access', message, [fix]);
}

function missingRights({ mayDelete }: Write, described: Described): readonly string[] {
  return [
    ...(described.createable ? [] : ['create']),
    ...(described.updateable ? [] : ['edit']),
    ...(described.deletable || !mayDelete ? [] : ['delete']),
  ];
}

function missingFields({ fields, onCreateOnly }: Write, described: Described): readonly string[] {
  const both = fields.filter((name) => {
    const field = described.fields.get(name);
    return field?.createable !== true || !field.updateable;
  });
  return [...both, ...onCreateOnly.filter((name) => described.fields.get(name)?.createable !== true)];
}

function writeFindings(write: Write, described: Described | undefined): readonly Finding[] {
  const { object } = write;
  if (described === undefined) return [fault('access', `can not write ${object}: it is not there.`, [deploy, assign])];
  const rights = missingRights(write, described);
  const fields = missingFields(write, described);
  const names = fields.map((name) => `${object}.${name}`).join(', ');
  return [
    ...(rights.length === 0 ? [] : [fault('access', `may not ${rights.join(', ')} rows of ${object}.`, [assign])]),
    ...(fields.length === 0 ? [] : [fault('access', `may not write ${names}.`, [assign, deploy])]),
  ];
}

/** Objects with private rows: without View All the service sees only what is shared with it, and nothing says so. */
const wholeObjects = ['Account', 'Contact', 'Opportunity', 'Case', 'Baton_Preference__c', 'Baton_Relationship__c'];

const permissionRows = z.object({ records: z.array(z.object({ SobjectType: z.string() })) });
const countReply = z.object({ totalSize: z.number() });

async function checkViewAll(rest: Rest): Promise<readonly Finding[]> {
  const { userId } = await rest.session.current();
  const mine = { soql: soql`(SELECT PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId = ${userId})` };
  const ask = (query: string): Promise<unknown> =>
    rest.call({ method: 'GET', path: `/query?q=${encodeURIComponent(query)}` });
  const all = soql`SELECT Id FROM PermissionSet WHERE PermissionsViewAllData = true AND Id IN ${mine}`;
  if (parseReply(countReply, await ask(all), 'A query').totalSize > 0) return [];
  const byObject = soql`SELECT SobjectType FROM ObjectPermissions WHERE PermissionsViewAllRecords = true AND SobjectType IN ${inList(wholeObjects)} AND ParentId IN ${mine}`;
  const { records } = parseReply(permissionRows, await ask(byObject), 'A query');
  const seen = new Set(records.map(({ SobjectType }) => SobjectType));
  return wholeObjects
    .filter((object) => !seen.has(object))
    .map((object) => fault('access', `sees only the rows of ${object} that are shared with it, not all.`, [assign]));
}

/** Every right that Baton needs in the org: to read, to see all rows, to write. */
export async function checkAccess(rest: Rest, access: Access): Promise<readonly Finding[]> {
  const reads = (await access.missing()).map(toFinding);
  const all = [...writes, ...others];
  const described = await Promise.all(all.map(({ object }) => access.describe(object)));
  const written = all.flatMap((write, index) => writeFindings(write, described[index]));
  const findings = [...reads, ...written, ...(await checkViewAll(rest))];
  const faults = findings.filter(({ level }) => level === 'fault').length;
  if (faults > 0) return findings;
  return [ok('access', `The integration user has every permission that Baton needs (${permissionSet}).`), ...findings];
}

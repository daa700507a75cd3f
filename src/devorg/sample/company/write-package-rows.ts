import type { Org } from '../../org.ts';
import { DIVISIONS } from '../divisions.ts';
import { audit, DAY_MS } from '../time.ts';
import type { Colleague, Company, Records } from './company.ts';
import { NEEDS } from './needs.ts';

/** Which of the package's permission sets somebody on this post gets. */
function setNames(colleague: Colleague): readonly string[] {
  switch (colleague.post) {
    case 'administrator':
      return ['Baton_Admin'];
    case 'integration':
      return ['Baton_Integration'];
    case 'agent':
    case 'marketer':
      return ['Baton_Giver'];
    case 'chief':
    case 'head':
      return ['Baton_Rep', 'Baton_Division_Lead'];
    default:
      return ['Baton_Rep'];
  }
}

/** Gives out the package's permission sets; what is not deployed is left out. */
export function writeAssignments(records: Records, org: Org, company: Company, nowMs: number): void {
  const ids = new Map<string, string>();
  for (const row of org.database
    .prepare('SELECT "Id" AS id, "Name" AS name FROM "PermissionSet" WHERE "IsOwnedByProfile" = 0')
    .all()) {
    ids.set(String(row['name']), String(row['id']));
  }
  const stamps = audit(nowMs - 60 * DAY_MS, company.administrator.id);
  for (const colleague of company.colleagues) {
    if (!colleague.hasBaton) continue;
    for (const name of setNames(colleague)) {
      const setId = ids.get(name);
      if (setId === undefined) continue;
      records.add('PermissionSetAssignment', {
        PermissionSetId: setId,
        AssigneeId: colleague.id,
        IsActive: true,
        SystemModstamp: stamps['SystemModstamp'] ?? null,
      });
    }
  }
}

/** Writes the package's own rows that an admin and the users made: divisions, needs, one policy, preferences. */
export function writePackageRows(records: Records, org: Org, company: Company, nowMs: number): void {
  const adminId = company.administrator.id;
  const stamps = audit(nowMs - 50 * DAY_MS, adminId);
  const numbers = new Map<string, number>();
  const add = (objectName: string, row: Record<string, string | number | boolean | null>): void => {
    if (org.schema.object(objectName) === undefined) return;
    const number = (numbers.get(objectName) ?? 0) + 1;
    numbers.set(objectName, number);
    const format = org.schema.field(objectName, 'Name')?.autoNumber?.displayFormat ?? '{0000}';
    const name = format.replace(/\{(0+)\}/, (_, zeros: string) => String(number).padStart(zeros.length, '0'));
    records.add(objectName, { Name: name, ...stamps, ...row });
  };
  if (org.schema.object('Baton_Division__c') === undefined) return;
  const divisionIds = new Map(DIVISIONS.map(({ key }) => [key, records.id('Baton_Division__c')]));
  for (const division of DIVISIONS) {
    add('Baton_Division__c', {
      Id: divisionIds.get(division.key) ?? null,
      Name: division.name,
      Key__c: division.key,
      Active__c: true,
      User_Field__c: 'Division',
      User_Values__c: division.userValues.join('\n'),
      Offer__c: division.offer,
      Intake_User__c:
        company.colleagues.find((one) => one.post === 'head' && one.division === division.key)?.id ?? null,
    });
  }
  writeNeeds(add, divisionIds);
  add('Baton_Policy__c', { Active__c: true });
  for (const colleague of company.colleagues) {
    if (!colleague.hasBaton || colleague.naming === 'Named') continue;
    add('Baton_Preference__c', {
      OwnerId: colleague.id,
      Naming__c: colleague.naming,
      ...audit(nowMs - 20 * DAY_MS, colleague.id),
    });
  }
}

function writeNeeds(add: Records['add'], divisionIds: ReadonlyMap<string, string>): void {
  for (const [index, need] of NEEDS.entries()) {
    add('Baton_Need__c', {
      Name: need.name,
      Key__c: need.key,
      Active__c: true,
      Division__c: divisionIds.get(need.division) ?? null,
      Product_Families__c: need.family,
      Keywords__c: need.keywords.join('\n'),
      Question__c: need.question,
      Sort__c: (index + 1) * 10,
    });
  }
}

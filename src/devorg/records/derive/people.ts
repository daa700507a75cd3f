import { personName } from '../../data/index.ts';
import type { Org } from '../../org.ts';
import { loadRow, lookUp, type StoredRow } from '../stored-row.ts';
import { type Change, changes } from './change.ts';

/** The whole name of a person from its parts. */
export function derivePersonName({ row }: Change): void {
  row['Name'] = personName(row);
}

/** What a case shows of its contact. */
const CONTACT_NUMBERS = [
  ['ContactPhone', 'Phone'],
  ['ContactMobile', 'MobilePhone'],
  ['ContactEmail', 'Email'],
  ['ContactFax', 'Fax'],
] as const;

/** Case: its account and the contact's numbers; closed by its state. */
export function deriveCase(change: Change): void {
  const { row, now } = change;
  const contact = rowOf(change, 'Contact', row['ContactId']) ?? {};
  if (changes(change, 'ContactId') && row['AccountId'] === null) row['AccountId'] = contact['AccountId'] ?? null;
  for (const [own, ofContact] of CONTACT_NUMBERS) row[own] = contact[ofContact] ?? null;
  row['IsClosed'] = row['Status'] === 'Closed' ? 1 : 0;
  if (changes(change, 'IsClosed')) row['ClosedDate'] = row['IsClosed'] === 1 ? now : null;
}

/** What a campaign member shows of the lead or contact. */
const MEMBER_FIELDS = [
  'Salutation',
  'Name',
  'FirstName',
  'LastName',
  'Title',
  'Email',
  'Phone',
  'MobilePhone',
  'LeadSource',
] as const;

/** Campaign member: what it shows of the lead or contact; answered by its state. */
export function deriveCampaignMember(change: Change): void {
  const { org, row, now } = change;
  const [type, field] = row['ContactId'] === null ? (['Lead', 'LeadId'] as const) : (['Contact', 'ContactId'] as const);
  const person = rowOf(change, type, row[field]) ?? {};
  for (const name of MEMBER_FIELDS) row[name] = person[name] ?? null;
  row['Type'] = type;
  row['LeadOrContactId'] = row[field] ?? null;
  row['LeadOrContactOwnerId'] = person['OwnerId'] ?? null;
  row['CompanyOrAccount'] = companyOf(org, person);
  row['HasResponded'] = row['Status'] === 'Responded' ? 1 : 0;
  if (row['HasResponded'] === 1) row['FirstRespondedDate'] ??= now.slice(0, 10);
}

function companyOf(org: Org, person: StoredRow): StoredRow[string] {
  return person['Company'] ?? lookUp(org, 'Account', person['AccountId'], 'Name') ?? null;
}

/** Opportunity team member: named after the user. */
export function deriveTeamMember({ org, row, object }: Change): void {
  row['Title'] = lookUp(org, 'User', row['UserId'], 'Title') ?? null;
  if (object.fields.has('name')) row['Name'] = lookUp(org, 'User', row['UserId'], 'Name') ?? null;
  for (const name of ['AccountAccessLevel', 'OpportunityAccessLevel', 'CaseAccessLevel', 'ContactAccessLevel']) {
    if (object.fields.has(name.toLowerCase())) row[name] ??= name.startsWith('Case') ? 'None' : 'Read';
  }
}

function rowOf({ org }: Change, objectName: string, id: StoredRow[string] | undefined): StoredRow | undefined {
  const object = org.schema.object(objectName);
  return object && typeof id === 'string' ? loadRow(org, object, id) : undefined;
}

import { personName } from '../../data/index.ts';
import { loadRow, lookUp, type StoredRow } from '../stored-row.ts';
import { type Change, changes } from './change.ts';

/** The whole name of a person from its parts. */
export function derivePersonName({ row }: Change): void {
  row['Name'] = personName(row);
}

/** Case: its account and the contact's numbers; closed by its state. */
export function deriveCase(change: Change): void {
  const { row, now } = change;
  const contact = rowOf(change, 'Contact', row['ContactId']);
  if (changes(change, 'ContactId') && row['AccountId'] === null) row['AccountId'] = contact?.['AccountId'] ?? null;
  row['ContactPhone'] = contact?.['Phone'] ?? null;
  row['ContactMobile'] = contact?.['MobilePhone'] ?? null;
  row['ContactEmail'] = contact?.['Email'] ?? null;
  row['ContactFax'] = contact?.['Fax'] ?? null;
  row['IsClosed'] = row['Status'] === 'Closed' ? 1 : 0;
  if (changes(change, 'IsClosed')) row['ClosedDate'] = row['IsClosed'] === 1 ? now : null;
}

/** Campaign member: what it shows of the lead or contact; answered by its state. */
export function deriveCampaignMember(change: Change): void {
  const { org, row, now } = change;
  const isContact = row['ContactId'] !== null;
  const person = isContact ? rowOf(change, 'Contact', row['ContactId']) : rowOf(change, 'Lead', row['LeadId']);
  for (const name of [
    'Salutation',
    'Name',
    'FirstName',
    'LastName',
    'Title',
    'Email',
    'Phone',
    'MobilePhone',
    'LeadSource',
  ]) {
    row[name] = person?.[name] ?? null;
  }
  row['Type'] = isContact ? 'Contact' : 'Lead';
  row['LeadOrContactId'] = (isContact ? row['ContactId'] : row['LeadId']) ?? null;
  row['LeadOrContactOwnerId'] = person?.['OwnerId'] ?? null;
  row['CompanyOrAccount'] = isContact
    ? (lookUp(org, 'Account', person?.['AccountId'], 'Name') ?? null)
    : (person?.['Company'] ?? null);
  row['HasResponded'] = row['Status'] === 'Responded' ? 1 : 0;
  if (row['HasResponded'] === 1) row['FirstRespondedDate'] ??= now.slice(0, 10);
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

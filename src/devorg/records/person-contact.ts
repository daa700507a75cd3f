import { ApiError } from '../api-error.ts';
import { nextId } from '../data/index.ts';
import type { Org } from '../org.ts';
import type { Change } from './derive/change.ts';
import { insertRow, lookUp, type StoredRow, updateRow } from './stored-row.ts';

/** Fields of the contact behind a person account, with the account's field for the same. */
const SHARED: Readonly<Record<string, string>> = {
  LastName: 'LastName',
  FirstName: 'FirstName',
  Salutation: 'Salutation',
  Name: 'Name',
  OwnerId: 'OwnerId',
  Email: 'PersonEmail',
  MobilePhone: 'PersonMobilePhone',
  Title: 'PersonTitle',
  Department: 'PersonDepartment',
  Birthdate: 'PersonBirthdate',
  Phone: 'Phone',
  Fax: 'Fax',
};

const STAMPS = ['LastModifiedDate', 'LastModifiedById', 'SystemModstamp'];

/** A person account is two rows: beside the account stands a contact, made with it and changed with it. */
export function keepPersonContact({ org, object, id, row, before }: Change): void {
  if (object.name !== 'Account' || row['IsPersonAccount'] !== 1) return;
  const contact = org.schema.object('Contact');
  if (!contact) return;
  const values: StoredRow = Object.fromEntries(
    [...Object.entries(SHARED), ...STAMPS.map((name) => [name, name])].map(([name = '', from = '']) => [
      name,
      row[from] ?? null,
    ]),
  );
  if (before) {
    updateRow(org, contact, String(row['PersonContactId']), values);
    return;
  }
  const contactId = nextId(org, 'Contact');
  const made = { CreatedDate: row['CreatedDate'] ?? null, CreatedById: row['CreatedById'] ?? null };
  insertRow(org, contact, { ...values, ...made, Id: contactId, AccountId: id, IsPersonAccount: 1 });
  updateRow(org, object, id, { PersonContactId: contactId });
}

/**
 * The contact of a person account is changed through the account, and the account has no other.
 * @throws ApiError where a client writes one
 */
export function refusePersonContact({ org, object, row, before }: Change): void {
  if (object.name !== 'Contact' || !org.settings.personAccounts) return;
  if (before?.['IsPersonAccount'] === 1) {
    const message = 'This contact is part of a person account: change the account';
    throw new ApiError(400, 'INVALID_FIELD_FOR_INSERT_UPDATE', message);
  }
  if (isPersonAccount(org, row['AccountId'])) {
    const message = "Account ID: a person account can't have contacts of its own";
    throw new ApiError(400, 'INVALID_CROSS_REFERENCE_KEY', message, ['AccountId']);
  }
}

function isPersonAccount(org: Org, id: StoredRow[string] | undefined): boolean {
  return lookUp(org, 'Account', id, 'IsPersonAccount') === 1;
}

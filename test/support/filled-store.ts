import type { Records } from '../../src/crm/records.ts';
import type { AccountId, ContactId, DivisionId, UserId } from '../../src/ids.ts';
import type { Database } from '../../src/store/database.ts';
import { applyRecords } from '../../src/sync/apply-records.ts';

export const NOW_MS = Date.parse('2026-11-20T12:00:00.000Z');
const DAY_MS = 86_400_000;

export const daysAgo = (days: number): string => new Date(NOW_MS - days * DAY_MS).toISOString();

/** 18 characters with the prefix of the object. */
const idOf = (prefix: string, number: number): string => `${prefix}${String(number).padStart(12, '0')}AAA`;
export const accountId = (number: number): AccountId => idOf('001', number) as AccountId;
export const contactId = (number: number): ContactId => idOf('003', number) as ContactId;
export const userId = (number: number): UserId => idOf('005', number) as UserId;
export const taskId = (number: number): string => idOf('00T', number);

const followed = { systemModstamp: daysAgo(0), isDeleted: false };

export const account = (number: number, values: Partial<Records['account']> = {}): Records['account'] => ({
  ...followed,
  id: accountId(number),
  name: `Account ${number}`,
  ownerId: userId(1),
  createdDate: daysAgo(900),
  isPersonAccount: false,
  doNotSuggest: false,
  ...values,
});

export const contact = (number: number, values: Partial<Records['contact']> = {}): Records['contact'] => ({
  ...followed,
  id: contactId(number),
  accountId: accountId(number),
  ownerId: userId(1),
  lastName: `Contact ${number}`,
  doNotSuggest: false,
  ...values,
});

export const user = (number: number, division: string, values: Partial<Records['user']> = {}): Records['user'] => ({
  id: userId(number),
  systemModstamp: daysAgo(0),
  name: `User ${number}`,
  isActive: true,
  divisionFields: { Division: division },
  ...values,
});

export const division = (number: number, key: string): Records['division'] => ({
  ...followed,
  id: idOf('a00', number) as DivisionId,
  name: key,
  key,
  isActive: true,
  userField: 'Division',
  userValues: [key],
});

/** A call that took place. */
export const call = (number: number, values: Partial<Records['task']> = {}): Records['task'] => ({
  ...followed,
  id: taskId(number),
  ownerId: userId(2),
  whoId: contactId(number),
  accountId: accountId(number),
  isClosed: true,
  activityDate: daysAgo(1).slice(0, 10),
  createdDate: daysAgo(1),
  subtype: 'Call',
  ...values,
});

export const assignment = (number: number): Records['permissionSetAssignment'] => ({
  id: idOf('0Pa', number),
  systemModstamp: daysAgo(0),
  assigneeId: userId(number),
  permissionSet: 'Baton_Rep',
});

/**
 * Customers with two accounts each: an even one in the division `a` (owner: user 1) and an odd one in `b` (owner: user 2),
 * and a call by each owner. Nothing is computed yet.
 */
export async function fillStore(database: Database, customers: number): Promise<void> {
  const numbers = Array.from({ length: customers * 2 }, (_, index) => index + 2);
  const ownerOf = (number: number): UserId => userId(number % 2 === 0 ? 1 : 2);
  await applyRecords(database, 'division', [division(1, 'a'), division(2, 'b')]);
  await applyRecords(database, 'user', [user(1, 'a'), user(2, 'b'), user(3, 'b')]);
  await applyRecords(database, 'permissionSetAssignment', [assignment(1), assignment(2), assignment(3)]);
  const accounts = numbers.map((number) =>
    account(number, { name: `Kunde Nr${Math.floor(number / 2)}`, ownerId: ownerOf(number) }),
  );
  await applyRecords(database, 'account', accounts);
  await applyRecords(
    database,
    'contact',
    numbers.map((number) => contact(number)),
  );
  await applyRecords(
    database,
    'task',
    numbers.map((number) => call(number, { ownerId: ownerOf(number) })),
  );
}

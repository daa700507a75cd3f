import type { MatchRecord } from '../match/index.ts';
import type { StoredAccount } from '../store/tables/accounts.ts';

/** An account as matching sees it. A person account is a person. */
export function accountToMatch(account: StoredAccount): MatchRecord {
  const { id, name, isPerson, website, phone, email, street, city, postalCode, country, parentId } = account;
  return {
    id,
    kind: isPerson ? 'person' : 'company',
    name,
    ...filled({ website, email, street, city, postalCode, country, parentId }),
    ...(phone === null ? {} : { phones: [phone] }),
  };
}

/** What is null is left out: matching knows only values that are there. */
export function filled<Key extends string>(values: Readonly<Record<Key, string | null>>): Partial<Record<Key, string>> {
  const entries = Object.entries(values).filter(([, value]) => value !== null);
  return Object.fromEntries(entries) as Partial<Record<Key, string>>;
}

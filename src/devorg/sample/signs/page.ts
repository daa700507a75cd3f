import type { SellerCampaign } from '../company/campaigns.ts';
import type { Catalogue } from '../company/catalogue.ts';
import type { Company, Records } from '../company/company.ts';
import type { Sharing } from '../company/groups.ts';
import type { AccountPlan, Customer, Person } from '../plan/customer.ts';
import type { Random } from '../random.ts';
import { dateOf } from '../time.ts';

/** What all signs of the truth are written with. */
export interface Office {
  readonly records: Records;
  readonly company: Company;
  readonly sharing: Sharing;
  readonly catalogue: Catalogue;
  readonly campaigns: readonly SellerCampaign[];
  /** 0 to 1: how carelessly people keep records. */
  readonly noise: number;
  readonly nowMs: number;
  /** Addresses written lately, for mailings that go to many customers. */
  readonly recentMail: string[];
  /** False where the package that brings the field is not deployed. */
  hasField(objectName: string, fieldName: string): boolean;
  nextCaseNumber(): string;
  nextContractNumber(): string;
}

/** One customer being written down. */
export interface Page {
  readonly office: Office;
  readonly random: Random;
  readonly customer: Customer;
  /** The name each account's row carries, in the order of the accounts. */
  readonly accountNames: readonly string[];
  /** Day of the last activity by account and contact id. */
  readonly lastActivity: Map<string, string>;
}

export function accountAt(page: Page, index: number): AccountPlan {
  const account = page.customer.accounts[index];
  if (account === undefined) throw new RangeError(`${page.customer.id} has no account ${String(index)}`);
  return account;
}

export function personAt(page: Page, index: number): Person {
  const person = page.customer.people[index];
  if (person === undefined) throw new RangeError(`${page.customer.id} has no person ${String(index)}`);
  return person;
}

/** Remembers that something happened, for `LastActivityDate`. */
export function noteActivity(page: Page, id: string, atMs: number): void {
  const day = dateOf(atMs);
  if ((page.lastActivity.get(id) ?? '') < day) page.lastActivity.set(id, day);
}

export function mailOf(page: Page, person: Person): string {
  return `${person.mailName}@${page.customer.domain}`;
}

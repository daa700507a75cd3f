import type { Colleague } from '../company/company.ts';
import type { DivisionKey } from '../divisions.ts';
import type { CompanyName } from '../words/company-name.ts';
import type { PersonName } from '../words/people.ts';
import type { Phone } from '../words/phones.ts';
import type { Address } from '../words/places.ts';

/** Somebody at a customer, as they are. */
export interface Person {
  readonly id: string;
  readonly name: PersonName;
  readonly title: string;
  readonly phone: Phone;
  readonly mobile: string;
  /** What stands before the @ in their address. */
  readonly mailName: string;
}

/** How well a colleague knows a customer, in truth. `past`: knew them once, or has left. */
export type TieLevel = 'strong' | 'good' | 'some' | 'past';

/** A real acquaintance; activities are its signs. */
export interface Tie {
  readonly colleague: Colleague;
  /** Which of the customer's accounts the colleague works on. */
  readonly account: number;
  readonly level: TieLevel;
  /** 0 to 1; orders colleagues of one customer. */
  readonly strength: number;
  /** The person they know best, as index into `people`. */
  readonly person: number;
  readonly sinceDaysAgo: number;
  /** When they last really spoke. */
  readonly lastDaysAgo: number;
}

export interface ContactPlan {
  readonly id: string;
  /** Index into the customer's people. */
  readonly person: number;
}

/** Who the account's row is shared with, beyond its owner. */
export type SharePlan = 'region' | 'circle' | 'colleague' | 'nobody';

export interface AccountPlan {
  readonly id: string;
  readonly division: DivisionKey;
  readonly owner: Colleague;
  /** Flagged *do not suggest*: it must contribute nothing. */
  readonly isPrivate: boolean;
  readonly share: SharePlan;
  /** The one it is shared with, where `share` is `colleague`. */
  readonly sharedWith?: Colleague;
  /** A second row of one division for the same customer. */
  readonly isDuplicate: boolean;
  readonly team: readonly Colleague[];
  readonly contacts: readonly ContactPlan[];
  readonly createdDaysAgo: number;
}

export interface DealPlan {
  readonly id: string;
  readonly account: number;
  readonly family: string;
  readonly owner: Colleague;
  readonly team: readonly Colleague[];
  readonly stage: string;
  readonly amount: number;
  readonly createdDaysAgo: number;
  /** Negative: to be closed in the future. */
  readonly closeDaysAgo: number;
  readonly contact: number;
}

export interface CasePlan {
  readonly account: number;
  /** A colleague, or undefined while it waits in its division's queue. */
  readonly owner: Colleague | undefined;
  readonly division: DivisionKey;
  readonly family: string;
  readonly contact: number;
  readonly createdDaysAgo: number;
  readonly isClosed: boolean;
}

export interface NeedPlan {
  readonly family: string;
  /** The customer really needs it. */
  readonly isWanted: boolean;
  readonly isBought: boolean;
}

export type CustomerKind = 'single' | 'branch' | 'subsidiary' | 'lookalike' | 'showcase';

/** What a customer is, before anybody records anything. */
export interface CustomerNature {
  /** `K` and a number; never in the org. */
  readonly id: string;
  /** Customers of one group are related, but not the same. */
  readonly groupId: string;
  readonly kind: CustomerKind;
  readonly name: CompanyName;
  readonly address: Address;
  readonly formerAddress: Address;
  readonly phone: Phone;
  readonly domain: string;
  /** Euros a year. */
  readonly turnover: number;
  readonly employees: number;
  readonly area: number;
  readonly needs: readonly NeedPlan[];
  readonly people: readonly Person[];
}

/** A customer with all that is true about the seller's dealings with it. */
export interface Customer extends CustomerNature {
  readonly divisions: readonly DivisionKey[];
  readonly accounts: readonly AccountPlan[];
  /** The head office's account, for branches and subsidiaries. */
  readonly parentAccountId: string | undefined;
  readonly ties: readonly Tie[];
  readonly deals: readonly DealPlan[];
  readonly cases: readonly CasePlan[];
}

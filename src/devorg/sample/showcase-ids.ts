import { whoPlays } from './company/cast.ts';
import type { Company } from './company/company.ts';
import type { DivisionKey } from './divisions.ts';
import type { Customer } from './plan/customer.ts';
import { otherViewersOf, outsiderOf } from './plan/showcase.ts';

/** Ids of the customer that a demo opens on. */
export interface ShowcaseIds {
  readonly accountId: string;
  readonly viewerUserId: string;
  /** May open the same account. */
  readonly otherViewers: readonly string[];
  /** May not open it. */
  readonly outsiderUserId: string;
  readonly sameCustomerAccounts: readonly {
    readonly accountId: string;
    readonly divisionKey: DivisionKey;
    readonly ownerId: string;
  }[];
}

/** Reads the ids off the drawn showcase. */
export function showcaseIds(company: Company, customer: Customer): ShowcaseIds {
  const [first] = customer.accounts;
  if (first === undefined) throw new RangeError('the showcase has no account');
  return {
    accountId: first.id,
    viewerUserId: whoPlays(company.colleagues, 'viewer').id,
    otherViewers: otherViewersOf(company).map((colleague) => colleague.id),
    outsiderUserId: outsiderOf(company).id,
    sameCustomerAccounts: customer.accounts.map((account) => ({
      accountId: account.id,
      divisionKey: account.division,
      ownerId: account.owner.id,
    })),
  };
}

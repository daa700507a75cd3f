import type { AccountPlan } from '../plan/customer.ts';
import { audit, DAY_MS } from '../time.ts';
import { extensionOf, writePhone } from '../words/phones.ts';
import type { Page } from './page.ts';
import { spellStreet, spellWebsite } from './spelling.ts';

type Row = Record<string, string | number | boolean | null>;

/** The value, or nothing where somebody left the field empty: the more noise, the oftener. */
function unlessMissing<T>(page: Page, probability: number, value: T): T | null {
  return page.random.chance(probability * page.office.noise) ? null : value;
}

function addressOf(page: Page): Row {
  const { random, office, customer } = page;
  // A move that reached one division and not the other.
  const { street, postcode, city } = random.chance(0.12 * office.noise) ? customer.formerAddress : customer.address;
  return {
    BillingStreet: unlessMissing(page, 0.25, spellStreet(random, street, office.noise)),
    BillingPostalCode: unlessMissing(page, 0.15, postcode),
    BillingCity: unlessMissing(page, 0.08, city.name),
    BillingCountry: city.country.name,
  };
}

function phoneOf(page: Page): string | null {
  const { random, office, customer } = page;
  const phone = random.chance(0.25 * office.noise) ? extensionOf(customer.phone, random) : customer.phone;
  return unlessMissing(page, 0.35, writePhone(random, phone, office.noise));
}

function sizeOf(page: Page): Row {
  const { random, office, customer } = page;
  const guess = 1 + random.normal() * 0.25 * office.noise;
  return {
    Industry: unlessMissing(page, 0.4, random.chance(0.1 * office.noise) ? 'Other' : customer.name.industry),
    AnnualRevenue: unlessMissing(
      page,
      0.5,
      Math.max(50_000, Math.round((customer.turnover * guess) / 10_000) * 10_000),
    ),
    NumberOfEmployees: unlessMissing(page, 0.4, Math.max(1, Math.round(customer.employees * guess))),
  };
}

function parentOf(page: Page, account: AccountPlan): string | null {
  const { parentAccountId } = page.customer;
  return parentAccountId === account.id ? null : (parentAccountId ?? null);
}

/** Writes the rows that the divisions keep for this customer, after its activities, whose last day they carry. */
export function writeAccounts(page: Page): void {
  const { office, random, customer } = page;
  for (const [index, account] of customer.accounts.entries()) {
    const createdMs = office.nowMs - account.createdDaysAgo * DAY_MS;
    const hasDeal = customer.deals.some((deal) => deal.account === index && deal.stage === 'Closed Won');
    office.records.add('Account', {
      Id: account.id,
      Name: page.accountNames[index] ?? '',
      Type: hasDeal ? 'Customer - Direct' : 'Prospect',
      ParentId: parentOf(page, account),
      ...addressOf(page),
      Phone: phoneOf(page),
      Website: unlessMissing(page, 0.5, spellWebsite(random, customer.domain, office.noise)),
      ...sizeOf(page),
      OwnerId: account.owner.id,
      LastActivityDate: page.lastActivity.get(account.id) ?? null,
      ...(office.hasField('Account', 'Baton_Do_Not_Suggest__c') && { Baton_Do_Not_Suggest__c: account.isPrivate }),
      ...audit(createdMs, account.owner.id, createdMs + random.next() * (office.nowMs - createdMs)),
    });
    writeTeam(page, account);
    writeShares(page, account);
  }
}

function writeTeam(page: Page, account: AccountPlan): void {
  const { office, random } = page;
  for (const member of new Set(account.team)) {
    office.records.add('AccountTeamMember', {
      AccountId: account.id,
      UserId: member.id,
      TeamMemberRole: member.post === 'agent' ? 'Pre-Sales Consultant' : 'Account Manager',
      AccountAccessLevel: 'Edit',
      OpportunityAccessLevel: 'Read',
      CaseAccessLevel: 'Read',
      ContactAccessLevel: 'Edit',
      ...audit(office.nowMs - random.real(20, 600) * DAY_MS, account.owner.id),
    });
  }
}

/** What a share row names: the region's role tree, the circle of the division, or one colleague. */
function writeShares(page: Page, account: AccountPlan): void {
  const { company, sharing, records, nowMs } = page.office;
  const add = (granteeId: string, level: string, cause: string) => {
    records.add('AccountShare', {
      AccountId: account.id,
      UserOrGroupId: granteeId,
      AccountAccessLevel: level,
      ContactAccessLevel: level,
      OpportunityAccessLevel: 'None',
      CaseAccessLevel: 'None',
      RowCause: cause,
      LastModifiedDate: audit(nowMs - 30 * DAY_MS, account.owner.id)['LastModifiedDate'] ?? null,
      LastModifiedById: company.administrator.id,
    });
  };
  if (account.share === 'region') {
    const { manager } = company.team(account.division, page.customer.area);
    add(sharing.roleTree(manager.roleId ?? ''), 'Edit', 'Rule');
  }
  if (account.share === 'circle') add(sharing.circles[account.division].id, 'Read', 'Rule');
  if (account.sharedWith !== undefined) add(account.sharedWith.id, 'Read', 'Manual');
}

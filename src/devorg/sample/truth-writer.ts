import { rmSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

import type { Colleague, Company, ShareGroup } from './company/company.ts';
import type { AccountPlan, Customer } from './plan/customer.ts';
import { NEED_RULES } from './plan/need-rules.ts';
import type { LeadFact } from './signs/write-service.ts';
import { dateOf, DAY_MS } from './time.ts';
import { TRUTH_INDEXES, TRUTH_TABLES } from './truth-tables.ts';
import { properName } from './words/company-name.ts';

/** What the org's permission rows say about one user. */
export interface AccountRight {
  readonly userId: string;
  readonly name: string;
  readonly seesAll: boolean;
  readonly readsAccounts: boolean;
}

/** Ids of the groups that each division has, by its key. */
export interface DivisionGroups {
  readonly circles: Readonly<Record<string, string>>;
  readonly queues: Readonly<Record<string, string>>;
}

/** A user who was in the org before the company: its first administrator. */
const STRANGER: Omit<Colleague, 'id' | 'firstName' | 'lastName' | 'city' | 'managerId'> = {
  post: 'administrator',
  division: undefined,
  area: undefined,
  roleId: undefined,
  isActive: true,
  hasBaton: false,
  naming: 'Named',
  skills: {},
};

/** Keeps what was drawn, before anybody wrote it down wrongly. */
export class TruthWriter {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #nowMs: number;

  /** Starts a new file; one that is there is replaced. */
  constructor(file: string, nowMs: number) {
    if (file !== ':memory:') rmSync(file, { force: true });
    this.#database = new DatabaseSync(file);
    this.#database.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; ${TRUTH_TABLES} BEGIN;`);
    this.#nowMs = nowMs;
  }

  #add(table: string, ...values: readonly SQLInputValue[]): void {
    let statement = this.#statements.get(table);
    if (statement === undefined) {
      statement = this.#database.prepare(`INSERT INTO ${table} VALUES (${values.map(() => '?').join(',')})`);
      this.#statements.set(table, statement);
    }
    statement.run(...values);
  }

  /** How the company was made. */
  addMeta(meta: Readonly<Record<string, string | number>>): void {
    for (const [name, value] of Object.entries(meta)) this.#add('meta', name, String(value));
    for (const rule of NEED_RULES) this.#add('need_rule', rule.id, JSON.stringify(rule));
  }

  /** Who works for the seller and what they are allowed to; also users that were in the org before. */
  addCompany(company: Company, groups: readonly ShareGroup[], rights: readonly AccountRight[]): void {
    const byId = new Map(company.colleagues.map((colleague) => [colleague.id, colleague]));
    for (const right of rights) this.#addUser(right, byId.get(right.userId));
    for (const role of company.roles) this.#add('role', role.id, role.parentId ?? null);
    for (const group of groups)
      for (const userId of new Set(group.memberIds)) this.#add('share_group', group.id, userId);
  }

  #addUser(right: AccountRight, colleague: Colleague | undefined): void {
    const { post, division, area, roleId, isActive, hasBaton, naming, skills } = colleague ?? STRANGER;
    const person = [post, division ?? null, area ?? null, roleId ?? null, Number(isActive), Number(hasBaton), naming];
    this.#add('user', right.userId, right.name, ...person, Number(right.seesAll), Number(right.readsAccounts));
    for (const [family, skill] of Object.entries(skills)) this.#add('user_skill', right.userId, family, skill);
  }

  /** A customer with its rows, people, ties, needs and who may see what. */
  addCustomer(company: Company, groups: DivisionGroups, customer: Customer): void {
    const { address, name } = customer;
    this.#add(
      'customer',
      customer.id,
      customer.groupId,
      customer.kind,
      properName(name),
      name.industry,
      address.city.country.code,
      address.city.name,
      customer.area,
      customer.turnover,
      customer.employees,
    );
    for (const division of customer.divisions) this.#add('served_by', customer.id, division);
    for (const need of customer.needs)
      this.#add('need', customer.id, need.family, Number(need.isWanted), Number(need.isBought));
    this.#addAccounts(company, groups.circles, customer);
    this.#addDealsAndCases(groups.queues, customer);
    for (const tie of customer.ties) {
      const account = customer.accounts[tie.account];
      const person = customer.people[tie.person];
      this.#add(
        'knows',
        tie.colleague.id,
        customer.id,
        person?.id ?? null,
        account?.id ?? null,
        tie.level,
        tie.strength,
        dateOf(this.#nowMs - tie.sinceDaysAgo * DAY_MS),
        dateOf(this.#nowMs - tie.lastDaysAgo * DAY_MS),
      );
    }
  }

  #addAccounts(company: Company, circleIds: Readonly<Record<string, string>>, customer: Customer): void {
    const { id: customerId, people, area } = customer;
    for (const account of customer.accounts) {
      const { id, division, owner } = account;
      this.#add('account', id, customerId, division, owner.id, Number(account.isPrivate), Number(account.isDuplicate));
      for (const contact of account.contacts) this.#add('contact', contact.id, people[contact.person]?.id ?? null, id);
      for (const member of account.team) this.#add('account_grant', id, 'user', member.id, 'account team');
      const { roleId } = company.team(division, area).manager;
      this.#addShare(account, { circle: circleIds[division] ?? null, region: roleId ?? null });
    }
  }

  #addShare({ id, share, sharedWith }: AccountPlan, holders: { circle: string | null; region: string | null }): void {
    if (sharedWith !== undefined) this.#add('account_grant', id, 'user', sharedWith.id, 'shared by hand');
    if (share === 'circle') this.#add('account_grant', id, 'group', holders.circle, 'key accounts');
    if (share === 'region') this.#add('account_grant', id, 'role tree', holders.region, 'region');
  }

  /** Who may read a deal or a case may read the account it belongs to. */
  #addDealsAndCases(queueIds: Readonly<Record<string, string>>, customer: Customer): void {
    for (const deal of customer.deals) {
      const accountId = customer.accounts[deal.account]?.id ?? null;
      this.#add('account_grant', accountId, 'user', deal.owner.id, 'deal owner');
      for (const member of deal.team) this.#add('account_grant', accountId, 'user', member.id, 'deal team');
    }
    for (const plan of customer.cases) {
      const accountId = customer.accounts[plan.account]?.id ?? null;
      if (plan.owner === undefined)
        this.#add('account_grant', accountId, 'group', queueIds[plan.division] ?? null, 'case queue');
      else this.#add('account_grant', accountId, 'user', plan.owner.id, 'case owner');
    }
  }

  addLeads(leads: readonly LeadFact[]): void {
    for (const lead of leads) this.#add('lead', lead.leadId, lead.customerId ?? null);
  }

  /** Makes what was added so far durable, so that the transaction does not grow with the org. */
  settle(): void {
    this.#database.exec('COMMIT; BEGIN');
  }

  close(): void {
    this.#database.exec(`COMMIT; ${TRUTH_INDEXES}`);
    this.#database.close();
  }
}

import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

import type { Naming } from './company/company.ts';
import type { DivisionKey } from './divisions.ts';
import type { TieLevel } from './plan/customer.ts';
import type { NeedRule } from './plan/need-rules.ts';
import { TruthAccess } from './truth-access.ts';
import { bestReceivers, type Receiver } from './truth-receivers.ts';

/** A colleague who knows a customer, as it really is. */
export interface TrueKnower {
  readonly userId: string;
  readonly division: DivisionKey | undefined;
  readonly level: TieLevel;
  /** 0 to 1; orders the knowers of one customer. */
  readonly strength: number;
  /** Whom at the customer they know best. */
  readonly personId: string;
  readonly accountId: string;
  /** `YYYY-MM-DD`. */
  readonly since: string;
  readonly last: string;
  readonly isActive: boolean;
  readonly hasBaton: boolean;
  readonly naming: Naming;
  /** The account they know the customer through is flagged *do not suggest*. */
  readonly isPrivate: boolean;
}

export interface TrueUser {
  readonly userId: string;
  readonly name: string;
  readonly post: string;
  readonly division: DivisionKey | undefined;
  readonly isActive: boolean;
  readonly hasBaton: boolean;
  readonly naming: Naming;
}

export interface TrueNeed {
  readonly family: string;
  readonly isWanted: boolean;
  readonly isBought: boolean;
}

const KNOWERS = `
  SELECT k.user_id AS userId, u.division AS division, k.level AS level, k.strength AS strength, k.person_id AS personId,
    k.account_id AS accountId, k.since AS since, k.last AS last, u.is_active AS isActive, u.has_baton AS hasBaton, u.naming AS naming,
    a.is_private AS isPrivate
  FROM knows k JOIN user u ON u.user_id = k.user_id JOIN account a ON a.account_id = k.account_id
  WHERE k.customer_id = ? ORDER BY k.strength DESC, k.user_id`;

function yes(value: unknown): boolean {
  return value === 1;
}

/** Answers what is really so in a sample company. Only tests, benchmarks and the demo's page may ask. */
export class Truth {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #access: TruthAccess;

  constructor(file: string) {
    this.#database = new DatabaseSync(file, { readOnly: true });
    this.#access = new TruthAccess((sql, ...values) => this.#all(sql, ...values));
  }

  #all(sql: string, ...values: readonly SQLInputValue[]): Record<string, unknown>[] {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement.all(...values);
  }

  #texts(sql: string, ...values: readonly SQLInputValue[]): readonly string[] {
    return this.#all(sql, ...values).map((row) => String(Object.values(row)[0]));
  }

  /** How the company was made: `accounts`, `seed`, `noise`, `now`. */
  meta(name: string): string | undefined {
    return this.#texts('SELECT value FROM meta WHERE name = ?', name)[0];
  }

  users(): readonly TrueUser[] {
    return this.#all('SELECT * FROM user ORDER BY user_id').map((row) => ({
      userId: String(row['user_id']),
      name: String(row['name']),
      post: String(row['post']),
      division: (row['division'] as DivisionKey | null) ?? undefined,
      isActive: yes(row['is_active']),
      hasBaton: yes(row['has_baton']),
      naming: row['naming'] as Naming,
    }));
  }

  /** Each account with the customer it belongs to, for pairwise measures. */
  *accountsByCustomer(): Generator<{ accountId: string; customerId: string; groupId: string }, void> {
    const sql =
      'SELECT a.account_id, a.customer_id, c.group_id FROM account a JOIN customer c USING (customer_id) ORDER BY a.customer_id, a.account_id';
    for (const row of this.#database.prepare(sql).iterate()) {
      yield {
        accountId: String(row['account_id']),
        customerId: String(row['customer_id']),
        groupId: String(row['group_id']),
      };
    }
  }

  customerIds(): readonly string[] {
    return this.#texts('SELECT customer_id FROM customer ORDER BY customer_id');
  }

  customerOf(accountId: string): string | undefined {
    return this.#texts('SELECT customer_id FROM account WHERE account_id = ?', accountId)[0];
  }

  accountsOf(customerId: string): readonly string[] {
    return this.#texts('SELECT account_id FROM account WHERE customer_id = ? ORDER BY account_id', customerId);
  }

  divisionsServing(customerId: string): readonly string[] {
    return this.#texts('SELECT division FROM served_by WHERE customer_id = ? ORDER BY division', customerId);
  }

  /** True if both rows stand for one customer. */
  sameCustomer(accountId: string, otherAccountId: string): boolean {
    const customer = this.customerOf(accountId);
    return customer !== undefined && customer === this.customerOf(otherAccountId);
  }

  /** True if both belong to one group of companies, be it the same customer or not. */
  sameGroup(accountId: string, otherAccountId: string): boolean {
    const sql = 'SELECT c.group_id FROM account a JOIN customer c USING (customer_id) WHERE a.account_id = ?';
    const [group] = this.#texts(sql, accountId);
    return group !== undefined && group === this.#texts(sql, otherAccountId)[0];
  }

  /** True if both rows stand for one human being. */
  samePerson(contactId: string, otherContactId: string): boolean {
    const sql = 'SELECT person_id FROM contact WHERE contact_id = ?';
    const [person] = this.#texts(sql, contactId);
    return person !== undefined && person === this.#texts(sql, otherContactId)[0];
  }

  contactsOf(personId: string): readonly string[] {
    return this.#texts('SELECT contact_id FROM contact WHERE person_id = ? ORDER BY contact_id', personId);
  }

  /** The customer a lead comes from; undefined for a stranger. */
  customerOfLead(leadId: string): string | undefined {
    const [row] = this.#all('SELECT customer_id FROM lead WHERE lead_id = ?', leadId);
    return (row?.['customer_id'] as string | null | undefined) ?? undefined;
  }

  /** Who knows this customer now, best first: nobody who has left, nobody who only knew them once. */
  whoKnows(customerId: string): readonly TrueKnower[] {
    return this.whoEverKnew(customerId).filter((knower) => knower.isActive && knower.level !== 'past');
  }

  /** The same with those who are history. */
  whoEverKnew(customerId: string): readonly TrueKnower[] {
    return this.#all(KNOWERS, customerId).map((row) => ({
      ...(row as unknown as TrueKnower),
      division: (row['division'] as DivisionKey | null) ?? undefined,
      isActive: yes(row['isActive']),
      hasBaton: yes(row['hasBaton']),
      isPrivate: yes(row['isPrivate']),
    }));
  }

  /** All accounts this user may read, sorted. */
  accountsVisibleTo(userId: string): readonly string[] {
    return this.#access.accountsVisibleTo(userId);
  }

  maySee(userId: string, accountId: string): boolean {
    return this.#access.maySee(userId, accountId);
  }

  needsOf(customerId: string): readonly TrueNeed[] {
    return this.#all('SELECT * FROM need WHERE customer_id = ? ORDER BY family', customerId).map((row) => ({
      family: String(row['family']),
      isWanted: yes(row['is_wanted']),
      isBought: yes(row['is_bought']),
    }));
  }

  /** The rules by which needs were planted. */
  needRules(): readonly NeedRule[] {
    return this.#texts('SELECT rule FROM need_rule ORDER BY rule_id').map((rule) => JSON.parse(rule) as NeedRule);
  }

  /** Who should get a hand-off of this need at this customer, best first. */
  bestReceivers(customerId: string, family: string, limit = 3): readonly Receiver[] {
    return bestReceivers((sql, ...values) => this.#all(sql, ...values), customerId, family).slice(0, limit);
  }

  close(): void {
    this.#database.close();
  }
}

/**
 * Opens the truth of a sample company.
 * @param file the `truthFile` it was made with
 */
export function openTruth(file: string): Truth {
  return new Truth(file);
}

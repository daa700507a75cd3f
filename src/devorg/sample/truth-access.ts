import type { SQLInputValue } from 'node:sqlite';

export type Ask = (sql: string, ...values: readonly SQLInputValue[]) => Record<string, unknown>[];

/** Through whom and what a user may see rows. */
interface Reach {
  readonly seesAll: boolean;
  readonly readsAccounts: boolean;
  /** The user and all who stand below them: what these have, the user has. */
  readonly userIds: ReadonlySet<string>;
  readonly groupIds: ReadonlySet<string>;
  /** Own role, those above and those below: a share with any of their trees includes the user or somebody below. */
  readonly treeRoleIds: ReadonlySet<string>;
}

const BELOW = `
  WITH RECURSIVE below(role_id) AS (
    SELECT role_id FROM role WHERE parent_role_id = ?
    UNION SELECT r.role_id FROM role r JOIN below b ON r.parent_role_id = b.role_id
  ) SELECT role_id FROM below`;

const ABOVE = `
  WITH RECURSIVE above(role_id) AS (
    SELECT parent_role_id FROM role WHERE role_id = ?
    UNION SELECT r.parent_role_id FROM role r JOIN above a ON r.role_id = a.role_id
  ) SELECT role_id FROM above WHERE role_id IS NOT NULL`;

/**
 * Who may see which account, worked out from what was drawn and not from the org's rows. The rule is the one that
 * Salesforce documents: a row is open to its owner, to those it is shared with (by hand, by rule, through a team,
 * through a deal or case of theirs on it), and to everybody above any of these in the hierarchy of roles.
 */
export class TruthAccess {
  readonly #ask: Ask;
  readonly #reaches = new Map<string, Reach>();

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  #ids(sql: string, value: string): string[] {
    return this.#ask(sql, value).map((row) => String(Object.values(row)[0]));
  }

  #reach(userId: string): Reach {
    let reach = this.#reaches.get(userId);
    if (reach === undefined) {
      reach = this.#workOut(userId);
      this.#reaches.set(userId, reach);
    }
    return reach;
  }

  #workOut(userId: string): Reach {
    const [user] = this.#ask('SELECT role_id, sees_all, reads_accounts FROM user WHERE user_id = ?', userId);
    const roleId = user?.['role_id'];
    const userIds = new Set([userId]);
    const treeRoleIds = new Set<string>();
    if (typeof roleId === 'string') {
      const below = this.#ids(BELOW, roleId);
      for (const role of [roleId, ...this.#ids(ABOVE, roleId), ...below]) treeRoleIds.add(role);
      for (const role of below)
        for (const member of this.#ids('SELECT user_id FROM user WHERE role_id = ?', role)) userIds.add(member);
    }
    const groupIds = new Set<string>();
    for (const member of userIds)
      for (const group of this.#ids('SELECT group_id FROM share_group WHERE user_id = ?', member)) groupIds.add(group);
    return {
      seesAll: user?.['sees_all'] === 1,
      readsAccounts: user?.['reads_accounts'] === 1,
      userIds,
      groupIds,
      treeRoleIds,
    };
  }

  accountsVisibleTo(userId: string): readonly string[] {
    const reach = this.#reach(userId);
    if (!reach.readsAccounts) return [];
    if (reach.seesAll)
      return this.#ask('SELECT account_id FROM account ORDER BY account_id').map((row) => String(row['account_id']));
    const found = new Set<string>();
    const collect = (sql: string, ids: ReadonlySet<string>) => {
      for (const id of ids) for (const accountId of this.#ids(sql, id)) found.add(accountId);
    };
    collect('SELECT account_id FROM account WHERE owner_id = ?', reach.userIds);
    collect("SELECT account_id FROM account_grant WHERE holder_id = ? AND kind = 'user'", reach.userIds);
    collect("SELECT account_id FROM account_grant WHERE holder_id = ? AND kind = 'group'", reach.groupIds);
    collect("SELECT account_id FROM account_grant WHERE holder_id = ? AND kind = 'role tree'", reach.treeRoleIds);
    return [...found].sort();
  }

  maySee(userId: string, accountId: string): boolean {
    const reach = this.#reach(userId);
    const [account] = this.#ask('SELECT owner_id FROM account WHERE account_id = ?', accountId);
    if (!reach.readsAccounts || account === undefined) return false;
    if (reach.seesAll || reach.userIds.has(String(account['owner_id']))) return true;
    return this.#ask('SELECT kind, holder_id FROM account_grant WHERE account_id = ?', accountId).some((grant) => {
      const holder = String(grant['holder_id']);
      if (grant['kind'] === 'user') return reach.userIds.has(holder);
      return (grant['kind'] === 'group' ? reach.groupIds : reach.treeRoleIds).has(holder);
    });
  }
}

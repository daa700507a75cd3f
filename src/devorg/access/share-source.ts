import type { Org } from '../org.ts';
import type { SObject } from '../schema.ts';

/** What somebody wants to do with a row. Giving it or its shares away takes full access to it, and the right to edit. */
export type Level = 'read' | 'edit' | 'delete' | 'transfer';

/** A table whose rows give people or groups access to rows of an object. */
export interface ShareSource {
  readonly table: string;
  /** The column with the id of the shared row. */
  readonly target: string;
  /** The column with the id of the user or group. */
  readonly grantee: string;
  /** The column with `Read`, `Edit` or `All`. */
  readonly level: string;
}

const TEAMS: Readonly<Record<string, { table: string; setting: 'accountTeams' | 'opportunityTeams' }>> = {
  Account: { table: 'AccountTeamMember', setting: 'accountTeams' },
  Opportunity: { table: 'OpportunityTeamMember', setting: 'opportunityTeams' },
};

/** Objects below an account whose access the account's shares, team and owner's role can give. */
export const ACCOUNT_CHILDREN: readonly string[] = ['Opportunity', 'Case', 'Contact'];

/** The SQL list of access levels that are enough. */
export function levelsFor(level: Level): string {
  if (level === 'read') return `('Read', 'Edit', 'All')`;
  return level === 'edit' ? `('Edit', 'All')` : `('All')`;
}

/** Share rows and team rows that give access to the object itself. */
export function shareSourcesOf(org: Org, object: SObject): ShareSource[] {
  const sources: ShareSource[] = [];
  const share = object.shareObject === undefined ? undefined : org.schema.object(object.shareObject);
  if (share) {
    const custom = object.custom;
    sources.push({
      table: share.name,
      target: custom ? 'ParentId' : `${object.name}Id`,
      grantee: 'UserOrGroupId',
      level: custom ? 'AccessLevel' : `${object.name}AccessLevel`,
    });
  }
  const team = TEAMS[object.name];
  if (team && org.settings[team.setting] && org.schema.object(team.table)) {
    sources.push({
      table: team.table,
      target: `${object.name}Id`,
      grantee: 'UserId',
      level: `${object.name}AccessLevel`,
    });
  }
  return sources;
}

/** Share rows and team rows of accounts that give access to their children of this object, by account. */
export function accountSourcesOf(org: Org, object: SObject): ShareSource[] {
  const account = org.schema.object('Account');
  if (!account || !ACCOUNT_CHILDREN.includes(object.name)) return [];
  const level = `${object.name}AccessLevel`;
  return shareSourcesOf(org, account)
    .filter((source) => org.schema.field(source.table, level) !== undefined)
    .map((source) => ({ ...source, level }));
}

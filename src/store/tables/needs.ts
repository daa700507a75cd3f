import type { Database } from '../database.ts';
import type { Table } from '../table.ts';

/** A need in customer words, and how it is recognised. */
export interface NeedRow {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly isActive: boolean;
  readonly divisionId?: string | null | undefined;
  /** Product families that serve it; none: all that the division sells. */
  readonly families: readonly string[];
  readonly keywords: readonly string[];
}

export const needs: Table<NeedRow> = {
  name: 'need',
  columns: {
    id: 'text',
    key: 'text',
    name: 'text',
    isActive: 'boolean',
    divisionId: 'text',
    families: 'jsonb',
    keywords: 'jsonb',
  },
  links: ['id'],
};

/** A need that counts, with the division that serves it. */
export interface ServedNeed {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly divisionId: string;
  readonly divisionKey: string;
  readonly divisionName: string;
  readonly families: readonly string[];
  readonly keywords: readonly string[];
}

/** Active needs of active divisions, in the order of their keys. */
export function readServedNeeds(database: Database): Promise<ServedNeed[]> {
  return database.query<ServedNeed>(
    `SELECT n.id, n.key, n.name, n.division_id AS "divisionId", d.key AS "divisionKey", d.name AS "divisionName",
            n.families, n.keywords
     FROM need n JOIN division d ON d.id = n.division_id AND d.is_active
     WHERE n.is_active ORDER BY n.key`,
  );
}

/** A case that names needs; the words are gone. */
export interface NeedCaseRow {
  readonly id: string;
  readonly accountId?: string | undefined;
  /** Who hears what became of it. */
  readonly ownerId: string;
  /** Keys. */
  readonly needs: readonly string[];
  readonly atMs: number;
}

export const needCases: Table<NeedCaseRow> = {
  name: 'need_case',
  columns: { id: 'text', accountId: 'text', ownerId: 'text', needs: 'jsonb', atMs: 'bigint' },
  links: ['accountId'],
};

export interface NeedCampaignRow {
  readonly id: string;
  readonly ownerId: string;
  /** Keys. */
  readonly needs: readonly string[];
}

export const needCampaigns: Table<NeedCampaignRow> = {
  name: 'need_campaign',
  columns: { id: 'text', ownerId: 'text', needs: 'jsonb' },
  links: ['id'],
};

export interface CampaignAnswerRow {
  readonly id: string;
  readonly campaignId: string;
  readonly contactId: string;
  readonly atMs: number;
}

export const campaignAnswers: Table<CampaignAnswerRow> = {
  name: 'campaign_answer',
  columns: { id: 'text', campaignId: 'text', contactId: 'text', atMs: 'bigint' },
  links: ['contactId', 'campaignId'],
};

/** Contacts who answered these campaigns. */
export async function readAnsweredBy(database: Database, campaignIds: readonly string[]): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    'SELECT DISTINCT contact_id AS id FROM campaign_answer WHERE campaign_id = ANY($1::text[])',
    [campaignIds],
  );
  return rows.map((row) => row.id);
}

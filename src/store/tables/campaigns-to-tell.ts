import type { Database } from '../database.ts';

/** Marks campaigns whose feedback is to be counted again. */
export async function markCampaigns(database: Database, campaignIds: readonly string[]): Promise<void> {
  if (campaignIds.length === 0) return;
  await database.query(
    `INSERT INTO dirty_campaign AS d (campaign_id) SELECT DISTINCT id FROM unnest($1::text[]) AS c(id) ORDER BY id
     ON CONFLICT (campaign_id) DO UPDATE SET version = d.version + 1`,
    [campaignIds],
  );
}

/** Marks what people hear, or would hear, of their cases and campaigns: only who has Baton hears anything. */
export async function markHeardBy(database: Database, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return;
  await database.query(
    `INSERT INTO dirty_campaign AS d (campaign_id)
     SELECT id FROM need_campaign WHERE owner_id = ANY($1::text[]) ORDER BY id
     ON CONFLICT (campaign_id) DO UPDATE SET version = d.version + 1`,
    [userIds],
  );
  await database.query(
    `WITH customers AS (
       SELECT c.customer_id FROM customer_account c
       WHERE c.account_id IN (SELECT account_id FROM need_case WHERE owner_id = ANY($1::text[]))
       ORDER BY c.account_id FOR SHARE)
     INSERT INTO dirty_need AS d (customer_id)
     SELECT DISTINCT customer_id FROM customers ORDER BY customer_id
     ON CONFLICT (customer_id) DO UPDATE SET version = d.version + 1`,
    [userIds],
  );
}

export interface DirtyCampaign {
  readonly campaignId: string;
  readonly version: number;
}

export function readDirtyCampaigns(database: Database, count: number): Promise<DirtyCampaign[]> {
  return database.query<DirtyCampaign>(
    `SELECT campaign_id AS "campaignId", version FROM dirty_campaign ORDER BY campaign_id LIMIT $1`,
    [count],
  );
}

/** Takes campaigns off the list, except those marked again in the meantime. */
export async function clearDirtyCampaigns(database: Database, done: readonly DirtyCampaign[]): Promise<void> {
  await database.query(
    `DELETE FROM dirty_campaign d USING unnest($1::text[], $2::bigint[]) AS x(campaign_id, version)
     WHERE d.campaign_id = x.campaign_id AND d.version = x.version`,
    [done.map((one) => one.campaignId), done.map((one) => one.version)],
  );
}

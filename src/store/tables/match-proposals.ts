import type { Database } from '../database.ts';
import { readSetting, writeSetting } from './settings.ts';

/** A question to an admin: are these two the same? `oneId` is the smaller id. */
export interface MatchProposal {
  readonly kind: 'Accounts' | 'Contacts' | 'Lead and Account' | 'Lead and Contact';
  readonly oneId: string;
  readonly otherId: string;
  readonly score: number;
  readonly evidence: readonly string[];
}

/**
 * The open questions, likeliest first; of several pairs between the same two customers or people only the likeliest,
 * since its answer settles the others.
 */
export function readMatchProposals(database: Database, most: number): Promise<MatchProposal[]> {
  return database.query<MatchProposal>(
    `WITH question AS (
       SELECT 'Accounts' AS kind, p.account_id AS one_id, p.other_id, p.score, p.evidence,
              least(a.customer_id, b.customer_id) AS one_side, greatest(a.customer_id, b.customer_id) AS other_side
       FROM account_pair p JOIN customer_account a ON a.account_id = p.account_id
         JOIN customer_account b ON b.account_id = p.other_id
       WHERE p.is_open
       UNION ALL
       SELECT CASE WHEN p.other_id LIKE '00Q%' THEN 'Lead and Contact' ELSE 'Contacts' END, p.record_id, p.other_id,
              p.score, p.evidence, least(a.person_id, b.person_id), greatest(a.person_id, b.person_id)
       FROM person_pair p JOIN person_member a ON a.record_id = p.record_id
         JOIN person_member b ON b.record_id = p.other_id
       WHERE p.is_open AND NOT p.record_id LIKE '00Q%'
       UNION ALL
       SELECT 'Lead and Account', p.account_id, p.lead_id, p.score, p.evidence, a.customer_id, p.lead_id
       FROM lead_account p JOIN customer_account a ON a.account_id = p.account_id
       WHERE p.is_open),
     likeliest AS (
       SELECT DISTINCT ON (one_side, other_side) kind, one_id, other_id, score, evidence
       FROM question ORDER BY one_side, other_side, score DESC, one_id, other_id)
     SELECT kind, one_id AS "oneId", other_id AS "otherId", score, evidence FROM likeliest
     ORDER BY score DESC, one_id, other_id LIMIT $1`,
    [most],
  );
}

const SETTING = 'match proposals';
const STALE = 'stale';

/** Something was matched: what is proposed may have to change. */
export function noteMatched(database: Database): Promise<void> {
  return writeSetting(database, SETTING, STALE);
}

/** Whether the proposals in the CRM are those of the moment, as far as we know, at this limit. */
export async function areProposalsFresh(database: Database, most: number): Promise<boolean> {
  return (await readSetting(database, SETTING)) === String(most);
}

export function noteProposed(database: Database, most: number): Promise<void> {
  return writeSetting(database, SETTING, String(most));
}

import type { Database } from '../../store/database.ts';
import { clearDirtyCampaigns, readDirtyCampaigns } from '../../store/tables/campaigns-to-tell.ts';
import type { NeedSignRow } from '../../store/tables/need-facts.ts';
import {
  type CampaignOutcomeRow,
  type OutcomeRow,
  type OutcomeState,
  readCampaignOutcomes,
} from '../../store/tables/need-outcomes.ts';
import { createdDay, type DesiredOwnRow, replaceAllDesired, type RowFields } from '../../store/tables/own-rows.ts';
import type { StandingSuggestion, SuggestionStatus } from '../../suggest/index.ts';
import type { NeedCatalogue } from './catalogue.ts';

export const FEEDBACK = 'Baton_Feedback__c';
const DAY_MS = 86_400_000;
const BATCH = 100;

/** How far it came, least first. */
const ORDER: readonly OutcomeState[] = ['waiting', 'suggested', 'refused', 'passed', 'won'];

/** Values of the picklist `Outcome__c`. */
const WORDS: Readonly<Record<OutcomeState, string>> = {
  waiting: 'Waiting',
  suggested: 'Suggested',
  refused: 'Refused',
  passed: 'Passed on',
  won: 'Won',
};

const STATES: Readonly<Record<SuggestionStatus, OutcomeState>> = {
  Open: 'suggested',
  'Passed on': 'passed',
  'Not now': 'refused',
  'Has it': 'refused',
  'Not relevant': 'refused',
  Expired: 'waiting',
};

/** What became of each need that a customer named, since it named it first. */
export function outcomesOf(
  customerId: string,
  signs: readonly NeedSignRow[],
  standing: readonly StandingSuggestion[],
  lastBoughtMs: ReadonlyMap<string, number>,
): OutcomeRow[] {
  const firstMs = new Map<string, number>();
  for (const { needs, atMs } of signs)
    for (const need of needs) firstMs.set(need, Math.min(atMs, firstMs.get(need) ?? atMs));
  return [...firstMs].map(([need, sinceMs]) => {
    const bought = lastBoughtMs.get(need);
    // Deals close on days, at their beginning.
    if (bought !== undefined && bought > sinceMs - DAY_MS) return { customerId, need, state: 'won', atMs: bought };
    const best = standing
      .filter((one) => one.need === need && isSince(one, sinceMs))
      .map((one) => ({ state: STATES[one.status], atMs: one.answeredMs ?? one.createdMs }))
      .reduce<{ state: OutcomeState; atMs: number } | undefined>(furthest, undefined);
    return { customerId, need, state: best?.state ?? 'waiting', atMs: best?.atMs ?? null };
  });
}

function isSince({ answeredMs, createdMs }: StandingSuggestion, sinceMs: number): boolean {
  return answeredMs === undefined ? createdMs >= createdDay(sinceMs) : answeredMs >= sinceMs;
}

type Step = { readonly state: OutcomeState; readonly atMs: number };

function furthest(best: Step | undefined, one: Step): Step {
  return best === undefined || ORDER.indexOf(one.state) > ORDER.indexOf(best.state) ? one : best;
}

/** Rows for the agents of a customer's cases. */
export function caseFeedback(
  { byKey }: NeedCatalogue,
  customerId: string,
  signs: readonly NeedSignRow[],
  outcomes: readonly OutcomeRow[],
): DesiredOwnRow[] {
  const of = new Map(outcomes.map((outcome) => [outcome.need, outcome]));
  return signs.flatMap(({ kind, sourceId, needs, ownerId }) =>
    needs.flatMap((key): DesiredOwnRow[] => {
      const need = byKey.get(key);
      const outcome = of.get(key);
      if (kind !== 'case' || ownerId === null || need === undefined) return [];
      // Nothing yet is no news.
      if (outcome === undefined || outcome.state === 'waiting') return [];
      const tally = { [outcome.state]: 1 };
      return [
        {
          externalId: `${sourceId}-${key}`,
          customerId,
          worth: 0,
          fields: {
            OwnerId: ownerId,
            Kind__c: 'Case',
            Case__c: sourceId,
            Campaign__c: null,
            Need__c: need.id,
            ...told(tally, outcome.atMs),
          },
        },
      ];
    }),
  );
}

/** Counts anew what became of campaigns whose answers changed, or the customers who answered. */
export async function tellCampaigns(database: Database, catalogue: NeedCatalogue, sinceMs: number): Promise<void> {
  for (;;) {
    const waiting = await readDirtyCampaigns(database, BATCH);
    if (waiting.length === 0) return;
    await database.transaction(async (transaction) => {
      const ids = waiting.map(({ campaignId }) => campaignId);
      await showCampaignFeedback(transaction, catalogue, ids, sinceMs);
      await clearDirtyCampaigns(transaction, waiting);
    });
  }
}

/** Rows for the owners of these campaigns. */
async function showCampaignFeedback(
  database: Database,
  { byKey }: NeedCatalogue,
  campaignIds: readonly string[],
  sinceMs: number,
): Promise<void> {
  const outcomes = await readCampaignOutcomes(database, campaignIds, sinceMs);
  const rows = [...Map.groupBy(outcomes, ({ campaignId, need }) => `${campaignId}-${need}`)].flatMap(
    ([externalId, some]): DesiredOwnRow[] => {
      const [{ campaignId, ownerId, need: key }] = some as [CampaignOutcomeRow];
      const need = byKey.get(key);
      if (need === undefined) return [];
      const tally = Object.fromEntries(some.map(({ state, customers }) => [state, customers]));
      const lastMs = some.reduce<number | null>((last, one) => Math.max(last ?? 0, one.lastMs ?? 0) || null, null);
      const fields = {
        OwnerId: ownerId,
        Kind__c: 'Campaign',
        Case__c: null,
        Campaign__c: campaignId,
        Need__c: need.id,
      };
      return [{ externalId, customerId: null, worth: 0, fields: { ...fields, ...told(tally, lastMs) } }];
    },
  );
  await replaceAllDesired(
    database,
    FEEDBACK,
    rows,
    campaignIds.map((id) => `${id}-`),
  );
}

function told(tally: Partial<Record<OutcomeState, number>>, lastMs: number | null): RowFields {
  const count = (...states: OutcomeState[]): number => states.reduce((sum, state) => sum + (tally[state] ?? 0), 0);
  const best = ORDER.findLast((state) => count(state) > 0) ?? 'waiting';
  return {
    Outcome__c: WORDS[best],
    Customers__c: count(...ORDER),
    Suggested__c: count('suggested', 'refused', 'passed'),
    Passed_On__c: count('passed'),
    Refused__c: count('refused'),
    Won__c: count('won'),
    Changed_On__c: lastMs === null ? null : new Date(lastMs).toISOString().slice(0, 10),
  };
}

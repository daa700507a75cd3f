import type { Database } from '../../store/database.ts';
import { markCampaigns } from '../../store/tables/campaigns-to-tell.ts';
import type {
  ContractEndRow,
  HeldSuggestionRow,
  NamedColleagueRow,
  NeedAccountRow,
  NeedDealRow,
  NeedFacts,
  NeedSignRow,
} from '../../store/tables/need-facts.ts';
import { type OutcomeRow, replaceOutcomes } from '../../store/tables/need-outcomes.ts';
import { replaceDue } from '../../store/tables/need-work.ts';
import { createdDay, type DesiredOwnRow, replaceDesiredOf } from '../../store/tables/own-rows.ts';
import type { ClassColumn, Evidence, NeedCounts, StandingSuggestion, SuggestionStatus } from '../../suggest/index.ts';
import { accountsOfPilot } from '../pilot-reach.ts';
import { type NeedCatalogue, needsOfDeal } from './catalogue.ts';
import { momentsOf } from './contract-moments.ts';
import { type AccountAnswer, type AskedCustomer, evaluateCustomer, type Knowledge } from './evaluate.ts';
import { caseFeedback, FEEDBACK, outcomesOf } from './feedback.ts';
import { boughtAt, classFacts } from './profiles.ts';
import { toSuggestionRows } from './suggestion-rows.ts';

const SUGGESTION = 'Baton_Suggestion__c';
const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** Signs older than this many rounds of suggestions say nothing any more. */
const SIGN_ROUNDS = 4;

export interface Evaluation {
  readonly catalogue: NeedCatalogue;
  readonly knowledge: Knowledge;
  readonly columns: readonly ClassColumn[];
  readonly counts: NeedCounts;
  /** While there is one, only accounts that its people own or work on are looked at. */
  readonly hasPilot: boolean;
}

/** From when on signs count. */
export function signsSince({ signsMs, days }: Pick<Knowledge, 'signsMs' | 'days'>): number {
  return signsMs - SIGN_ROUNDS * days * DAY_MS;
}

/**
 * The moment by which the age of signs is told: the end of the week. So the order of suggestions changes by time alone
 * once a week, at a moment that everybody knows.
 */
export function endOfWeek(nowMs: number): number {
  return (Math.floor(nowMs / WEEK_MS) + 1) * WEEK_MS;
}

interface Facts {
  readonly accounts: readonly NeedAccountRow[];
  readonly deals: readonly NeedDealRow[];
  readonly signs: readonly NeedSignRow[];
  readonly contracts: readonly ContractEndRow[];
  readonly held: readonly HeldSuggestionRow[];
  readonly colleagues: readonly NamedColleagueRow[];
}

/** Computes what should stand on the accounts of some customers, and what became of what they named. */
export async function evaluateBatch(
  database: Database,
  evaluation: Evaluation,
  customerIds: readonly string[],
  read: NeedFacts,
): Promise<void> {
  const facts = byCustomer(read);
  const reached = evaluation.hasPilot ? await accountsOfPilot(database, customerIds) : undefined;
  const rows: DesiredOwnRow[] = [];
  const feedback: DesiredOwnRow[] = [];
  const outcomes: OutcomeRow[] = [];
  const due: { customerId: string; dueMs: number }[] = [];
  for (const [customerId, ofCustomer] of facts) {
    const customer = toAsked(ofCustomer, evaluation, reached);
    const answers = evaluateCustomer(evaluation.counts, customer, evaluation.knowledge);
    const shown = toSuggestionRows(customerId, answers, rowContext(ofCustomer, evaluation));
    rows.push(...shown);
    const standing = standingAfter(shown, ofCustomer.held, evaluation);
    const named = outcomesOf(customerId, ofCustomer.signs, standing, lastBought(ofCustomer, evaluation));
    outcomes.push(...named);
    feedback.push(...caseFeedback(evaluation.catalogue, customerId, ofCustomer.signs, named));
    const dueMs = nextChange(answers, customer, evaluation.knowledge);
    if (dueMs !== undefined) due.push({ customerId, dueMs });
  }
  await replaceDesiredOf(database, SUGGESTION, customerIds, rows);
  // Few customers name a need, and a statement that changes nothing costs as much as one that does.
  if (feedback.length > 0 || read.traces.some(({ hasFeedback }) => hasFeedback))
    await replaceDesiredOf(database, FEEDBACK, customerIds, feedback);
  if (outcomes.length > 0 || read.traces.some(({ hasOutcomes }) => hasOutcomes))
    await replaceOutcomes(database, customerIds, outcomes);
  const dueMs = new Map(due.map((one) => [one.customerId, one.dueMs]));
  if (read.traces.some((trace) => trace.dueMs !== (dueMs.get(trace.customerId) ?? null)))
    await replaceDue(database, customerIds, due);
  await markCampaigns(
    database,
    read.campaigns.map(({ id }) => id),
  );
}

function byCustomer(read: NeedFacts): Map<string, Facts> {
  const grouped = <Row extends { readonly customerId: string }>(rows: readonly Row[]): Map<string, Row[]> =>
    Map.groupBy(rows, ({ customerId }) => customerId);
  const accounts = grouped(read.accounts);
  const deals = grouped(read.deals);
  const signs = grouped(read.signs);
  const contracts = grouped(read.contracts);
  const held = grouped(read.held);
  return new Map(
    [...accounts].map(([customerId, some]) => {
      const ids = new Set(some.map(({ id }) => id));
      return [
        customerId,
        {
          accounts: some,
          deals: deals.get(customerId) ?? [],
          signs: signs.get(customerId) ?? [],
          contracts: contracts.get(customerId) ?? [],
          held: held.get(customerId) ?? [],
          colleagues: read.colleagues.filter(({ accountId }) => ids.has(accountId)),
        },
      ];
    }),
  );
}

function toAsked(
  { accounts, deals, signs, contracts, held }: Facts,
  { catalogue, columns, knowledge }: Evaluation,
  reached: ReadonlySet<string> | undefined,
): AskedCustomer {
  const keyOf = new Map(catalogue.needs.map(({ divisionId, divisionKey }) => [divisionId, divisionKey]));
  const lost = deals.filter(({ isWon, atMs }) => !isWon && atMs >= signsSince(knowledge));
  const evidence: Evidence[] = [
    ...signs.flatMap(({ kind, needs, atMs }) => needs.map((product) => ({ kind, product, atMs }))),
    ...lost.flatMap((deal) =>
      needsOfDeal(catalogue, deal).map((product) => ({ kind: 'lostDeal' as const, product, atMs: deal.atMs })),
    ),
  ];
  return {
    accounts: accounts.map((account) => ({
      id: account.id,
      ownerDivision: account.ownerDivisionId === null ? null : (keyOf.get(account.ownerDivisionId) ?? null),
      classes: [...classFacts(columns, account).keys()],
      isReached: reached?.has(account.id) ?? true,
    })),
    boughtMs: boughtAt(catalogue, deals),
    signs: evidence.filter(({ product }) => catalogue.byKey.has(product)),
    moments: momentsOf(contracts, keyOf),
    standing: held.flatMap((row) => toStanding(row, catalogue)),
  };
}

function toStanding(
  { accountId, externalId, createdMs, fields }: HeldSuggestionRow,
  { byId }: NeedCatalogue,
): StandingSuggestion[] {
  const need = byId.get(String(fields['Need__c']));
  if (need === undefined) return [];
  const answeredAt = fields['Answered_At__c'];
  const expires = fields['Expires__c'];
  return [
    {
      externalId,
      accountId,
      need: need.key,
      status: String(fields['Status__c'] ?? 'Open') as SuggestionStatus,
      createdMs,
      answeredMs: typeof answeredAt === 'string' ? Date.parse(answeredAt) : undefined,
      expiresMs: typeof expires === 'string' ? Date.parse(expires) + DAY_MS : createdMs,
    },
  ];
}

/**
 * The suggestions as they will stand once these rows are written: what goes now is told to nobody as suggested, since
 * whoever looks after it is gone would not say so.
 */
function standingAfter(
  rows: readonly DesiredOwnRow[],
  held: readonly HeldSuggestionRow[],
  { catalogue, knowledge }: Evaluation,
): StandingSuggestion[] {
  const created = new Map(held.map(({ externalId, createdMs }) => [externalId, createdMs]));
  return rows.flatMap(({ externalId, customerId, fields }) => {
    const createdMs = created.get(externalId) ?? createdDay(knowledge.nowMs);
    const accountId = String(fields['Account__c']);
    return toStanding({ ...{ externalId, accountId, createdMs, fields }, customerId: customerId ?? '' }, catalogue);
  });
}

function lastBought({ deals }: Facts, { catalogue }: Evaluation): Map<string, number> {
  const won = deals.filter(({ isWon }) => isWon);
  return new Map(won.flatMap((deal) => needsOfDeal(catalogue, deal).map((need) => [need, deal.atMs] as const)));
}

function rowContext({ accounts, held, colleagues }: Facts, evaluation: Evaluation) {
  const { catalogue, columns, knowledge } = evaluation;
  return {
    catalogue,
    knowledge,
    held: new Map(held.map(({ externalId, fields }) => [externalId, fields])),
    receiverOf: (accountId: string, divisionId: string): string | null =>
      colleagues.find((one) => one.accountId === accountId && one.divisionId === divisionId)?.colleagueId ?? null,
    factsOf: new Map(accounts.map((account) => [account.id, classFacts(columns, account)])),
  };
}

/**
 * When time alone changes something: an open suggestion ends, an answer is forgotten, signs are a week older, or a contract
 * comes near its end or is over.
 */
function nextChange(
  answers: readonly AccountAnswer[],
  { standing, moments }: AskedCustomer,
  { nowMs, signsMs }: Knowledge,
): number | undefined {
  const ends = standing.flatMap(({ status, expiresMs }) => (status === 'Open' ? [expiresMs] : []));
  const forgotten = answers.flatMap(({ decisions }) =>
    decisions.flatMap((decision) => (decision.kind === 'keep' ? [decision.untilMs] : [])),
  );
  const near = [...moments.values()].flatMap(({ fromMs, untilMs }) => [fromMs, untilMs]);
  const older = answers.some((answer) => answer.signs.length > 0) ? [signsMs] : [];
  const coming = [...ends, ...forgotten, ...older, ...near].filter((ms) => ms > nowMs && Number.isFinite(ms));
  return coming.length === 0 ? undefined : Math.min(...coming) + 1;
}

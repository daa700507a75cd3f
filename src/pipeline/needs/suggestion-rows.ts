import type { DesiredOwnRow, RowFields } from '../../store/tables/own-rows.ts';
import type { ClassFact, Decision } from '../../suggest/index.ts';
import type { NeedCatalogue } from './catalogue.ts';
import type { AccountAnswer, AskedAccount, Knowledge } from './evaluate.ts';
import { type Why, writeReasons } from './reasons.ts';

const DAY_MS = 86_400_000;
/** What people answered is worth more than any guess when the org has no room for all. */
const MEMORY_WORTH = 1_000_000;
/** By how much more a need is worth while the customer decides anew anyway. */
const TIMELY = 2;

export interface RowContext {
  readonly catalogue: NeedCatalogue;
  readonly knowledge: Knowledge;
  /** Our rows as the CRM holds them, by external id. */
  readonly held: ReadonlyMap<string, RowFields>;
  /** The seam to routing: who of a division is proposed on an account; null where nobody may be named. */
  readonly receiverOf: (accountId: string, divisionId: string) => string | null;
  /** The classes of each account as facts, by account id and text. */
  readonly factsOf: ReadonlyMap<string, ReadonlyMap<string, ClassFact>>;
}

/** The rows that should stand on the accounts of one customer. */
export function toSuggestionRows(
  customerId: string,
  answers: readonly AccountAnswer[],
  context: RowContext,
): DesiredOwnRow[] {
  return answers.flatMap((answer) =>
    answer.decisions.flatMap((decision) => toRow(customerId, answer, decision, context)),
  );
}

function toRow(customerId: string, answer: AccountAnswer, decision: Decision, context: RowContext): DesiredOwnRow[] {
  if (decision.kind === 'open') return openRow(customerId, answer, decision, context);
  const held = context.held.get(decision.externalId);
  if (held === undefined) return [];
  const fields = decision.kind === 'keep' ? held : { ...held, Status__c: decision.status };
  return [{ externalId: decision.externalId, customerId, worth: MEMORY_WORTH, fields }];
}

function openRow(
  customerId: string,
  answer: AccountAnswer,
  decision: Extract<Decision, { kind: 'open' }>,
  context: RowContext,
): DesiredOwnRow[] {
  const need = context.catalogue.byKey.get(decision.need);
  const why = answer.reasons.get(decision.need);
  if (need === undefined || why === undefined) return [];
  const { nowMs, days } = context.knowledge;
  const { account } = answer;
  const signs = answer.signs.filter(({ product }) => product === need.key);
  const isTimely = signs.some(({ kind }) => kind === 'contractEnd');
  const externalId = `${account.id}-${need.key}`;
  const held = decision.isNew ? undefined : context.held.get(externalId);
  return [
    {
      externalId,
      customerId,
      worth: Math.round(1000 * why.score * (isTimely ? TIMELY : 1)),
      fields: {
        Account__c: account.id,
        Need__c: need.id,
        Division__c: need.divisionId,
        Rank__c: decision.rank,
        Reasons__c: reasonText(account, { signs, contrast: why.contrast }, context),
        Receiver__c: context.receiverOf(account.id, need.divisionId),
        Status__c: 'Open',
        Answered_By__c: null,
        Answered_At__c: null,
        // Counted from the day it came up, and kept while it stands.
        Expires__c: held?.['Expires__c'] ?? new Date(nowMs + days * DAY_MS).toISOString().slice(0, 10),
      },
    },
  ];
}

function reasonText(
  { id, ownerDivision }: AskedAccount,
  why: Pick<Why, 'signs' | 'contrast'>,
  { catalogue, factsOf, knowledge }: RowContext,
): string {
  const names = new Map(catalogue.needs.map(({ divisionKey, divisionName }) => [divisionKey, divisionName]));
  const ownDivision = ownerDivision === null ? undefined : names.get(ownerDivision);
  return writeReasons(
    { ...why, ownDivision },
    factsOf.get(id) ?? new Map<string, ClassFact>(),
    names,
    knowledge.policy.minimumGroup,
  );
}

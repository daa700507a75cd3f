import {
  answeredNeeds,
  type Contrast,
  type CustomerProfile,
  decideSuggestions,
  type Decision,
  type Evidence,
  type Holding,
  type Learned,
  type NeedCounts,
  type StandingSuggestion,
  suggestNeeds,
  type SuggestPolicy,
} from '../../suggest/index.ts';
import { type Moment, signsOfMoment } from './contract-moments.ts';

/** An account on which needs may be suggested. */
export interface AskedAccount {
  readonly id: string;
  /** By key; null where the owner is in no division. */
  readonly ownerDivision: string | null;
  /** Texts of what the account itself says: who opens it sees them. */
  readonly classes: readonly string[];
  /** False where a pilot is on that does not reach it. */
  readonly isReached: boolean;
}

/** All that is known of one customer. Needs and divisions by key. */
export interface AskedCustomer {
  readonly accounts: readonly AskedAccount[];
  readonly boughtMs: ReadonlyMap<string, number>;
  readonly signs: readonly Evidence[];
  /** By division: when its last contract with the customer ends. */
  readonly moments: ReadonlyMap<string, Moment>;
  readonly standing: readonly StandingSuggestion[];
}

export interface Knowledge {
  readonly learned: Learned;
  readonly divisionOf: ReadonlyMap<string, string>;
  /** What answers in the aggregate add to the log-odds of a need. */
  readonly lifts: ReadonlyMap<string, number>;
  /** Whether an admin switched the rule behind it off. */
  readonly isOff: (contrast: Contrast) => boolean;
  /** Needs, by key, that nobody in a pilot serves: passed on, they would reach nobody. */
  readonly unserved: ReadonlySet<string>;
  readonly policy: SuggestPolicy;
  readonly days: number;
  /** No answer is remembered for longer. */
  readonly mostDays: number;
  readonly nowMs: number;
  /** The moment by which the age of signs is told. */
  readonly signsMs: number;
}

interface Found {
  readonly product: string;
  readonly score: number;
  readonly contrast: Contrast | undefined;
}

export interface AccountAnswer {
  readonly account: AskedAccount;
  readonly decisions: readonly Decision[];
  /** What happened, as far as this account may tell it. */
  readonly signs: readonly Evidence[];
  /** Why, by need. */
  readonly reasons: ReadonlyMap<string, { readonly contrast: Contrast | undefined; readonly score: number }>;
}

/**
 * A holding is told only where the division that looks after the account sold it, and only which division: whoever opens
 * the account knows whose it is, and need not know what the customer buys elsewhere.
 */
function tellable(
  { ownerDivision }: AskedAccount,
  boughtMs: ReadonlyMap<string, number>,
  divisionOf: ReadonlyMap<string, string>,
): Holding[] {
  const isCustomer =
    ownerDivision !== null && [...boughtMs.keys()].some((need) => divisionOf.get(need) === ownerDivision);
  return isCustomer ? [{ type: 'division', name: ownerDivision }] : [];
}

/** What should stand on each account of a customer. */
export function evaluateCustomer(counts: NeedCounts, customer: AskedCustomer, knowledge: Knowledge): AccountAnswer[] {
  const { boughtMs, standing } = customer;
  const { nowMs, days, mostDays } = knowledge;
  const answered = answeredNeeds(standing, nowMs, days, mostDays);
  return customer.accounts.map((account) => {
    const signs = [...customer.signs, ...momentOf(customer, account, knowledge)];
    const found = account.isReached ? suggest(counts, { ...customer, signs }, account, answered, knowledge) : [];
    const wanted = found.slice(0, knowledge.policy.suggestionsPerAccount);
    const decisions = decideSuggestions({
      standing: standing.filter(({ accountId }) => accountId === account.id),
      wanted: wanted.map(({ product }) => product),
      boughtMs,
      nowMs,
      days,
      mostDays,
    });
    const reasons = new Map(wanted.map(({ product, contrast, score }) => [product, { contrast, score }]));
    return { account, decisions, signs, reasons };
  });
}

/** Told where the division that looks after the account has the contract, and nowhere else: the others need not know. */
function momentOf({ moments }: AskedCustomer, { ownerDivision }: AskedAccount, knowledge: Knowledge): Evidence[] {
  const moment = ownerDivision === null ? undefined : moments.get(ownerDivision);
  return signsOfMoment(moment, ownerDivision, knowledge.divisionOf, knowledge.nowMs);
}

function suggest(
  counts: NeedCounts,
  { boughtMs, signs }: AskedCustomer,
  account: AskedAccount,
  answered: ReadonlySet<string>,
  { learned, divisionOf, lifts, isOff, unserved, policy, signsMs }: Knowledge,
): Found[] {
  const asked = new Set(
    signs.filter(({ kind }) => kind === 'case' || kind === 'campaign').map(({ product }) => product),
  );
  // The division that looks after the account knows what it sells, unless the customer asked for it.
  const ownNeeds = [...divisionOf].flatMap(([need, division]) =>
    division === account.ownerDivision && !asked.has(need) ? [need] : [],
  );
  const profile: CustomerProfile = { classes: account.classes, products: [...boughtMs.keys()] };
  const found = suggestNeeds(
    counts,
    learned,
    {
      ...profile,
      evidence: signs.filter(({ product }) => !boughtMs.has(product)),
      excluded: new Set([...answered, ...ownNeeds, ...unserved]),
      tellable: tellable(account, boughtMs, divisionOf),
      lifts,
      nowMs: signsMs,
      limit: divisionOf.size,
    },
    policy,
  );
  // A deal that was lost and a contract that ends count on top of a reason; they are none by themselves.
  return found.flatMap(({ product, score, contrast }): Found[] => {
    if (contrast !== undefined && !isOff(contrast)) return [{ product, score, contrast }];
    return asked.has(product) ? [{ product, score, contrast: undefined }] : [];
  });
}

import type { Band, FactKind, RelationshipPolicy } from '../relationship/index.ts';
import type { SuggestPolicy } from '../suggest/index.ts';
import { type Pilot, pilotOf } from './pilot.ts';

/** What a company decides; `Baton_Policy__c` over the defaults. */
export interface Policy {
  readonly relationship: RelationshipPolicy;
  /** How people are shown who have not chosen. */
  readonly namingDefault: 'Named' | 'Unnamed';
  /** Most colleagues of one division on one account. */
  readonly relationshipsPerDivision: number;
  /** Most rows in the org; the best stay. */
  readonly relationshipRowCap: number;
  readonly match: MatchPolicy;
  readonly suggestions: SuggestionPolicy;
  /** True where who may open an account may open its contacts: only then may a row name a contact. */
  readonly contactsFollowAccounts: boolean;
  /** Activity older than so many months counts for nothing, and closed records of the service go. */
  readonly retentionMonths: number;
  /** Undefined: Baton works for everybody. */
  readonly pilot?: Pilot | undefined;
}

/** What a company decides about who is the same. */
export interface MatchPolicy {
  /** Whether branches and subsidiaries of one group are one customer. */
  readonly branchesAreSame: boolean;
  /** Most pairs that wait for an admin's judgement. */
  readonly proposals: number;
}

/** What a company decides about what customers may need. */
export interface SuggestionPolicy {
  readonly learning: SuggestPolicy;
  /** After how many days a suggestion goes, and a refused one may come again. */
  readonly days: number;
  /** Most rows in the org; the best stay. */
  readonly rowCap: number;
}

/** The newest active row of `Baton_Policy__c`: only what the company filled in. */
export type PolicyChoices = Readonly<Record<string, string | number>>;

const LEAST_RETENTION_MONTHS = 3;
const WEIGHTS: Readonly<Record<FactKind, string>> = {
  meeting: 'weightMeeting',
  call: 'weightCall',
  mail: 'weightMail',
  deal: 'weightDeal',
  case: 'weightCase',
  team: 'weightTeam',
  ownership: 'weightOwnership',
};
const BANDS: Readonly<Record<Band, string>> = { some: 'bandSome', good: 'bandGood', strong: 'bandStrong' };

/** Puts the company's choices over the defaults. What makes no sense (a half-life of 0 days) is left at its default. */
export function effectivePolicy(choices: PolicyChoices, defaults: Policy): Policy {
  const number = (key: string, otherwise: number, least: number): number => {
    const value = choices[key];
    return typeof value === 'number' && value >= least ? value : otherwise;
  };
  const positive = Number.MIN_VALUE;
  const { relationship } = defaults;
  return {
    relationship: {
      halfLifeDays: number('halfLifeDays', relationship.halfLifeDays, positive),
      weights: mapKeys(WEIGHTS, (kind, key) => number(key, relationship.weights[kind], 0)),
      bands: mapKeys(BANDS, (band, key) => number(key, relationship.bands[band], positive)),
    },
    namingDefault: isNaming(choices['namingDefault']) ? choices['namingDefault'] : defaults.namingDefault,
    relationshipsPerDivision: number('relationshipsPerDivision', defaults.relationshipsPerDivision, 0),
    relationshipRowCap: number('relationshipRowCap', defaults.relationshipRowCap, 0),
    match: {
      branchesAreSame:
        choices['branches'] === undefined ? defaults.match.branchesAreSame : choices['branches'] === 'Same customer',
      proposals: number('matchProposals', defaults.match.proposals, 0),
    },
    suggestions: suggestionPolicy(number, defaults.suggestions),
    contactsFollowAccounts: defaults.contactsFollowAccounts,
    // Shorter than the ties that it is about, it would empty the panels.
    retentionMonths: number('retentionMonths', defaults.retentionMonths, LEAST_RETENTION_MONTHS),
    pilot: pilotOf(choices),
  };
}

function suggestionPolicy(
  number: (key: string, otherwise: number, least: number) => number,
  { learning, days, rowCap }: SuggestionPolicy,
): SuggestionPolicy {
  return {
    learning: {
      ...learning,
      // Two could be told apart by whoever knows one of them.
      minimumGroup: number('suggestionMinimumGroup', learning.minimumGroup, 3),
      suggestionsPerAccount: number('suggestionsPerAccount', learning.suggestionsPerAccount, 0),
    },
    days: number('suggestionDays', days, 1),
    rowCap: number('suggestionRowCap', rowCap, 0),
  };
}

function isNaming(value: unknown): value is 'Named' | 'Unnamed' {
  return value === 'Named' || value === 'Unnamed';
}

function mapKeys<Key extends string>(
  keys: Readonly<Record<Key, string>>,
  toValue: (key: Key, name: string) => number,
): Record<Key, number> {
  const entries = (Object.entries(keys) as [Key, string][]).map(([key, name]) => [key, toValue(key, name)]);
  return Object.fromEntries(entries) as Record<Key, number>;
}

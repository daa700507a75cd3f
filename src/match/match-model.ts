import type { FeatureName } from './features.ts';
import type { Namespace } from './vocabulary.ts';

/** What was learned for one feature: how often each step is seen on pairs that are the same, and on pairs that are not. */
export interface FeatureWeights {
  readonly m: readonly number[];
  readonly u: readonly number[];
  /** How often on each kind of relatives, in the order of `PRIOR_RELATIVES`; none: as on strangers. */
  readonly relatives: readonly (readonly number[] | null)[];
}

/** What matching knows about companies, or about people. Plain data: it survives JSON. */
export interface KindModel {
  readonly kind: 'company' | 'person';
  /** How many records it was learned from. */
  readonly records: number;
  /** How many different customers they were taken for when frequencies were counted; of people, the records. */
  readonly customers: number;
  /** Share of the customers whose name has none, one, two, … words. Empty: not counted, and names are not weighed by their words. */
  readonly nameLengths: readonly number[];
  /** How many other records of the same customer a record has, on average. */
  readonly partners: number;
  /** How many records of relatives a record has on average, by kind of relatives. */
  readonly relatives: readonly number[];
  /** By feature, or `feature:column` for columns of their own. A feature not listed has its prior weights. */
  readonly weights: Readonly<Record<string, FeatureWeights>>;
  /** How many different customers bear a value, for values with two or more. */
  readonly bearers: Readonly<Partial<Record<Namespace, Readonly<Record<string, number>>>>>;
  /** Share of customers that bear a value which is not listed. */
  readonly rareShare: Readonly<Record<Namespace, number>>;
}

/** Learned weights and frequencies. */
export interface MatchModel {
  readonly company: KindModel;
  readonly person: KindModel;
}

/** A model that fits into a field of the CRM: the same text gives the same model everywhere. */
export interface PackedModel {
  /** Packed models of another version are learned anew. */
  readonly version: number;
  readonly records: number;
  readonly customers: number;
  readonly nameLengths: readonly number[];
  readonly partners: number;
  readonly relatives: readonly number[];
  readonly weights: KindModel['weights'];
  /** Values and by how many customers they are borne, the most frequent first. */
  readonly bearers: Readonly<Partial<Record<Namespace, readonly (readonly [text: string, count: number])[]>>>;
  readonly rareShare: KindModel['rareShare'];
}

/** The feature that a weight's key belongs to. */
export function featureOf(key: string): FeatureName {
  const colon = key.indexOf(':');
  return (colon < 0 ? key : key.slice(0, colon)) as FeatureName;
}

/** A kind of value that two different customers share by chance or by a common landlord: customers per shared value. */
export const SHARED_BY_OTHERS: Readonly<Record<Namespace, number>> = {
  // A full name, number or address that is known from one customer only may yet be another's: the share of such
  // collisions is small for what is handed out once (phone, mail, identifier), larger for buildings and words.
  word: 0.5,
  core: 0.005,
  given: 0.5,
  family: 0.5,
  house: 1,
  street: 0.5,
  address: 0.25,
  city: 1,
  postcode: 1,
  phone: 0.1,
  email: 0.03,
  domain: 0.15,
  person: 0.25,
  value: 0.3,
  form: 1,
};

import type { ContactId, UserId } from '../ids.ts';
import type { FactKind } from './fact.ts';

/** In order, weakest first. Below `some` there is no relationship worth a word. */
export const BANDS = ['some', 'good', 'strong'] as const;
export type Band = (typeof BANDS)[number];

/** Counts cross between divisions in steps only: 1, 2 to 4, 5 to 9, 10 and more. */
export const COUNT_STEPS = ['once', 'a few times', 'several times', 'many times'] as const;
export type CountStep = (typeof COUNT_STEPS)[number];

/** Why we say so: what happened, how often in steps, and when last, by month. */
export interface Reason {
  readonly kind: FactKind;
  readonly count: CountStep;
  /** `YYYY-MM`, UTC. */
  readonly month: string;
}

/** What a company decides about relationships; comes from `Baton_Policy__c`. */
export interface RelationshipPolicy {
  /** After this many days a fact weighs half. */
  readonly halfLifeDays: number;
  /** Weight of one fact of a kind on the day it happens. */
  readonly weights: Readonly<Record<FactKind, number>>;
  /** Smallest strength of each band. */
  readonly bands: Readonly<Record<Band, number>>;
}

/** A colleague's tie to one customer (all account rows that are this customer). */
export interface Relationship {
  readonly colleague: UserId;
  /**
   * Natural logarithm of the strength as it would be at the epoch 1970-01-01 with the policy's half-life: it keeps its
   * value and its order while time passes. Strength at time t is exp(logStrength − ln 2 × t / half-life).
   */
  readonly logStrength: number;
  readonly band: Band;
  /** At most three, the weightiest first. */
  readonly reasons: readonly Reason[];
  /** `YYYY-MM` of the last contact, UTC. */
  readonly lastMonth: string;
  /** The contact behind most of it, where there is one. */
  readonly contact?: ContactId;
  /** When the band falls if nothing else happens, in milliseconds since 1970; absent if it never will. */
  readonly bandFallsAt?: number;
}

/** Everybody who knows a customer, and when to look again although nothing was changed. */
export interface CustomerRelationships {
  /** Strongest first. */
  readonly relationships: readonly Relationship[];
  /** The next moment at which time alone changes the answer (a band falls, a planned meeting takes place). */
  readonly changesAt?: number;
}

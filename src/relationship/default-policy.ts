import type { RelationshipPolicy } from './relationship.ts';

/**
 * What holds where a company has not decided otherwise.
 *
 * Half-life: relationship products look back 90 days (Pega) to a year (SAP); a contact should weigh half after a quarter.
 * Weights: a meeting takes an hour of both sides' time, a call minutes, a mail seconds; a deal is shared work over weeks.
 * Bands follow from them: a meeting a month for half a year is strong (about 11), one meeting and some mails lately is
 * good, a single recent call is some.
 */
export const defaultRelationshipPolicy: RelationshipPolicy = {
  halfLifeDays: 90,
  weights: { meeting: 3, call: 2, mail: 1, deal: 3, case: 1.5, team: 1, ownership: 1 },
  bands: { some: 1, good: 4, strong: 10 },
};

/**
 * For ranking people in an export, where contact is denser than with customers: memory as old on average as that of the
 * 90-day window of published products (Brown, Smoothing, Forecasting and Prediction, 1963: a window of W days and a
 * half-life of W / 2 × ln 2 have evidence of one mean age), so 31 days, and no cliff at its end.
 */
export const contactPolicy: RelationshipPolicy = { ...defaultRelationshipPolicy, halfLifeDays: 31 };

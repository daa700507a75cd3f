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

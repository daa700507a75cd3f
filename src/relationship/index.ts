/** The public door of `relationship/`: who knows whom, and how well. */
export { computeRelationships } from './compute-relationships.ts';
export { defaultRelationshipPolicy } from './default-policy.ts';
export type { Fact, FactKind } from './fact.ts';
export type {
  Band,
  CountStep,
  CustomerRelationships,
  Reason,
  Relationship,
  RelationshipPolicy,
} from './relationship.ts';

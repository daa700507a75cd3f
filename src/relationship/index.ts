/** The public door of `relationship/`: who knows whom, and how well. */
export { computeRelationships } from './compute-relationships.ts';
export { type Contact, ContactNetwork, type Knower, type NearPerson } from './contact-network.ts';
export { contactPolicy, defaultRelationshipPolicy } from './default-policy.ts';
export type { ActivityKind, Fact, FactKind } from './fact.ts';
export { Numbering } from './numbering.ts';
export type {
  Band,
  CountStep,
  CustomerRelationships,
  Reason,
  Relationship,
  RelationshipPolicy,
} from './relationship.ts';
export { strengthAt } from './strength.ts';

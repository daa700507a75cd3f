/**
 * Salesforce ids, kept apart by what they point to, so that an account can not be passed where a user is meant.
 * All are 18 characters long; `crm/` lengthens 15-character ids at the border.
 */
type Branded<Brand extends string> = string & { readonly __id: Brand };

export type AccountId = Branded<'Account'>;
export type ContactId = Branded<'Contact'>;
export type LeadId = Branded<'Lead'>;
export type UserId = Branded<'User'>;
export type DivisionId = Branded<'Division'>;
export type OpportunityId = Branded<'Opportunity'>;
export type HandoffId = Branded<'Handoff'>;
export type NeedId = Branded<'Need'>;

/** All account rows that are one and the same customer. The id is the smallest account id among them. */
export type CustomerId = Branded<'Customer'>;

/** What kind of value a further column holds. */
export type EvidenceType =
  'name' | 'company' | 'person' | 'street' | 'city' | 'postcode' | 'phone' | 'email' | 'web' | 'date' | 'id' | 'text';

/** One further value that may tell two records apart or bring them together. */
export interface Evidence {
  readonly type: EvidenceType;
  /** Where it stood: only values of the same column are compared, except for types that mean the same everywhere. */
  readonly column: string;
  readonly value: string;
}

/**
 * What matching looks at: one account, lead or contact (or one line of an admin's file), already free of Salesforce's
 * field names. Missing values are absent; texts are as people typed them.
 */
export interface MatchRecord {
  readonly id: string;
  /** Companies and people are never matched with each other. */
  readonly kind: 'company' | 'person';
  readonly name?: string;
  /** Where the CRM keeps the parts of a person's name apart. Used in place of `name`. */
  readonly givenName?: string;
  readonly familyName?: string;
  /** The employer, for people. For companies: the organisation it belongs to, as text. */
  readonly company?: string;
  readonly website?: string;
  readonly email?: string;
  readonly phones?: readonly string[];
  readonly street?: string;
  readonly city?: string;
  readonly postalCode?: string;
  readonly country?: string;
  readonly birthDate?: string;
  /** Legal identifiers such as a D-U-N-S number: equal means same. */
  readonly registryIds?: readonly string[];
  /** The account above this one, where the CRM says so. */
  readonly parentId?: string;
  /** Further columns an admin calls evidence, by name; read as free text. */
  readonly extra?: Readonly<Record<string, string>>;
  /** Further columns whose type is known. */
  readonly evidence?: readonly Evidence[];
}

export type Verdict = 'same' | 'different' | 'unsure';

/** What we think of two records, with the evidence in words ("same phone", "name differs in legal form"). */
export interface Judgement {
  readonly judgement: Verdict;
  /** Probability that both are the same, 0 to 1. */
  readonly score: number;
  readonly evidence: readonly string[];
}

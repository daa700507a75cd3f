import { defaultRelationshipPolicy } from '../relationship/index.ts';
import { defaultSuggestPolicy } from '../suggest/index.ts';
import type { Policy } from './effective-policy.ts';

/** 100,000 rows of 2 KB are 200 MB of the org's storage. */
const ROW_CAP = 100_000;

/** As many questions as somebody answers in an hour or two. */
const PROPOSALS = 200;

/** With a half-life of 90 days a meeting of two years ago weighs less than a hundredth of one of today. */
const RETENTION_MONTHS = 24;

export const defaultPolicy: Policy = {
  relationship: defaultRelationshipPolicy,
  namingDefault: 'Named',
  relationshipsPerDivision: 3,
  relationshipRowCap: ROW_CAP,
  match: { branchesAreSame: false, proposals: PROPOSALS },
  suggestions: { learning: defaultSuggestPolicy, days: 90, rowCap: ROW_CAP },
  contactsFollowAccounts: false,
  retentionMonths: RETENTION_MONTHS,
};

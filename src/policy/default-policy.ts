import { defaultRelationshipPolicy } from '../relationship/index.ts';
import type { Policy } from './effective-policy.ts';

/** 100,000 rows of 2 KB are 200 MB of the org's storage. */
const ROW_CAP = 100_000;

export const defaultPolicy: Policy = {
  relationship: defaultRelationshipPolicy,
  namingDefault: 'Named',
  relationshipsPerDivision: 3,
  relationshipRowCap: ROW_CAP,
  contactsFollowAccounts: false,
};

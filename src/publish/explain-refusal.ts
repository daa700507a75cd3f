import type { WriteResult } from '../crm/crm.ts';

type Refusal = Extract<WriteResult, { ok: false }>;

interface Explanation {
  readonly reason: string;
  readonly fix: string;
}

const STORAGE: Explanation = {
  reason: 'The org has no data storage left.',
  fix: 'Free storage, or lower the row cap in Baton Policy, then set this issue to Resolved.',
};
const ACCESS: Explanation = {
  reason: 'The integration user may not write this record.',
  fix: 'Assign the permission set Baton Integration to the integration user, then set this issue to Resolved.',
};
const GONE: Explanation = {
  reason: 'The account, contact or colleague that the row points to is gone or can not be seen.',
  fix: 'Nothing, as a rule: Baton drops the row once it has read the deletion. If it stays, give the integration user View All on accounts.',
};
const CUSTOM: Explanation = {
  reason: 'A rule or automation of this org refused the record.',
  fix: 'Let Baton pass (the custom permission Baton_Service tells it apart), then set this issue to Resolved.',
};
const VALUE: Explanation = {
  reason: 'Salesforce does not take one of the values.',
  fix: 'Deploy the Baton package that fits this version of the service, then set this issue to Resolved.',
};

/** By Salesforce's status code. */
const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  STORAGE_LIMIT_EXCEEDED: STORAGE,
  INSUFFICIENT_ACCESS_OR_READONLY: ACCESS,
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: ACCESS,
  CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY: CUSTOM,
  CANNOT_EXECUTE_FLOW_TRIGGER: CUSTOM,
  FIELD_CUSTOM_VALIDATION_EXCEPTION: CUSTOM,
  REQUIRED_FIELD_MISSING: VALUE,
  INVALID_FIELD_FOR_INSERT_UPDATE: ACCESS,
  INVALID_FIELD: ACCESS,
  INVALID_TYPE: ACCESS,
  ENTITY_IS_DELETED: GONE,
  INVALID_CROSS_REFERENCE_KEY: GONE,
  NOT_FOUND: GONE,
  INACTIVE_OWNER_OR_USER: GONE,
  INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: VALUE,
  STRING_TOO_LONG: VALUE,
};

const UNKNOWN: Explanation = {
  reason: 'Salesforce refused the record.',
  fix: 'Mend what the message names, then set this issue to Resolved.',
};

/** Room for the message in `Reason__c`. */
const LONGEST_MESSAGE = 1_000;

/** Why a write was refused and what an admin does about it, in plain words. Salesforce's own words come last. */
export function explainRefusal(refusal: Refusal): Explanation {
  const { reason, fix } = EXPLANATIONS[refusal.code] ?? UNKNOWN;
  const fields = refusal.fields.length === 0 ? '' : ` Fields: ${refusal.fields.join(', ')}.`;
  return { reason: `${reason} ${refusal.code}: ${refusal.message.slice(0, LONGEST_MESSAGE)}.${fields}`, fix };
}

import type { Cure } from './crm-errors.ts';

/** One line of what Salesforce may say: which words, what helps, what it means to a person. */
export interface ErrorRow {
  /** Salesforce's errorCode or statusCode. */
  readonly codes: readonly string[];
  /** Only where the code alone does not tell. */
  readonly text?: RegExp;
  readonly cure: Cure;
  /** Our code. */
  readonly code: string;
  readonly message: string;
  readonly actions: readonly string[];
  readonly retryAfterMs?: number;
}

const minute = 60_000;
const integrationSet = 'Assign the permission set Baton Integration to the integration user.';

const limits: readonly ErrorRow[] = [
  {
    codes: ['REQUEST_LIMIT_EXCEEDED'],
    text: /Concurrent|LongTxn/i,
    cure: 'retry',
    code: 'CRM_TOO_MANY_AT_ONCE',
    message: 'Too many long calls run in the org at the same time.',
    actions: ['Nothing to do: Baton waits and tries again.'],
    retryAfterMs: 5_000,
  },
  {
    codes: ['REQUEST_LIMIT_EXCEEDED'],
    cure: 'wait',
    code: 'CRM_BUDGET_SPENT',
    message: 'The org has used up its API calls for the last 24 hours.',
    actions: ['Wait: calls come back hour by hour.', 'Look in Setup > System Overview for what uses them.'],
    retryAfterMs: 60 * minute,
  },
  {
    codes: ['LIMIT_EXCEEDED', 'EXCEEDED_QUOTA'],
    cure: 'wait',
    code: 'CRM_LIMIT_SPENT',
    message: 'The org has used up a daily limit.',
    actions: ['Wait: limits come back within 24 hours.'],
    retryAfterMs: 60 * minute,
  },
  {
    codes: ['STORAGE_LIMIT_EXCEEDED'],
    cure: 'park',
    code: 'CRM_STORAGE_FULL',
    message: 'The data storage of the org is full.',
    actions: ['Free storage in the org.', 'Lower Relationship Row Cap in the Baton policy.'],
  },
];

const passing: readonly ErrorRow[] = [
  {
    codes: ['UNABLE_TO_LOCK_ROW'],
    cure: 'retry',
    code: 'CRM_ROW_LOCKED',
    message: 'Somebody else was writing the same record or its account.',
    actions: ['Nothing to do: Baton tries again.'],
  },
  {
    codes: [
      'SERVER_UNAVAILABLE',
      'ORG_IN_MAINTENANCE',
      'INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE',
      'UNKNOWN_EXCEPTION',
      'JOB_QUEUE_UNAVAILABLE',
    ],
    cure: 'retry',
    code: 'CRM_UNAVAILABLE',
    message: 'Salesforce is not available for the moment.',
    actions: ['Nothing to do: Baton tries again.', 'See https://status.salesforce.com if it lasts.'],
    retryAfterMs: minute,
  },
  {
    codes: ['QUERY_TIMEOUT', 'OPERATION_TOO_LARGE', 'QUERY_TOO_COMPLICATED', 'EXCEEDED_MAX_SIZE_REQUEST'],
    cure: 'shrink',
    code: 'CRM_TOO_LARGE',
    message: 'The question was too large for the org to answer in time.',
    actions: ['Nothing to do: Baton asks for less at a time.', integrationSet],
  },
  {
    codes: ['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', 'CANNOT_EXECUTE_FLOW_TRIGGER'],
    text: /limit|LIMIT_EXCEEDED|Too many|CPU time/i,
    cure: 'shrink',
    code: 'CRM_AUTOMATION_LIMIT',
    message: 'A trigger or flow in the org ran into a limit.',
    actions: ['Baton writes fewer rows at a time.', 'Let the trigger or flow skip Baton records.'],
  },
  {
    codes: ['INVALID_QUERY_LOCATOR'],
    cure: 'shrink',
    code: 'CRM_LOCATOR_EXPIRED',
    message: 'The place in a long answer was lost.',
    actions: ['Nothing to do: Baton starts that answer again.'],
  },
];

const settings: readonly ErrorRow[] = [
  {
    codes: ['INVALID_SESSION_ID', 'INVALID_AUTH_HEADER'],
    cure: 'refresh',
    code: 'CRM_SESSION_REFUSED',
    message: 'Salesforce does not accept the session.',
    actions: ['Check that the External Client App allows the integration user and its IP address.'],
  },
  {
    codes: ['API_DISABLED_FOR_ORG', 'API_CURRENTLY_DISABLED', 'FUNCTIONALITY_NOT_ENABLED'],
    cure: 'stop',
    code: 'CRM_API_OFF',
    message: 'The API, or a feature that Baton needs, is switched off in this org.',
    actions: [
      'Give the integration user the permission API Enabled.',
      'Check that the edition of the org has the API.',
    ],
  },
  {
    codes: ['UNSUPPORTED_API_VERSION'],
    cure: 'stop',
    code: 'CRM_API_VERSION',
    message: 'The org does not speak this API version.',
    actions: ['Set BATON_API_VERSION to a version that the org offers, 66.0 or later.'],
  },
  {
    codes: ['TXN_SECURITY_METERING_ERROR', 'TXN_SECURITY_RUNTIME_EXCEPTION'],
    cure: 'stop',
    code: 'CRM_TRANSACTION_SECURITY',
    message: 'A transaction security policy of the org stopped the call.',
    actions: ['Give the integration user the permission Exempt from Transaction Security.'],
  },
  {
    codes: ['INVALID_TYPE', 'INVALID_FIELD', 'INVALIDENTITY'],
    cure: 'stop',
    code: 'CRM_MISSING_ACCESS',
    message: 'An object or a field does not exist in this org or the integration user may not read it.',
    actions: [integrationSet, 'Run baton doctor: it names what is missing.'],
  },
  {
    codes: ['INSUFFICIENT_ACCESS', 'INSUFFICIENT_ACCESS_OR_READONLY', 'INVALID_FIELD_FOR_INSERT_UPDATE'],
    cure: 'park',
    code: 'CRM_WRITE_REFUSED',
    message: 'The integration user may not write this record or one of its fields.',
    actions: [integrationSet, 'Run baton doctor: it names what is missing.'],
  },
  {
    codes: ['MALFORMED_QUERY'],
    cure: 'stop',
    code: 'CRM_QUERY_REFUSED',
    message: 'The org did not understand a query. This is a fault in Baton.',
    actions: ['Report it with the version of Baton.'],
  },
];

const rows: readonly ErrorRow[] = [
  {
    codes: ['ENTITY_IS_DELETED', 'NOT_FOUND'],
    cure: 'gone',
    code: 'CRM_RECORD_GONE',
    message: 'The record is no longer there.',
    actions: ['Nothing to do: Baton forgets it.'],
  },
  {
    codes: ['INVALID_CROSS_REFERENCE_KEY', 'MALFORMED_ID', 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY'],
    cure: 'park',
    code: 'CRM_REFERENCE_REFUSED',
    message: 'A record that this one points to is gone, or the integration user may not see it.',
    actions: ['Check that the account, contact and colleague exist and are active.', integrationSet],
  },
  {
    codes: ['FIELD_CUSTOM_VALIDATION_EXCEPTION'],
    cure: 'park',
    code: 'CRM_VALIDATION_RULE',
    message: 'A validation rule of the org refused the record.',
    actions: ['Let the rule pass records with the custom permission Baton_Service.'],
  },
  {
    codes: ['REQUIRED_FIELD_MISSING'],
    cure: 'park',
    code: 'CRM_REQUIRED_FIELD',
    message: 'The org requires a field that Baton does not fill.',
    actions: ['Make the field optional on Baton objects, or give it a default value.'],
  },
  {
    codes: [
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      'STRING_TOO_LONG',
      'INVALID_EMAIL_ADDRESS',
      'NUMBER_OUTSIDE_VALID_RANGE',
    ],
    cure: 'park',
    code: 'CRM_VALUE_REFUSED',
    message: 'A field of the record does not take the value.',
    actions: ['Check that the fields of the Baton package were not changed in the org.'],
  },
  {
    codes: ['DUPLICATE_VALUE', 'DUPLICATES_DETECTED', 'DUPLICATE_EXTERNAL_ID'],
    cure: 'park',
    code: 'CRM_DUPLICATE',
    message: 'There is already a record with the same key.',
    actions: ['Delete the surplus record; duplicate rules should not apply to Baton objects.'],
  },
  {
    codes: ['INACTIVE_OWNER_OR_USER', 'OP_WITH_INVALID_USER_TYPE_EXCEPTION', 'TRANSFER_REQUIRES_READ'],
    cure: 'park',
    code: 'CRM_USER_REFUSED',
    message: 'The person named in the record is inactive or may not own such records.',
    actions: ['Nothing to do for people who left; else assign them a Baton permission set.'],
  },
  {
    codes: ['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', 'CANNOT_EXECUTE_FLOW_TRIGGER', 'APEX_ERROR'],
    cure: 'park',
    code: 'CRM_AUTOMATION_FAILED',
    message: 'A trigger or flow of the org refused the record.',
    actions: ['Mend the trigger or flow, or let it skip Baton records.'],
  },
  {
    codes: ['ALL_OR_NONE_OPERATION_ROLLED_BACK', 'PROCESSING_HALTED'],
    cure: 'retry',
    code: 'CRM_SIBLING_FAILED',
    message: 'The record was held back because another one of the same call failed.',
    actions: ['Nothing to do: Baton sends it again.'],
  },
];

/** All rows; the first that fits decides, so a row with a text stands before the one without. */
export const errorTable: readonly ErrorRow[] = [...limits, ...passing, ...settings, ...rows];

import { describe, expect, test } from '@jest/globals';

import { CrmBudgetSpent, CrmMissingAccess } from '../../src/crm/crm-errors.ts';
import { errorTable } from '../../src/crm/error-table.ts';
import { errorOfFault, errorOfReply } from '../../src/crm/to-crm-error.ts';

/** Salesforce's words with the code and the cure that they must lead to. */
const said: readonly (readonly [string, string, string, string])[] = [
  ['REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.', 'crm-budget-spent', 'wait'],
  [
    'REQUEST_LIMIT_EXCEEDED',
    'ConcurrentRequests (Concurrent API Requests) Limit exceeded.',
    'crm-too-many-at-once',
    'retry',
  ],
  ['REQUEST_LIMIT_EXCEEDED', 'ConcurrentPerOrgLongTxn Limit exceeded.', 'crm-too-many-at-once', 'retry'],
  ['LIMIT_EXCEEDED', 'Max bulk v2 query jobs (10000) per 24 hrs has been reached', 'crm-limit-spent', 'wait'],
  ['EXCEEDED_QUOTA', 'quota', 'crm-limit-spent', 'wait'],
  ['STORAGE_LIMIT_EXCEEDED', 'storage limit exceeded', 'crm-storage-full', 'park'],
  ['UNABLE_TO_LOCK_ROW', 'unable to obtain exclusive access to this record', 'crm-row-locked', 'retry'],
  ['SERVER_UNAVAILABLE', 'try later', 'crm-unavailable', 'retry'],
  ['ORG_IN_MAINTENANCE', 'maintenance', 'crm-unavailable', 'retry'],
  ['INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE', 'read only', 'crm-unavailable', 'retry'],
  ['UNKNOWN_EXCEPTION', 'An unexpected error occurred.', 'crm-unavailable', 'retry'],
  ['JOB_QUEUE_UNAVAILABLE', '', 'crm-unavailable', 'retry'],
  ['QUERY_TIMEOUT', 'Your query request was running for too long.', 'crm-too-large', 'shrink'],
  ['OPERATION_TOO_LARGE', "exceeded 100000 distinct who/what's", 'crm-too-large', 'shrink'],
  ['QUERY_TOO_COMPLICATED', 'Query is either selecting too many fields', 'crm-too-large', 'shrink'],
  ['EXCEEDED_MAX_SIZE_REQUEST', '', 'crm-too-large', 'shrink'],
  [
    'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    'T: System.LimitException: Too many SOQL queries: 101',
    'crm-automation-limit',
    'shrink',
  ],
  ['CANNOT_EXECUTE_FLOW_TRIGGER', 'Apex CPU time limit exceeded', 'crm-automation-limit', 'shrink'],
  [
    'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    'T: execution of BeforeInsert caused by: no',
    'crm-automation-failed',
    'park',
  ],
  ['CANNOT_EXECUTE_FLOW_TRIGGER', 'a flow failed', 'crm-automation-failed', 'park'],
  ['APEX_ERROR', '', 'crm-automation-failed', 'park'],
  ['INVALID_QUERY_LOCATOR', 'invalid query locator', 'crm-locator-expired', 'shrink'],
  ['INVALID_SESSION_ID', 'Session expired or invalid', 'crm-session-refused', 'refresh'],
  ['INVALID_AUTH_HEADER', 'INVALID_HEADER_TYPE', 'crm-session-refused', 'refresh'],
  ['API_DISABLED_FOR_ORG', 'The REST API is not enabled', 'crm-api-off', 'stop'],
  ['API_CURRENTLY_DISABLED', '', 'crm-api-off', 'stop'],
  ['FUNCTIONALITY_NOT_ENABLED', '', 'crm-api-off', 'stop'],
  ['UNSUPPORTED_API_VERSION', '', 'crm-api-version', 'stop'],
  ['TXN_SECURITY_METERING_ERROR', "We can't complete the action", 'crm-transaction-security', 'stop'],
  ['TXN_SECURITY_RUNTIME_EXCEPTION', '', 'crm-transaction-security', 'stop'],
  ['INVALID_TYPE', "sObject type 'AccountTeamMember' is not supported.", 'crm-missing-access', 'stop'],
  ['INVALID_FIELD', "No such column 'X' on sobject of type Y", 'crm-missing-access', 'stop'],
  ['INVALIDENTITY', '', 'crm-missing-access', 'stop'],
  ['INSUFFICIENT_ACCESS', '', 'crm-write-refused', 'park'],
  ['INSUFFICIENT_ACCESS_OR_READONLY', '', 'crm-write-refused', 'park'],
  ['INVALID_FIELD_FOR_INSERT_UPDATE', 'Unable to create/update fields: X.', 'crm-write-refused', 'park'],
  ['MALFORMED_QUERY', 'unexpected token', 'crm-query-refused', 'stop'],
  ['ENTITY_IS_DELETED', 'entity is deleted', 'crm-record-gone', 'gone'],
  ['NOT_FOUND', 'The requested resource does not exist', 'crm-record-gone', 'gone'],
  ['INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', 'crm-reference-refused', 'park'],
  ['MALFORMED_ID', '', 'crm-reference-refused', 'park'],
  ['INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', '', 'crm-reference-refused', 'park'],
  ['FIELD_CUSTOM_VALIDATION_EXCEPTION', 'Only the service may', 'crm-validation-rule', 'park'],
  ['REQUIRED_FIELD_MISSING', 'Required fields are missing: [X]', 'crm-required-field', 'park'],
  ['INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', '', 'crm-value-refused', 'park'],
  ['STRING_TOO_LONG', '', 'crm-value-refused', 'park'],
  ['INVALID_EMAIL_ADDRESS', '', 'crm-value-refused', 'park'],
  ['NUMBER_OUTSIDE_VALID_RANGE', '', 'crm-value-refused', 'park'],
  ['DUPLICATE_VALUE', 'duplicate value found', 'crm-duplicate', 'park'],
  ['DUPLICATES_DETECTED', 'Use one of these records?', 'crm-duplicate', 'park'],
  ['DUPLICATE_EXTERNAL_ID', '', 'crm-duplicate', 'park'],
  ['INACTIVE_OWNER_OR_USER', 'operation performed with inactive user', 'crm-user-refused', 'park'],
  ['OP_WITH_INVALID_USER_TYPE_EXCEPTION', '', 'crm-user-refused', 'park'],
  ['TRANSFER_REQUIRES_READ', '', 'crm-user-refused', 'park'],
  ['ALL_OR_NONE_OPERATION_ROLLED_BACK', 'Record rolled back', 'crm-sibling-failed', 'retry'],
  ['PROCESSING_HALTED', '', 'crm-sibling-failed', 'retry'],
  ['SOMETHING_NEW', 'never heard of', 'crm-rejected', 'park'],
];

describe('what Salesforce says', () => {
  test.each(said)('%s "%s" becomes %s, cured by %s', (code, message, ours, cure) => {
    expect(errorOfFault({ code, message, fields: [] })).toMatchObject({ code: ours, cure });
  });

  test('every line of the table is tried above', () => {
    const tried = new Set(said.map(([code, , ours]) => `${code} ${ours}`));
    const lines = errorTable.flatMap(({ codes, code: ours }) => codes.map((code) => `${code} ${ours}`));
    expect(lines.filter((line) => !tried.has(line))).toEqual([]);
  });

  test('every line tells a person what to do', () => {
    expect(errorTable.filter(({ actions, message }) => actions.length === 0 || message === '')).toEqual([]);
  });

  test('a spent day is an error of its own with a time to come back', () => {
    const error = errorOfReply(403, [
      { errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' },
    ]);
    expect(error).toBeInstanceOf(CrmBudgetSpent);
    expect(error.retryAfterMs).toBe(3_600_000);
  });

  test('a missing field is named, and a refused value is not', () => {
    const field = errorOfReply(400, [{ errorCode: 'INVALID_FIELD', message: "No such column 'Phone' on sobject" }]);
    expect(field).toBeInstanceOf(CrmMissingAccess);
    expect(field.message).toContain("No such column 'Phone'");
    const value = errorOfReply(400, [{ errorCode: 'INVALID_EMAIL_ADDRESS', message: 'bad: anna@acme.example' }]);
    expect(value.message).not.toContain('anna');
    expect(value.salesforceMessage).toContain('anna');
  });
});

describe('replies without words of the API', () => {
  test.each([
    [406, ''],
    [420, ''],
    [429, 'slow down'],
    [500, ''],
    [502, '<html>Bad Gateway</html>'],
    [503, '<html>We are down for maintenance</html>'],
    [504, ''],
    [200, '<html>log in to the guest network</html>'],
  ])('status %i with %j may pass', (status, body) => {
    expect(errorOfReply(status, body)).toMatchObject({ code: 'crm-unavailable', cure: 'retry' });
  });

  test.each([414, 431, 413])('status %i asks for a smaller question', (status) => {
    expect(errorOfReply(status, '')).toMatchObject({ cure: 'shrink' });
  });

  test('a 401 in any words is a matter of the session', () => {
    expect(errorOfReply(401, 'Bad_OAuth_Token')).toMatchObject({ cure: 'refresh' });
  });

  test('an unknown code with a passing status may pass', () => {
    expect(errorOfReply(503, [{ errorCode: 'NEW_CODE', message: '' }])).toMatchObject({ cure: 'retry' });
  });
});

import { describe, expect, test } from '@jest/globals';

import { CrmBudgetSpent, CrmMissingAccess } from '../../src/crm/crm-errors.ts';
import { errorTable } from '../../src/crm/error-table.ts';
import { errorOfFault, errorOfReply } from '../../src/crm/to-crm-error.ts';

/** Salesforce's words with the code and the cure that they must lead to. */
const said: readonly (readonly [string, string, string, string])[] = [
  ['REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.', 'CRM_BUDGET_SPENT', 'wait'],
  [
    'REQUEST_LIMIT_EXCEEDED',
    'ConcurrentRequests (Concurrent API Requests) Limit exceeded.',
    'CRM_TOO_MANY_AT_ONCE',
    'retry',
  ],
  ['REQUEST_LIMIT_EXCEEDED', 'ConcurrentPerOrgLongTxn Limit exceeded.', 'CRM_TOO_MANY_AT_ONCE', 'retry'],
  ['LIMIT_EXCEEDED', 'Max bulk v2 query jobs (10000) per 24 hrs has been reached', 'CRM_LIMIT_SPENT', 'wait'],
  ['EXCEEDED_QUOTA', 'quota', 'CRM_LIMIT_SPENT', 'wait'],
  ['STORAGE_LIMIT_EXCEEDED', 'storage limit exceeded', 'CRM_STORAGE_FULL', 'park'],
  ['UNABLE_TO_LOCK_ROW', 'unable to obtain exclusive access to this record', 'CRM_ROW_LOCKED', 'retry'],
  ['SERVER_UNAVAILABLE', 'try later', 'CRM_UNAVAILABLE', 'retry'],
  ['ORG_IN_MAINTENANCE', 'maintenance', 'CRM_UNAVAILABLE', 'retry'],
  ['INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE', 'read only', 'CRM_UNAVAILABLE', 'retry'],
  ['UNKNOWN_EXCEPTION', 'An unexpected error occurred.', 'CRM_UNAVAILABLE', 'retry'],
  ['JOB_QUEUE_UNAVAILABLE', '', 'CRM_UNAVAILABLE', 'retry'],
  ['QUERY_TIMEOUT', 'Your query request was running for too long.', 'CRM_TOO_LARGE', 'shrink'],
  ['OPERATION_TOO_LARGE', "exceeded 100000 distinct who/what's", 'CRM_TOO_LARGE', 'shrink'],
  ['QUERY_TOO_COMPLICATED', 'Query is either selecting too many fields', 'CRM_TOO_LARGE', 'shrink'],
  ['EXCEEDED_MAX_SIZE_REQUEST', '', 'CRM_TOO_LARGE', 'shrink'],
  [
    'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    'T: System.LimitException: Too many SOQL queries: 101',
    'CRM_AUTOMATION_LIMIT',
    'shrink',
  ],
  ['CANNOT_EXECUTE_FLOW_TRIGGER', 'Apex CPU time limit exceeded', 'CRM_AUTOMATION_LIMIT', 'shrink'],
  [
    'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    'T: execution of BeforeInsert caused by: no',
    'CRM_AUTOMATION_FAILED',
    'park',
  ],
  ['CANNOT_EXECUTE_FLOW_TRIGGER', 'a flow failed', 'CRM_AUTOMATION_FAILED', 'park'],
  ['APEX_ERROR', '', 'CRM_AUTOMATION_FAILED', 'park'],
  ['INVALID_QUERY_LOCATOR', 'invalid query locator', 'CRM_LOCATOR_EXPIRED', 'shrink'],
  ['INVALID_SESSION_ID', 'Session expired or invalid', 'CRM_SESSION_REFUSED', 'refresh'],
  ['INVALID_AUTH_HEADER', 'INVALID_HEADER_TYPE', 'CRM_SESSION_REFUSED', 'refresh'],
  ['API_DISABLED_FOR_ORG', 'The REST API is not enabled', 'CRM_API_OFF', 'stop'],
  ['API_CURRENTLY_DISABLED', '', 'CRM_API_OFF', 'stop'],
  ['FUNCTIONALITY_NOT_ENABLED', '', 'CRM_API_OFF', 'stop'],
  ['UNSUPPORTED_API_VERSION', '', 'CRM_API_VERSION', 'stop'],
  ['TXN_SECURITY_METERING_ERROR', "We can't complete the action", 'CRM_TRANSACTION_SECURITY', 'stop'],
  ['TXN_SECURITY_RUNTIME_EXCEPTION', '', 'CRM_TRANSACTION_SECURITY', 'stop'],
  ['INVALID_TYPE', "sObject type 'AccountTeamMember' is not supported.", 'CRM_MISSING_ACCESS', 'stop'],
  ['INVALID_FIELD', "No such column 'X' on sobject of type Y", 'CRM_MISSING_ACCESS', 'stop'],
  ['INVALIDENTITY', '', 'CRM_MISSING_ACCESS', 'stop'],
  ['INSUFFICIENT_ACCESS', '', 'CRM_WRITE_REFUSED', 'park'],
  ['INSUFFICIENT_ACCESS_OR_READONLY', '', 'CRM_WRITE_REFUSED', 'park'],
  ['INVALID_FIELD_FOR_INSERT_UPDATE', 'Unable to create/update fields: X.', 'CRM_WRITE_REFUSED', 'park'],
  ['MALFORMED_QUERY', 'unexpected token', 'CRM_QUERY_REFUSED', 'stop'],
  ['ENTITY_IS_DELETED', 'entity is deleted', 'CRM_RECORD_GONE', 'gone'],
  ['NOT_FOUND', 'The requested resource does not exist', 'CRM_RECORD_GONE', 'gone'],
  ['INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', 'CRM_REFERENCE_REFUSED', 'park'],
  ['MALFORMED_ID', '', 'CRM_REFERENCE_REFUSED', 'park'],
  ['INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', '', 'CRM_REFERENCE_REFUSED', 'park'],
  ['FIELD_CUSTOM_VALIDATION_EXCEPTION', 'Only the service may', 'CRM_VALIDATION_RULE', 'park'],
  ['REQUIRED_FIELD_MISSING', 'Required fields are missing: [X]', 'CRM_REQUIRED_FIELD', 'park'],
  ['INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', '', 'CRM_VALUE_REFUSED', 'park'],
  ['STRING_TOO_LONG', '', 'CRM_VALUE_REFUSED', 'park'],
  ['INVALID_EMAIL_ADDRESS', '', 'CRM_VALUE_REFUSED', 'park'],
  ['NUMBER_OUTSIDE_VALID_RANGE', '', 'CRM_VALUE_REFUSED', 'park'],
  ['DUPLICATE_VALUE', 'duplicate value found', 'CRM_DUPLICATE', 'park'],
  ['DUPLICATES_DETECTED', 'Use one of these records?', 'CRM_DUPLICATE', 'park'],
  ['DUPLICATE_EXTERNAL_ID', '', 'CRM_DUPLICATE', 'park'],
  ['INACTIVE_OWNER_OR_USER', 'operation performed with inactive user', 'CRM_USER_REFUSED', 'park'],
  ['OP_WITH_INVALID_USER_TYPE_EXCEPTION', '', 'CRM_USER_REFUSED', 'park'],
  ['TRANSFER_REQUIRES_READ', '', 'CRM_USER_REFUSED', 'park'],
  ['ALL_OR_NONE_OPERATION_ROLLED_BACK', 'Record rolled back', 'CRM_SIBLING_FAILED', 'retry'],
  ['PROCESSING_HALTED', '', 'CRM_SIBLING_FAILED', 'retry'],
  ['SOMETHING_NEW', 'never heard of', 'CRM_REJECTED', 'park'],
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
    expect(errorOfReply(status, body)).toMatchObject({ code: 'CRM_UNAVAILABLE', cure: 'retry' });
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

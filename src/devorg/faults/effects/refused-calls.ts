import type { Call, CallPlace } from '../../api/context.ts';
import { ApiError } from '../../api-error.ts';
import { effect, type EffectKind } from '../effect.ts';

type Fits = (call: Call, place: CallPlace) => boolean;

interface RefusedCall {
  readonly kind: string;
  readonly status: number;
  readonly errorCode: string;
  readonly message: string;
  readonly fits: Fits;
}

/** What the org decides before it looks at what is asked: a composite request falls as a whole. */
const anyCall: Fits = (_call, { isPart }) => !isPart;
const aQuery: Fits = (_call, { route }) => /^query(All)?$/.test(route.path);
const aPlace: Fits = (_call, { route }) => /^query(All)?\/:locator$/.test(route.path);
const aQueryJob: Fits = ({ request }, { route }) => route.path === 'jobs/query' && request.method === 'POST';
const anyJob: Fits = ({ request }, { route }) => /^jobs\/\w+$/.test(route.path) && request.method === 'POST';
const aQueryOrJob: Fits = (call, place) => aQuery(call, place) || aQueryJob(call, place);

/** Calls that the org refuses as a whole, in Salesforce's words. */
const table: readonly RefusedCall[] = [
  refusal('dailyLimit', 403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.', anyCall),
  refusal(
    'concurrentLimit',
    403,
    'REQUEST_LIMIT_EXCEEDED',
    'ConcurrentRequests (Concurrent API Requests) Limit exceeded.',
    anyCall,
  ),
  refusal('longTransactions', 403, 'REQUEST_LIMIT_EXCEEDED', 'ConcurrentPerOrgLongTxn Limit exceeded.', anyCall),
  refusal(
    'apiDisabledForOrg',
    403,
    'API_DISABLED_FOR_ORG',
    'The REST API is not enabled for this Organization.',
    anyCall,
  ),
  refusal('apiDisabledForUser', 403, 'API_CURRENTLY_DISABLED', 'API is disabled for this User', anyCall),
  refusal('featureOff', 403, 'FUNCTIONALITY_NOT_ENABLED', 'This feature is not currently enabled.', anyCall),
  refusal(
    'transactionSecurity',
    403,
    'TXN_SECURITY_METERING_ERROR',
    "We can't complete the action because enabled transaction security policies took too long to complete.",
    aQueryOrJob,
  ),
  refusal('serverUnavailable', 503, 'SERVER_UNAVAILABLE', 'Server unavailable', anyCall),
  refusal('orgInMaintenance', 503, 'ORG_IN_MAINTENANCE', 'The organization is in maintenance', anyCall),
  refusal('unknownException', 500, 'UNKNOWN_EXCEPTION', 'An unexpected error occurred. ErrorId: 1', anyCall),
  refusal('queryTimeout', 400, 'QUERY_TIMEOUT', 'Your query request was running for too long.', aQuery),
  refusal('queryTooComplicated', 400, 'QUERY_TOO_COMPLICATED', 'Query is either selecting too many fields', aQuery),
  refusal('operationTooLarge', 400, 'OPERATION_TOO_LARGE', "exceeded 100000 distinct who/what's", aQuery),
  refusal('expireLocator', 400, 'INVALID_QUERY_LOCATOR', 'invalid query locator', aPlace),
  refusal(
    'unfilterableStamp',
    400,
    'INVALID_FIELD',
    "field 'SystemModstamp' can not be filtered in a query call",
    aQuery,
  ),
  refusal('jobCap', 400, 'LIMIT_EXCEEDED', 'Max bulk v2 query jobs (10000) per 24 hrs has been reached', aQueryJob),
  refusal(
    'jobResultCap',
    400,
    'LIMIT_EXCEEDED',
    'Max bulk v2 query result size stored (1000000000) kb per 24 hrs has been exceeded',
    aQueryJob,
  ),
  refusal('bulkUnsupported', 400, 'INVALIDENTITY', 'Entity is not supported by the Bulk API.', anyJob),
  refusal('bulkCompound', 400, 'API_ERROR', 'Selecting compound data not supported in Bulk Query', aQueryJob),
];

function refusal(kind: string, status: number, errorCode: string, message: string, fits: Fits): RefusedCall {
  return { kind, status, errorCode, message, fits };
}

export const refusedCalls: readonly EffectKind[] = table.map(({ kind, status, errorCode, message, fits }) =>
  effect(kind, 'call', {}, () => ({
    fits,
    strike: () => {
      throw new ApiError(status, errorCode, message);
    },
  })),
);

import { CrmBudgetSpent, CrmError, CrmMissingAccess } from './crm-errors.ts';
import { type ErrorRow, errorTable } from './error-table.ts';

/** An error as Salesforce words it in a REST reply or in one row of a collection. */
export interface SalesforceFault {
  readonly code: string;
  readonly message: string;
  readonly fields: readonly string[];
}

const unavailable: Omit<ErrorRow, 'codes'> = {
  cure: 'retry',
  code: 'CRM_UNAVAILABLE',
  message: 'Salesforce is not available for the moment.',
  actions: ['Nothing to do: Baton tries again.', 'See https://status.salesforce.com if it lasts.'],
  retryAfterMs: 60_000,
};

const unknown: Omit<ErrorRow, 'codes'> = {
  cure: 'park',
  code: 'CRM_REJECTED',
  message: 'Salesforce refused the request.',
  actions: ['See the reason that Salesforce gives.'],
};

/** Statuses that pass by themselves: 406 and 420 come without words while an org is being set up or moved. */
const passingStatuses = new Set([406, 408, 420, 429, 500, 502, 503, 504]);

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function readFault(value: unknown): SalesforceFault | undefined {
  if (!isRecord(value)) return undefined;
  const code = text(value['errorCode']) || text(value['statusCode']) || text(value['error']);
  const fields = Array.isArray(value['fields']) ? value['fields'].map(text) : [];
  if (code === '') return undefined;
  return { code, message: text(value['message']) || text(value['error_description']), fields };
}

/** Errors in a body: an array of `errorCode` (REST) or `statusCode` (collections), or an object (login). */
export function readFaults(body: unknown): readonly SalesforceFault[] {
  const list: readonly unknown[] = Array.isArray(body) ? body : [body];
  return list.map(readFault).filter((fault) => fault !== undefined);
}

function findRow(fault: SalesforceFault): Omit<ErrorRow, 'codes'> {
  const row = errorTable.find(
    ({ codes, text: words }) => codes.includes(fault.code) && (words === undefined || words.test(fault.message)),
  );
  return row ?? unknown;
}

function build(row: Omit<ErrorRow, 'codes'>, fault: SalesforceFault | undefined): CrmError {
  if (row.code === 'CRM_BUDGET_SPENT') return new CrmBudgetSpent(row.message, row.retryAfterMs ?? 0, row.actions);
  const said = fault === undefined ? {} : { salesforceCode: fault.code, salesforceMessage: fault.message };
  // The words of a schema error name objects and fields. Other words may hold a value of a record: they stay apart.
  if (row.code === 'CRM_MISSING_ACCESS' && fault !== undefined) {
    return new CrmMissingAccess(`${row.message} (${fault.code}: ${fault.message})`, { actions: row.actions, ...said });
  }
  const wait = row.retryAfterMs === undefined ? {} : { retryAfterMs: row.retryAfterMs };
  const message = fault === undefined ? row.message : `${row.message} (${fault.code})`;
  return new CrmError(row.code, message, { cure: row.cure, actions: row.actions, ...said, ...wait });
}

/** Translates one fault of a row or a sub-request. */
export function errorOfFault(fault: SalesforceFault): CrmError {
  return build(findRow(fault), fault);
}

/**
 * Translates a reply that is not a success. A page of HTML or an empty body is a proxy or a maintenance page talking,
 * not the API, so it may pass.
 * @param body the parsed JSON body, or the text where it is none.
 */
export function errorOfReply(status: number, body: unknown): CrmError {
  const fault = readFaults(body)[0];
  if (fault !== undefined) {
    const row = findRow(fault);
    return row === unknown && passingStatuses.has(status) ? build(unavailable, fault) : build(row, fault);
  }
  const plain = { code: `HTTP_${String(status)}`, message: '', fields: [] };
  if (status === 401) return build(findRow({ ...plain, code: 'INVALID_SESSION_ID' }), plain);
  if (status === 414 || status === 431 || status === 413) {
    return build(findRow({ ...plain, code: 'EXCEEDED_MAX_SIZE_REQUEST' }), plain);
  }
  if (passingStatuses.has(status) || typeof body === 'string') return build(unavailable, plain);
  return build(unknown, plain);
}

/** No reply at all: refused, reset, unknown host, too slow. */
export function errorOfNetwork(cause: unknown, what: string): CrmError {
  return new CrmError('CRM_UNREACHABLE', `Salesforce did not answer (${what}).`, {
    cure: 'retry',
    cause,
    retryAfterMs: 30_000,
    actions: ['Check the network and the login URL.', 'Baton tries again by itself.'],
  });
}

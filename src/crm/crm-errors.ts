import { AppError, type AppErrorOptions } from '../errors.ts';

/** What helps against a failure, and so who acts: the retry loop, the batch, the session, the admin. */
export type Cure =
  /** The same call may work in a moment. */
  | 'retry'
  /** The same work may succeed in smaller pieces. */
  | 'shrink'
  /** A new session may help, once. */
  | 'refresh'
  /** This row fails until somebody changes something; others may pass. */
  | 'park'
  /** The record is gone: forget it. */
  | 'gone'
  /** Nothing works until somebody changes a setting. */
  | 'stop'
  /** The API calls of the day are used up. */
  | 'wait';

export interface CrmErrorOptions extends AppErrorOptions {
  readonly cure: Cure;
  /** The code as Salesforce gave it. */
  readonly salesforceCode?: string;
  /** The words as Salesforce gave them; they may hold record data and are never logged. */
  readonly salesforceMessage?: string;
}

/** A failure of Salesforce, or of the way to it. */
export class CrmError extends AppError {
  readonly cure: Cure;
  readonly salesforceCode: string | undefined;
  readonly salesforceMessage: string | undefined;

  constructor(code: string, message: string, options: CrmErrorOptions) {
    super(code, message, options);
    this.cure = options.cure;
    this.salesforceCode = options.salesforceCode;
    this.salesforceMessage = options.salesforceMessage;
  }
}

/** No API call may be made now. `retryAfterMs` says when it is worth asking again. */
export class CrmBudgetSpent extends CrmError {
  constructor(message: string, retryAfterMs: number, actions: readonly string[]) {
    super('CRM_BUDGET_SPENT', message, { cure: 'wait', retryAfterMs, actions });
  }
}

/** The integration user can not read an object or a field that is asked for. */
export class CrmMissingAccess extends CrmError {
  constructor(message: string, options: Omit<CrmErrorOptions, 'cure' | 'retryAfterMs'>) {
    super('CRM_MISSING_ACCESS', message, { ...options, cure: 'stop' });
  }
}

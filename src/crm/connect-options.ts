import type { CrmLog } from './crm-log.ts';

export interface ConnectOptions {
  /** `https://login.salesforce.com`, `https://test.salesforce.com` or the org's My Domain. */
  readonly loginUrl: string;
  readonly username: string;
  /** Consumer key of the External Client App. */
  readonly clientId: string;
  /** PEM of the private key whose certificate the app knows. */
  readonly privateKeyPem: string;
  /** `66.0`. */
  readonly apiVersion?: string;
  /** Share of the org's daily API calls that Baton may use, 0 to 1. */
  readonly budgetShare?: number;
  /** Share of the org's daily API calls that is always left to others, 0 to 1. */
  readonly reserveShare?: number;
  /** Further hosts, exactly or with a leading dot for all below it; for private Salesforce clouds. */
  readonly allowedHosts?: readonly string[];
  /** Allows http to this machine: the org in a box. */
  readonly allowLocalOrg?: boolean;
  /** How long one call may take, body included, in milliseconds; in a streamed reply, how long a silence may last. */
  readonly timeoutMs?: number;
  /** First pause before a call is tried again, in milliseconds; it doubles. */
  readonly retryPauseMs?: number;
  /** User fields that may tell somebody's division, by API name. */
  readonly divisionUserFields?: readonly string[];
  /** Rows from which on one write goes by Bulk. */
  readonly bulkFromRows?: number;
  /** Who the login is meant for, where it can not be told from the login URL. */
  readonly audience?: string;
  readonly log?: CrmLog;
}

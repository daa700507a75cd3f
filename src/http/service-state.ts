/** What the outside may ask about a running service; filled in by whoever runs it. Counts only, no names or ids. */
export interface ServiceState {
  /** End of the last complete run, milliseconds since 1970; undefined before the first. */
  readonly lastRunAt: number | undefined;
  /** A run that has not ended by then is late: milliseconds from the end of the last one. */
  readonly lateAfterMs: number;
  /** Age of the oldest change that may not be published yet, in seconds: since the last complete run began to read. */
  readonly lagSeconds: number;
  /** Accounts and customers that waited for work when the last run ended. */
  readonly queue: number;
  readonly accounts: number;
  readonly customers: number;
  readonly relationships: number;
  readonly parked: number;
  readonly apiCalls: number;
  readonly apiAllowance: number;
  /** Of everybody in the org, in 24 hours. */
  readonly orgUsed: number;
  readonly orgMax: number;
  /** Failed runs by error code since the start. */
  readonly failures: Readonly<Record<string, number>>;
}

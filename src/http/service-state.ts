/** What the outside may ask about a running service; filled in by whoever runs it. Counts only, no names or ids. */
export interface ServiceState {
  /** End of the last complete run, milliseconds since 1970; undefined before the first. */
  readonly lastRunAt: number | undefined;
  /** A run that has not ended by then is late: milliseconds from the end of the last one. */
  readonly lateAfterMs: number;
  /** Age of the oldest change that is not yet published, in seconds. */
  readonly lagSeconds: number;
  readonly accounts: number;
  readonly customers: number;
  readonly relationships: number;
  readonly parked: number;
  readonly apiCalls: number;
  readonly apiAllowance: number;
  /** Failed runs by error code since the start. */
  readonly failures: Readonly<Record<string, number>>;
}

/** What every record that Baton follows has in common. Date-times are ISO 8601 in UTC, dates `YYYY-MM-DD`. */
export interface Followed {
  readonly systemModstamp: string;
  readonly isDeleted: boolean;
}

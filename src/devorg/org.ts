import type { DatabaseSync } from 'node:sqlite';

import type { PackageFile } from './metadata/package-file.ts';
import type { Schema, SharingModel } from './schema.ts';

/** Choices an admin makes in Setup, which are not part of `force-app`. */
export interface OrgSettings {
  readonly name: string;
  /** Org-wide defaults of standard objects; custom objects bring theirs in their metadata. */
  readonly sharingModels: Readonly<Record<string, SharingModel>>;
  readonly accountTeams: boolean;
  readonly opportunityTeams: boolean;
  readonly personAccounts: boolean;
  readonly multiCurrency: boolean;
  /** `enableRestrictAccessLookupRecords`: a lookup hides the name of a record that the viewer may not open. */
  readonly restrictedLookups: boolean;
  /** Custom objects for which *Grant Access Using Hierarchies* was switched off. */
  readonly hierarchyOffFor: readonly string[];
  /** API calls a rolling day. */
  readonly dailyApiRequests: number;
}

/** The org's clock. Everything that stamps a time asks here, so that a demo or a test can move it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Moves the clock by this many milliseconds, forward or back. */
  move(byMs: number): void;
}

/** A running org: its model, its rows, its settings and its clock. */
export interface Org {
  /** 18 characters, `00D…`. */
  readonly id: string;
  /** What the platform brings and what was deployed; a deploy puts another in its place. */
  schema: Schema;
  /** The files of everything that was deployed, as they would lie in a project's source folder. */
  source: readonly PackageFile[];
  readonly settings: OrgSettings;
  /**
   * One table for each object, named as the object, one column for each field, named as the field (compound fields have
   * none). Booleans are 0 and 1, dates `YYYY-MM-DD`, date-times `YYYY-MM-DDTHH:MM:SS.sssZ`, ids 18 characters.
   */
  readonly database: DatabaseSync;
  readonly clock: Clock;
  /** Grows with each write to users, roles, groups, permission sets and shares; caches of access depend on it. */
  accessVersion: number;
}

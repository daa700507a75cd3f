import type { AppError } from '../errors.ts';
import type { IdPage, RecordRange } from './compare-ids.ts';
import type { FoundPerson } from './find-people.ts';
import type { LoadBatch, LoadPlace } from './load.ts';
import type { Notice, NoticeResult } from './notify.ts';
import type { QueriedRow } from './query-rows.ts';
import type { SyncStatus } from './read-status.ts';
import type { RecordName, Records } from './records.ts';

/** Where a reader stopped: everything up to and including this row has been seen. */
export interface Cursor {
  /** SystemModstamp, ISO 8601 in UTC. */
  readonly stamp: string;
  readonly id: string;
}

export interface ReadRequest<Name extends RecordName = RecordName> {
  readonly record: Name;
  /** Rows after this one, in the order of (SystemModstamp, Id); all rows where absent. */
  readonly after?: Cursor;
}

export interface ReadReply<Name extends RecordName = RecordName> {
  readonly record: Name;
  readonly rows: readonly Records[Name][];
  /** False: there is more after the last row. */
  readonly done: boolean;
  /** The org's own clock when it answered, milliseconds since 1970. */
  readonly serverTime: number;
  /** Why this one record could not be read; `rows` is then empty and the cursor must stay. The others are not touched. */
  readonly failure?: AppError;
}

/** A field or object that the integration user can not read, and what Baton goes without. */
export interface MissingAccess {
  readonly record: RecordName;
  readonly object: string;
  /** Absent: the whole object is missing. */
  readonly field?: string;
  /** True: Baton can not do its main job without it. */
  readonly essential: boolean;
  /** What Baton does not know or do because of it, as a sentence. */
  readonly without: string;
  /** What an admin does about it, as a sentence. */
  readonly fix: string;
}

export type FieldValue = string | number | boolean | null;

/** One row to write: field API names with values. */
export type WriteRow = Readonly<Record<string, FieldValue>>;

export type WriteResult =
  | { readonly ok: true; readonly id: string; readonly created: boolean }
  | {
      readonly ok: false;
      /** Salesforce's statusCode, e.g. `FIELD_CUSTOM_VALIDATION_EXCEPTION`. */
      readonly code: string;
      readonly message: string;
      readonly fields: readonly string[];
      /** False: the same row will fail again until somebody changes something. */
      readonly isTransient: boolean;
    };

export interface OrgIdentity {
  readonly orgId: string;
  readonly userId: string;
  readonly instanceUrl: string;
  readonly apiVersion: string;
}

/** API calls, the money of this trade. Numbers are of the last 24 hours, as the org itself reports them. */
export interface BudgetState {
  /** Calls made by everybody in this org. */
  readonly orgUsed: number;
  readonly orgMax: number;
  /** Calls this process made since it started. */
  readonly ownCalls: number;
  /** Calls Baton may make a day: its share of the org's allocation. */
  readonly allowance: number;
}

/** Everything Baton does with Salesforce goes through this door. Failures are `AppError`s with a code from `crm-errors.ts`. */
export interface Crm {
  readonly identity: OrgIdentity;
  budget(): BudgetState;
  /** The org's clock as of its last reply, carried forward; milliseconds since 1970. */
  serverNow(): number;
  /** What can not be read, from describe. Remembered; looked at again from time to time while something is missing. */
  missingAccess(): Promise<readonly MissingAccess[]>;
  /** True where the object exists and is readable. */
  canRead(record: RecordName): Promise<boolean>;
  /**
   * Names the User fields that divisions look at (`User_Field__c`), beside those given on connecting.
   * @returns the fields that were not read so far: users read earlier lack them and must be read again.
   */
  followUserFields(fields: readonly string[]): Promise<readonly string[]>;
  /** Changes since a cursor (deleted rows included), five queries to a composite call, at most 2,000 rows each. */
  readChanges(requests: readonly ReadRequest[]): Promise<readonly ReadReply[]>;
  /** All rows, with Bulk API 2.0 where one page does not hold them, streamed in batches; deleted rows are left out. */
  readAll<Name extends RecordName>(record: Name): AsyncGenerator<readonly Records[Name][]>;
  /** Living rows in each of some ranges of ids; five ranges a call. */
  countRows(ranges: readonly RecordRange[]): Promise<readonly number[]>;
  /** Ids of living rows in each of some ranges, in their order, at most 2,000 each; five ranges a call. */
  readIds(ranges: readonly RecordRange[]): Promise<readonly IdPage[]>;
  /** Rows by their ids, deleted ones included; 1,000 a call. */
  readSome<Name extends RecordName>(record: Name, ids: readonly string[]): Promise<readonly Records[Name][]>;
  /** Begins a first load: the org starts to work on it. */
  openLoad(record: RecordName): Promise<LoadPlace>;
  /** The living rows of a first load from a place on; with each batch comes the place to go on from. */
  load<Name extends RecordName>(record: Name, from: LoadPlace): AsyncGenerator<LoadBatch<Name>>;
  /** Rows from which on one upsert goes by Bulk, so that it pays to send them together. */
  readonly bulkFromRows: number;
  /** Writes by external id, 200 rows a call or, from `bulkFromRows` on, with a job; results in the order of the rows. */
  upsert(object: string, externalIdField: string, rows: readonly WriteRow[]): Promise<readonly WriteResult[]>;
  /** Records as they stand right now, 200 a call; what is not there any more is left out. */
  readByIds<Name extends RecordName>(record: Name, ids: readonly string[]): Promise<readonly Records[Name][]>;
  /** All rows of a query, plain values only. */
  query(soql: string): Promise<readonly QueriedRow[]>;
  /** Changes rows by `Id`, 200 a call; results in the order of the rows. */
  update(object: string, rows: readonly WriteRow[]): Promise<readonly WriteResult[]>;
  /** Makes rows of which a second one does no harm, 200 a call; results in the order of the rows. */
  create(object: string, rows: readonly WriteRow[]): Promise<readonly WriteResult[]>;
  /** Sends in-app notifications; results in their order. One is sent twice only where a reply was lost. */
  notify(notices: readonly Notice[]): Promise<readonly NoticeResult[]>;
  /** Deletes by id, 200 a call; results in the order of the ids. A row that is gone already counts as done. */
  remove(ids: readonly string[]): Promise<readonly WriteResult[]>;
  /** Deletes one row of a named object. @returns false where the org refuses for good; gone already counts as done */
  removeOne(object: string, id: string): Promise<boolean>;
  /** What the service last wrote about itself; undefined before its first run. */
  readStatus(): Promise<SyncStatus | undefined>;
  /** Users, contacts and leads with this mail address or username. */
  findPeople(mail: string): Promise<readonly FoundPerson[]>;
  close(): Promise<void>;
}

import type { Viewer } from '../access/viewer.ts';
import type { Org } from '../org.ts';
import type { SObject } from '../schema.ts';
import type { Json } from '../soql/index.ts';
import type { SelectQuery } from '../soql/query-tree.ts';
import type { GraphqlError } from './graphql-errors.ts';
import type { Selection } from './read-document.ts';

export type JsonObject = Readonly<Record<string, Json>>;

/** The records of an object, or the children of one record, as pages of edges. */
export interface ConnectionPlan {
  readonly query: SelectQuery;
  /** The query of all pages together. */
  readonly unlimited: SelectQuery;
  /** Whether the request asks how many there are. */
  readonly countsTotal: boolean;
  /** @param total how many records there are in all; how many were found unless given */
  readonly answer: (records: readonly JsonObject[], total?: number) => JsonObject;
}

/** What all parts of one request share. */
export interface Planning {
  readonly org: Org;
  readonly viewer: Viewer;
  /** Gathers what is wrong; nothing runs if there is anything. */
  readonly errors: GraphqlError[];
  /** Nodes have lists of children, and lists have nodes. */
  readonly planConnection: (
    planning: Planning,
    object: SObject,
    selection: Selection,
    place: readonly string[],
  ) => ConnectionPlan;
}

import type { SObject } from '../schema.ts';
import type { Json } from '../soql/index.ts';
import type { Literal, SelectQuery } from '../soql/query-tree.ts';
import { GraphqlRefusal, undefinedField, validationError } from './graphql-errors.ts';
import { planNode } from './node-plan.ts';
import type { ConnectionPlan, JsonObject, Planning } from './planning.ts';
import type { Selection } from './read-document.ts';
import { readFilter, readOrder } from './read-filter.ts';

/** Records a page unless the request says otherwise, and the most that it can ask for. */
const DEFAULT_FIRST = 10;
const LARGEST_FIRST = 2000;
const CURSOR_PREFIX = 'v1:';

/**
 * Plans a connection.
 *
 * @throws GraphqlRefusal for arguments that cannot be read
 */
export function planConnection(
  planning: Planning,
  object: SObject,
  selection: Selection,
  place: readonly string[],
): ConnectionPlan {
  const { values, selections } = selection;
  const node = planNode(planning, object, nodeSelections(selections), [...place, 'edges', 'node']);
  const first = firstOf(values['first']);
  const start = startOf(values['after']);
  const where = readFilter(planning.org, object, values['where']);
  const hasFilter = where.kind === 'compare' || where.kind === 'not' || where.parts.length > 0;
  const countsTotal = selections.some((part) => part.name === 'totalCount');
  const unlimited: SelectQuery = {
    object: object.name,
    items: node.items,
    groupBy: [],
    orderBy: readOrder(planning.org, object, values['orderBy']),
    ...(hasFilter && { where }),
    ...(typeof values['scope'] === 'string' && { scope: values['scope'] }),
  };
  // One more than wanted tells whether there is a next page.
  const query = { ...unlimited, limit: literal(first + 1), ...(start > 0 && { offset: literal(start) }) };
  for (const part of selections) {
    if (!PARTS.has(part.name)) planning.errors.push(undefinedField(part.name, `${object.name}Connection`, place));
  }
  const answer: ConnectionPlan['answer'] = (records, total = start + records.length) => {
    const page = { records: records.slice(0, first), start, hasNext: records.length > first, total };
    return Object.fromEntries(selections.map((part) => [part.key, partOf(part, page, node.project)]));
  };
  return { query, unlimited, countsTotal, answer };
}

const PARTS = new Set(['edges', 'pageInfo', 'totalCount', 'pageResultCount', '__typename']);

interface Page {
  readonly records: readonly JsonObject[];
  readonly start: number;
  readonly hasNext: boolean;
  readonly total: number;
}

function nodeSelections(selections: readonly Selection[]): Selection[] {
  const edges = selections.filter((part) => part.name === 'edges').flatMap((part) => part.selections);
  return edges.filter((part) => part.name === 'node').flatMap((part) => part.selections);
}

function partOf(part: Selection, page: Page, project: (record: JsonObject) => JsonObject): Json {
  switch (part.name) {
    case 'edges':
      return page.records.map((record, index) => edgeOf(part, record, page.start + index, project));
    case 'pageInfo':
      return Object.fromEntries(part.selections.map((field) => [field.key, pageInfo(field.name, page)]));
    case 'totalCount':
      return page.total;
    case 'pageResultCount':
      return page.records.length;
    default:
      return null;
  }
}

function edgeOf(
  part: Selection,
  record: JsonObject,
  index: number,
  project: (record: JsonObject) => JsonObject,
): JsonObject {
  return Object.fromEntries(
    part.selections.map((field) => [field.key, field.name === 'node' ? project(record) : cursorOf(index)]),
  );
}

function pageInfo(name: string, page: Page): Json {
  const last = page.start + page.records.length - 1;
  switch (name) {
    case 'hasNextPage':
      return page.hasNext;
    case 'hasPreviousPage':
      return page.start > 0;
    case 'startCursor':
      return page.records.length === 0 ? null : cursorOf(page.start);
    case 'endCursor':
      return page.records.length === 0 ? null : cursorOf(last);
    default:
      return null;
  }
}

/** A cursor is the number of a record in the whole result, counted from 0. */
function cursorOf(index: number): string {
  return Buffer.from(`${CURSOR_PREFIX}${String(index)}`).toString('base64');
}

function startOf(after: unknown): number {
  if (after === undefined || after === null) return 0;
  const text = typeof after === 'string' ? Buffer.from(after, 'base64').toString('utf8') : '';
  const index = text.startsWith(CURSOR_PREFIX) ? Number(text.slice(CURSOR_PREFIX.length)) : NaN;
  if (!Number.isInteger(index) || index < 0) throw new GraphqlRefusal([validationError('Invalid cursor')]);
  return index + 1;
}

function firstOf(first: unknown): number {
  if (first === undefined || first === null) return DEFAULT_FIRST;
  if (typeof first === 'number' && Number.isInteger(first) && first >= 1 && first <= LARGEST_FIRST) return first;
  throw new GraphqlRefusal([validationError(`'first' must be between 1 and ${String(LARGEST_FIRST)}`)]);
}

function literal(value: number): Literal {
  return { type: 'number', value };
}

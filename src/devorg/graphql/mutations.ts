import { type Viewer, viewerFor } from '../access/viewer.ts';
import { ApiError } from '../api-error.ts';
import { inTransaction } from '../data/index.ts';
import { createRecord, deleteRecord, updateRecord } from '../records/index.ts';
import type { SObject } from '../schema.ts';
import type { Json } from '../soql/index.ts';
import { DEFAULT_VERSION, runPrepared } from '../soql/run-query.ts';
import { fetchError, type GraphqlError, GraphqlRefusal, undefinedField } from './graphql-errors.ts';
import { type NodePlan, planNode } from './node-plan.ts';
import type { Planning } from './planning.ts';
import type { Selection } from './read-document.ts';
import { supportedObject } from './supported-object.ts';

type Kind = 'Create' | 'Update' | 'Delete';
type Values = Record<string, string | number | boolean | null>;

interface Mutation {
  readonly selection: Selection;
  readonly kind: Kind;
  readonly object: SObject;
  readonly record?: NodePlan;
}

interface Outcome {
  readonly data: Record<string, Json>;
  readonly errors: GraphqlError[];
}

/** Thrown through the transaction to undo it. */
class RolledBack extends Error {}

/**
 * Runs the mutations of a request in order. `uiapi(input: { allOrNone: false })` keeps what succeeded; without it one
 * failure undoes all.
 *
 * @throws GraphqlRefusal for mutations or fields that do not exist for the viewer
 */
export function runMutations(
  planning: Planning,
  selections: readonly Selection[],
): { data: Json; errors: readonly GraphqlError[] } {
  const [root] = selections;
  if (root?.name !== 'uiapi') throw new GraphqlRefusal([undefinedField(root?.name ?? '', 'Mutation', [])]);
  const mutations = root.selections.flatMap((selection) => planMutation(planning, selection));
  if (planning.errors.length > 0) throw new GraphqlRefusal(planning.errors);
  const outcome: Outcome = { data: {}, errors: [] };
  const allOrNone = recordOf(root.values['input'])['allOrNone'] !== false;
  const run = (): void => {
    for (const mutation of mutations) runOne(planning, mutation, outcome);
    if (allOrNone && outcome.errors.length > 0) throw new RolledBack();
  };
  try {
    if (allOrNone) inTransaction(planning.org.database, run);
    else run();
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
    planning.org.accessVersion += 1;
    for (const key of Object.keys(outcome.data)) outcome.data[key] = null;
  }
  return { data: { [root.key]: outcome.data }, errors: outcome.errors };
}

function planMutation(planning: Planning, selection: Selection): Mutation[] {
  const match = /^(.+)(Create|Update|Delete)$/.exec(selection.name);
  const object = match?.[1] === undefined ? undefined : supportedObject(planning, match[1]);
  if (!match || !object) {
    planning.errors.push(undefinedField(selection.name, 'UIAPIMutations', ['uiapi']));
    return [];
  }
  const kind = match[2] as Kind;
  const wanted = selection.selections.find((part) => part.name === 'Record');
  const place = ['uiapi', selection.name, 'Record'];
  const record = wanted && kind !== 'Delete' ? planNode(planning, object, wanted.selections, place) : undefined;
  return [{ selection, kind, object, ...(record && { record }) }];
}

function runOne(planning: Planning, mutation: Mutation, outcome: Outcome): void {
  const { key, name } = mutation.selection;
  try {
    const id = write(planning, mutation);
    outcome.data[key] = payload(planning, mutation, id);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    outcome.data[key] = null;
    outcome.errors.push(fetchError(error, ['uiapi', name]));
  }
}

function write({ org, viewer }: Planning, { kind, object, selection }: Mutation): string {
  const input = recordOf(selection.values['input']);
  const values = recordOf(input[object.name]) as Values;
  if (kind === 'Create') return createRecord(org, viewer, object.name, values);
  const id = typeof input['Id'] === 'string' ? input['Id'] : '';
  if (kind === 'Update') updateRecord(org, viewer, object.name, id, values);
  else deleteRecord(org, viewer, object.name, id);
  return id;
}

function payload(planning: Planning, mutation: Mutation, id: string): Json {
  const answer: Record<string, Json> = {};
  for (const part of mutation.selection.selections) {
    if (part.name === 'Id') answer[part.key] = id;
    else if (part.name === 'success') answer[part.key] = true;
    else if (part.name === 'Record') answer[part.key] = readBack(planning, mutation, id);
  }
  return answer;
}

/** The record as the viewer sees it now; saving can have changed what that is. */
function readBack({ org, viewer }: Planning, { object, record }: Mutation, id: string): Json {
  if (!record) return null;
  const now: Viewer = viewerFor(org, viewer.userId);
  const where = {
    kind: 'compare' as const,
    left: { kind: 'field' as const, path: ['Id'] },
    operator: '=' as const,
    right: { type: 'string' as const, value: id },
  };
  const query = { object: object.name, items: record.items, where, groupBy: [], orderBy: [] };
  const [found] = [...runPrepared({ query, options: { org, viewer: now, version: DEFAULT_VERSION } }).rows()];
  return found ? record.project(found) : null;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

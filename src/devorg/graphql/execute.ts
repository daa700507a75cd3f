import type { Viewer } from '../access/viewer.ts';
import { ApiError } from '../api-error.ts';
import type { Org } from '../org.ts';
import type { SObject } from '../schema.ts';
import type { Json, RecordJson } from '../soql/index.ts';
import { DEFAULT_VERSION, runPrepared } from '../soql/run-query.ts';
import { planConnection } from './connection-plan.ts';
import { fetchError, type GraphqlError, GraphqlRefusal, undefinedField, validationError } from './graphql-errors.ts';
import { runMutations } from './mutations.ts';
import type { Planning } from './planning.ts';
import { type GraphqlRequest, readDocument, type Selection } from './read-document.ts';
import { supportedObject } from './supported-object.ts';

export interface GraphqlReply {
  readonly data: Json;
  readonly errors: readonly GraphqlError[];
}

/** Most objects that one request can query. */
const MOST_QUERIES = 10;

/**
 * Answers a GraphQL request as a user. It never throws for what a client can do wrong: errors stand in the reply, and
 * the HTTP status is 200 all the same.
 */
export function executeGraphql(org: Org, viewer: Viewer, request: GraphqlRequest): GraphqlReply {
  const planning: Planning = { org, viewer, errors: [], planConnection };
  try {
    const operation = readDocument(request);
    if (operation.kind === 'mutation') return runMutations(planning, operation.selections);
    const runs = operation.selections.map((selection) => [selection.key, planRoot(planning, selection)] as const);
    if (planning.errors.length > 0) throw new GraphqlRefusal(planning.errors);
    const errors: GraphqlError[] = [];
    const data = Object.fromEntries(runs.map(([key, run]) => [key, run(errors)]));
    return { data, errors };
  } catch (error) {
    if (error instanceof GraphqlRefusal) return { data: null, errors: error.errors };
    if (error instanceof ApiError) return { data: null, errors: [validationError(error.message)] };
    throw error;
  }
}

type Run = (errors: GraphqlError[]) => Json;

function planRoot(planning: Planning, selection: Selection): Run {
  if (selection.name !== 'uiapi') return unknown(planning, selection, 'Query', []);
  return planParts(selection.selections, (part) =>
    part.name === 'query' ? planQueries(planning, part) : unknown(planning, part, 'UIAPI', ['uiapi']),
  );
}

function planQueries(planning: Planning, selection: Selection): Run {
  if (selection.selections.length > MOST_QUERIES) {
    planning.errors.push(validationError(`Number of subqueries exceeds the limit of ${String(MOST_QUERIES)}`));
  }
  return planParts(selection.selections, (part) => {
    const object = supportedObject(planning, part.name);
    if (object) return planObject(planning, object, part);
    return part.optional ? undefined : unknown(planning, part, 'RecordQuery', ['uiapi', 'query']);
  });
}

function planParts(selections: readonly Selection[], plan: (part: Selection) => Run | undefined): Run {
  const runs = selections.flatMap((part) => {
    const run = plan(part);
    return run ? [[part.key, run] as const] : [];
  });
  return (errors) => Object.fromEntries(runs.map(([key, run]) => [key, run(errors)]));
}

function planObject(planning: Planning, object: SObject, selection: Selection): Run {
  const place = ['uiapi', 'query', selection.name];
  const plan = planConnection(planning, object, selection, place);
  const { org, viewer } = planning;
  const options = { org, viewer, version: DEFAULT_VERSION };
  return (errors) => {
    try {
      const records: RecordJson[] = [...runPrepared({ query: plan.query, options }).rows()];
      const total = plan.countsTotal ? runPrepared({ query: plan.unlimited, options }).totalSize : undefined;
      return plan.answer(records, total);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      errors.push(fetchError(error, place));
      return null;
    }
  };
}

function unknown(planning: Planning, selection: Selection, type: string, place: readonly string[]): Run {
  planning.errors.push(undefinedField(selection.name, type, place));
  return () => null;
}

import type { Viewer } from '../access/viewer.ts';
import { ApiError } from '../api-error.ts';
import { inTransaction } from '../data/index.ts';
import type { Org } from '../org.ts';
import { createRecord } from '../records/index.ts';
import type { ApiReply, Call, Route } from './context.ts';
import { asRecord } from './json.ts';
import { objectOf } from './sobject-routes.ts';

const maxRecords = 200;

/** Up to 200 new records with their children in one call, all or none. */
export const treeRoutes: readonly Route[] = [
  { path: 'composite/tree/:object', handlers: { POST: createTree }, inComposite: 'limited' },
];

interface TreeError {
  readonly statusCode: string;
  readonly message: string;
  readonly fields: readonly string[];
}

/** Thrown through the transaction to undo it, with the record that was refused. */
class TreeRefused extends Error {
  readonly result: { referenceId: string; errors: TreeError[] };

  constructor(referenceId: string, { errorCode, message, fields }: ApiError) {
    super(message);
    this.result = { referenceId, errors: [{ statusCode: errorCode, message, fields }] };
  }
}

interface Planting {
  readonly org: Org;
  readonly viewer: Viewer;
  readonly results: { referenceId: string; id: string }[];
}

function createTree(call: Call): ApiReply {
  const object = objectOf(call);
  const { records } = asRecord(call.request.body);
  if (!Array.isArray(records) || records.length === 0) {
    throw new ApiError(400, 'INVALID_INPUT', 'At least 1 record is required');
  }
  const planting: Planting = { org: call.context.org, viewer: call.viewer, results: [] };
  try {
    inTransaction(call.context.org.database, () => {
      for (const record of records) plant(planting, object.name, asRecord(record), {});
    });
  } catch (error) {
    if (!(error instanceof TreeRefused)) throw error;
    call.context.org.accessVersion += 1;
    return { status: 400, body: { hasErrors: true, results: [error.result] } };
  }
  return { status: 201, body: { hasErrors: false, results: planting.results } };
}

function plant(
  planting: Planting,
  objectName: string,
  record: Record<string, unknown>,
  parent: Record<string, string>,
): void {
  const { attributes, ...content } = record;
  const { referenceId: given } = asRecord(attributes);
  const referenceId = typeof given === 'string' ? given : '';
  if (planting.results.length >= maxRecords) {
    const error = new ApiError(400, 'INVALID_INPUT', `A tree can have at most ${maxRecords} records.`);
    throw new TreeRefused(referenceId, error);
  }
  const branches = Object.entries(content).filter(([, value]) => Array.isArray(asRecord(value)['records']));
  const values = Object.fromEntries(
    Object.entries(content).filter(([name]) => !branches.some(([branch]) => branch === name)),
  );
  const id = refusedUnless(referenceId, () =>
    createRecord(planting.org, planting.viewer, objectName, { ...values, ...parent }),
  );
  planting.results.push({ referenceId, id });
  for (const [name, value] of branches) {
    const { childObject, field } = refusedUnless(referenceId, () => childrenNamed(planting.org, objectName, name));
    const children = asRecord(value)['records'] as unknown[];
    for (const child of children) plant(planting, childObject, asRecord(child), { [field]: id });
  }
}

function childrenNamed(org: Org, objectName: string, name: string): { childObject: string; field: string } {
  const found = org.schema.childrenOf(objectName).find(({ relationshipName }) => relationshipName === name);
  if (found !== undefined) return found;
  throw new ApiError(400, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${objectName}`);
}

function refusedUnless<Result>(referenceId: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof ApiError) throw new TreeRefused(referenceId, error);
    throw error;
  }
}

import { createHash } from 'node:crypto';

import type { Viewer } from '../access/viewer.ts';
import { ApiError } from '../api-error.ts';
import { isId, to18 } from '../data/index.ts';
import type { Org } from '../org.ts';
import type { Field, SObject } from '../schema.ts';
import type { Json } from '../soql/index.ts';
import type { SelectItem } from '../soql/query-tree.ts';
import { DEFAULT_VERSION, runPrepared } from '../soql/run-query.ts';
import { nameFieldOf } from '../soql/scope.ts';
import { displayValue, uiValue } from './field-value.ts';

/** A record as the UI API shows it. */
export type UiRecord = Readonly<Record<string, Json>>;

export interface RecordFields {
  /** `Account.Name`, `Contact.Account.Name`; one that the viewer may not see fails the request. */
  readonly fields?: readonly string[];
  /** Left out where the viewer may not see them. Without either, all fields are shown. */
  readonly optionalFields?: readonly string[];
}

/** What every record carries outside its fields. */
const SYSTEM_FIELDS = ['LastModifiedById', 'LastModifiedDate', 'SystemModstamp', 'RecordTypeId'];

/** The fields of a record and of the records that its lookups lead to, as asked for. */
interface Tree {
  readonly object: SObject;
  readonly fields: Map<string, Field>;
  readonly parents: Map<string, Tree>;
}

/**
 * One record.
 *
 * @throws ApiError NOT_FOUND for a record that is not there or that the viewer may not read, INVALID_FIELD
 */
export function readUiRecord(org: Org, viewer: Viewer, id: string, wanted: RecordFields = {}): UiRecord {
  const object = objectOfRecord(org, viewer, id);
  const tree = treeOf(org, viewer, object, wanted);
  const items: SelectItem[] = [];
  select(viewer, tree, [], items);
  const where = {
    kind: 'compare' as const,
    left: { kind: 'field' as const, path: ['Id'] },
    operator: '=' as const,
    right: { type: 'string' as const, value: id },
  };
  const query = { object: object.name, items, where, groupBy: [], orderBy: [] };
  const [record] = [...runPrepared({ query, options: { org, viewer, version: DEFAULT_VERSION } }).rows()];
  if (!record) throw notFound();
  return shape(tree, record);
}

function treeOf(org: Org, viewer: Viewer, object: SObject, { fields, optionalFields }: RecordFields): Tree {
  const tree = newTree(object);
  if (fields === undefined && optionalFields === undefined) {
    for (const field of object.fields.values()) addField(org, viewer, tree, [field.name]);
  }
  for (const path of fields ?? []) {
    if (!addField(org, viewer, tree, pathOf(object, path))) throw noSuchField(object, path);
  }
  for (const path of optionalFields ?? []) addField(org, viewer, tree, pathOf(object, path));
  return tree;
}

/**
 * The object of a record id, if the viewer may read such objects.
 *
 * @throws ApiError NOT_FOUND
 */
export function objectOfRecord(org: Org, viewer: Viewer, id: string): SObject {
  const object = isId(id) ? org.schema.byKeyPrefix(to18(id).slice(0, 3)) : undefined;
  if (!object?.queryable || !viewer.mayObject(object.name, 'read')) throw notFound();
  return object;
}

function notFound(): ApiError {
  return new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
}

function noSuchField(object: SObject, path: string): ApiError {
  return new ApiError(400, 'INVALID_FIELD', `No such column '${path}' on sobject of type ${object.name}`);
}

function newTree(object: SObject): Tree {
  return { object, fields: new Map(), parents: new Map() };
}

function pathOf(object: SObject, path: string): string[] {
  const [first, ...rest] = path.split('.');
  if (first?.toLowerCase() !== object.name.toLowerCase() || rest.length === 0) throw noSuchField(object, path);
  return rest;
}

/** @returns false where the viewer may not see the field or a lookup on the way */
function addField(org: Org, viewer: Viewer, tree: Tree, path: readonly string[]): boolean {
  const [first = '', ...rest] = path;
  if (rest.length > 0) return addThrough(org, viewer, tree, first, rest);
  const field = tree.object.fields.get(first.toLowerCase());
  if (!field || !viewer.mayReadField(tree.object.name, field.name)) return false;
  tree.fields.set(field.name, field);
  return true;
}

function addThrough(org: Org, viewer: Viewer, tree: Tree, relationship: string, rest: readonly string[]): boolean {
  const lookup = lookupOf(viewer, tree.object, relationship);
  const name = lookup?.relationshipName;
  const [target] = lookup?.referenceTo.flatMap((one) => org.schema.object(one) ?? []) ?? [];
  if (name === undefined || !target || !viewer.mayObject(target.name, 'read')) return false;
  const parent = tree.parents.get(name) ?? newTree(target);
  if (!addField(org, viewer, parent, rest)) return false;
  tree.parents.set(name, parent);
  return true;
}

function lookupOf(viewer: Viewer, object: SObject, relationship: string): Field | undefined {
  const wanted = relationship.toLowerCase();
  return [...object.fields.values()]
    .filter((field) => field.relationshipName?.toLowerCase() === wanted)
    .find((field) => viewer.mayReadField(object.name, field.name));
}

function select(viewer: Viewer, tree: Tree, path: readonly string[], items: SelectItem[]): void {
  const names = new Set([
    'Id',
    ...[...tree.fields.values()].filter((field) => !field.compound).map((field) => field.name),
  ]);
  for (const name of SYSTEM_FIELDS) {
    if (viewer.mayReadField(tree.object.name, name)) names.add(name);
  }
  const nameField = path.length > 0 ? nameFieldOf(tree.object) : undefined;
  if (nameField) names.add(nameField.name);
  for (const name of names) items.push({ kind: 'expression', expression: { kind: 'field', path: [...path, name] } });
  for (const [relationship, parent] of tree.parents) select(viewer, parent, [...path, relationship], items);
}

function shape(tree: Tree, record: Readonly<Record<string, Json>>): UiRecord {
  const fields: Record<string, Json> = {};
  for (const field of [...tree.fields.values()].filter((one) => !one.compound)) {
    const value = record[field.name] ?? null;
    fields[field.name] = { displayValue: displayValue(field, value), value: uiValue(field, value) };
  }
  for (const [relationship, parent] of tree.parents) fields[relationship] = parentField(parent, record[relationship]);
  const body = {
    apiName: kindOf(record) ?? tree.object.name,
    childRelationships: {},
    fields: sorted(fields),
    id: record['Id'] ?? null,
    lastModifiedById: record['LastModifiedById'] ?? null,
    lastModifiedDate: uiValue({ type: 'datetime' }, record['LastModifiedDate'] ?? null),
    recordTypeId: record['RecordTypeId'] ?? null,
    recordTypeInfo: null,
    systemModstamp: uiValue({ type: 'datetime' }, record['SystemModstamp'] ?? null),
  };
  return { ...body, eTag: createHash('md5').update(JSON.stringify(body)).digest('hex') };
}

/** Through a lookup of many kinds only the record's URL tells what it is. */
function kindOf(record: Readonly<Record<string, Json>>): string | undefined {
  const { attributes } = record;
  const url = typeof attributes === 'object' && attributes !== null && 'url' in attributes ? attributes.url : undefined;
  return typeof url === 'string' ? url.split('/').at(-2) : undefined;
}

function parentField(parent: Tree, record: Json | undefined): Json {
  if (typeof record !== 'object' || record === null || Array.isArray(record))
    return { displayValue: null, value: null };
  const values = record as Readonly<Record<string, Json>>;
  const name = values[nameFieldOf(parent.object)?.name ?? 'Name'];
  return { displayValue: typeof name === 'string' ? name : null, value: shape(parent, values) };
}

function sorted(fields: Readonly<Record<string, Json>>): Record<string, Json> {
  return Object.fromEntries(Object.entries(fields).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

import type { Field, SObject } from '../schema.ts';
import { allFields } from './all-fields.ts';
import { resolveExpression, textOf } from './expressions.ts';
import type { Expression, SelectItem, SelectQuery } from './query-tree.ts';
import { attributesOf, type Columns, type Json, type Read, readColumn, type SqlRow } from './record-reader.ts';
import { nameFieldOf, type Node, type Scope } from './scope.ts';

/** Compiles a child query; the result reads the children of the row with an id. */
export type CompileChildren = (parent: SObject, query: SelectQuery) => { name: string; read: (id: string) => Json };

interface Group {
  readonly node: Node;
  readonly entries: Map<string, Read | Group>;
}

interface Selecting {
  readonly scope: Scope;
  readonly columns: Columns;
  readonly version: string;
  readonly compileChildren: CompileChildren;
  readonly root: Group;
}

/**
 * Adds what a SELECT asks for to the columns.
 * @returns how to build a record from a row
 * @throws ApiError for what the viewer may not see or what cannot be selected
 */
export function selectRecords(
  scope: Scope,
  query: SelectQuery,
  columns: Columns,
  options: { version: string; compileChildren: CompileChildren },
): (row: SqlRow) => Json {
  const selecting = {
    scope,
    columns,
    ...options,
    root: { node: scope.root, entries: new Map<string, Read | Group>() },
  };
  for (const item of query.items) addItem(selecting, item, query);
  return readGroup(selecting, selecting.root);
}

function addItem(selecting: Selecting, item: SelectItem, query: SelectQuery): void {
  if (item.kind === 'children') addChildren(selecting, item.query, item.alias);
  else if (item.kind === 'typeof') addTypeof(selecting, item);
  else if (item.expression.kind === 'field') {
    if (item.alias !== undefined) {
      throw malformed(selecting, 'only aggregate expressions use field aliasing', item.alias);
    }
    addField(selecting, item.expression.path);
  } else if (item.expression.name === 'FIELDS') {
    for (const field of allFields(selecting.scope, item.expression, query)) addField(selecting, [field.name]);
  } else addFunction(selecting, item.expression, item.alias);
}

function addField(selecting: Selecting, path: readonly string[]): void {
  const { scope } = selecting;
  const { node, name } = scope.locate(path);
  const group = groupOf(selecting, node);
  const [object] = node.objects;
  const field = node.objects.length === 1 && object ? scope.readableField(object, name) : undefined;
  const key = field?.name ?? canonicalName(name);
  if (group.entries.has(key)) throw malformed(selecting, `duplicate field selected: ${path.join('.')}`, path.join('.'));
  if (field?.compound) {
    group.entries.set(key, readCompound(selecting, node, field));
    return;
  }
  const { sql, type } = scope.column(node, name, path.join('.'));
  group.entries.set(key, readColumn(selecting.columns.add(sql), type));
}

function canonicalName(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function groupOf(selecting: Selecting, node: Node): Group {
  if (!node.parent) return selecting.root;
  const parent = groupOf(selecting, node.parent);
  const name = node.path.at(-1) ?? '';
  const known = parent.entries.get(name);
  if (known && typeof known !== 'function') return known;
  const group = { node, entries: new Map<string, Read | Group>() };
  parent.entries.set(name, group);
  return group;
}

function readGroup(selecting: Selecting, group: Group): (row: SqlRow) => Json {
  const { scope, columns, version } = selecting;
  const idColumn = columns.add(scope.rowId(group.node));
  const entries = [...group.entries].map(
    ([name, entry]) => [name, typeof entry === 'function' ? entry : readGroup(selecting, entry)] as const,
  );
  const typeOf = typeReader(selecting, group.node);
  return (row) => {
    const id = row[idColumn];
    if (typeof id !== 'string') return null;
    const [type, urlType] = typeOf(id);
    const record: Record<string, Json> = { attributes: attributesOf(type, id, version, urlType) };
    for (const [name, read] of entries) record[name] = read(row);
    return record;
  };
}

/** A lookup of many kinds shows the type `Name`; its URL tells the kind. */
function typeReader(selecting: Selecting, node: Node): (id: string) => readonly [string, string] {
  const [object] = node.objects;
  if (node.objects.length === 1 && object) return () => [object.name, object.name];
  const { schema } = selecting.scope.context.org;
  return (id) => ['Name', schema.byKeyPrefix(id.slice(0, 3))?.name ?? 'Name'];
}

function readCompound(selecting: Selecting, node: Node, field: Field): Read {
  const prefix = field.name.slice(0, -'Address'.length);
  const parts = (field.compound ?? []).map((part) => {
    const { sql, type } = selecting.scope.column(node, part);
    const name = part.slice(prefix.length);
    return [name.charAt(0).toLowerCase() + name.slice(1), readColumn(selecting.columns.add(sql), type)] as const;
  });
  return (row) => {
    const value = Object.fromEntries(parts.map(([name, read]) => [name, read(row)]));
    return Object.values(value).every((part) => part === null) ? null : value;
  };
}

function addFunction(selecting: Selecting, expression: Expression & { kind: 'function' }, alias?: string): void {
  const { scope, columns, root } = selecting;
  const resolved = resolveExpression(scope, expression);
  const [parameter] = expression.parameters;
  const plainName = parameter?.kind === 'field' ? (resolved.field?.name ?? parameter.path.at(-1)) : undefined;
  const name = alias ?? plainName ?? `expr${String(root.entries.size)}`;
  if (root.entries.has(name)) throw malformed(selecting, `duplicate field selected: ${name}`, textOf(expression));
  const read = readColumn(columns.add(resolved.sql), resolved.type);
  const labels = new Map(resolved.field?.picklistValues.map((value) => [value.value, value.label] as const));
  root.entries.set(name, expression.name === 'TOLABEL' ? (row) => labelOf(labels, read(row)) : read);
}

function labelOf(labels: ReadonlyMap<string, string>, value: Json): Json {
  return typeof value === 'string' ? (labels.get(value) ?? value) : value;
}

function addChildren(selecting: Selecting, query: SelectQuery, alias?: string): void {
  const { scope, columns, root } = selecting;
  const { name, read } = selecting.compileChildren(scope.object, query);
  const idColumn = columns.add(scope.root.id);
  root.entries.set(alias ?? name, (row) => read(String(row[idColumn])));
}

function addTypeof(selecting: Selecting, item: SelectItem & { kind: 'typeof' }): void {
  const { scope, columns, version } = selecting;
  const node = scope.parent(scope.root, item.relationship);
  const idColumn = columns.add(node.id);
  const readers = new Map<string, (readonly [string, Read])[]>();
  for (const object of node.objects) {
    const chosen = item.cases.find((one) => one.object.toLowerCase() === object.name.toLowerCase());
    const names = chosen?.fields ?? item.otherwise;
    readers.set(
      object.name,
      names.map((name) => readOfKind(selecting, node, object, name)),
    );
  }
  selecting.root.entries.set(node.path.at(-1) ?? item.relationship, (row) => {
    const id = row[idColumn];
    if (typeof id !== 'string') return null;
    const type = scope.context.org.schema.byKeyPrefix(id.slice(0, 3))?.name ?? 'Name';
    const values = (readers.get(type) ?? []).map(([name, read]) => [name, read(row)] as const);
    return { attributes: attributesOf(type, id, version), ...Object.fromEntries(values) };
  });
}

/** Whatever a kind of record calls its name field, through a lookup of many kinds it is `Name`. */
function readOfKind(selecting: Selecting, node: Node, object: SObject, name: string): readonly [string, Read] {
  const { scope, columns } = selecting;
  const isName = name.toLowerCase() === 'name';
  const field = isName ? nameFieldOf(object) : scope.readableField(object, name);
  if (!field || field.compound) throw scope.context.errors.noSuchColumn(object.name, name);
  const sql = field.name === 'Id' ? node.id : scope.fieldOfKind(node, object, field);
  return [isName ? 'Name' : field.name, readColumn(columns.add(sql), field.type)];
}

function malformed(selecting: Selecting, message: string, token: string): Error {
  return selecting.scope.context.errors.malformed(message, token);
}

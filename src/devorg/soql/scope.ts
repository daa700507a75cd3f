import type { Mode } from '../access/row-rules.ts';
import type { Field, FieldType, SObject } from '../schema.ts';
import type { QueryContext } from './query-context.ts';

/** A value that SQL can compute, with its type in Salesforce's terms. */
export interface Resolved {
  readonly sql: string;
  readonly type: FieldType;
  readonly field?: Field;
}

/** One place in a path: the row of the query itself, or a row reached through a lookup. */
export interface Node {
  /** The names of the relationships that lead here. */
  readonly path: readonly string[];
  /** Where the lookup may point to; exactly one for the root. */
  readonly objects: readonly SObject[];
  /** SQL of the lookup's id; of the row's own id for the root. */
  readonly id: string;
  readonly parent?: Node;
}

/** Fields that every object a lookup of many kinds can reach is asked for. */
const TYPE_FIELD = 'type';

/**
 * The FROM of one SELECT: the object, and the joins to parents that its fields ask for.
 *
 * A lookup shows its target's id and name to everybody who sees the lookup; everything else of the target only to who
 * may read it. So a parent is joined up to twice: openly for the name, guarded for the rest.
 */
export class Scope {
  readonly context: QueryContext;
  readonly object: SObject;
  readonly alias: string;
  readonly mode: Mode | undefined;
  readonly root: Node;
  readonly #names: ReadonlySet<string>;
  readonly #joins = new Map<string, { alias: string; sql: string }>();

  constructor(
    context: QueryContext,
    object: SObject,
    options: { mode: Mode | undefined; names?: readonly (string | undefined)[] },
  ) {
    this.context = context;
    this.object = object;
    this.mode = options.mode;
    this.alias = context.newAlias();
    this.root = { path: [], objects: [object], id: `${this.alias}."Id"` };
    this.#names = new Set([object.name, ...(options.names ?? [])].flatMap((name) => name?.toLowerCase() ?? []));
  }

  /** `"Account" t1 LEFT JOIN …`; read it after everything was resolved. */
  fromSql(): string {
    return [`"${this.object.name}" ${this.alias}`, ...[...this.#joins.values()].map((join) => join.sql)].join(' ');
  }

  /**
   * The field at the end of a path.
   *
   * @throws ApiError INVALID_FIELD where the viewer sees no such relationship or column.
   */
  resolve(path: readonly string[]): Resolved {
    const { node, name } = this.locate(path);
    return this.column(node, name, path.join('.'));
  }

  /** The node that holds the field, and the field's name. */
  locate(path: readonly string[]): { node: Node; name: string } {
    const names = this.#withoutAlias(path);
    let node = this.root;
    for (const name of names.slice(0, -1)) node = this.parent(node, name, path.join('.'));
    return { node, name: names.at(-1) ?? '' };
  }

  /** The parent that a relationship of a node leads to. */
  parent(node: Node, relationship: string, path = relationship): Node {
    const [object] = node.objects;
    const field = node.objects.length === 1 && object ? this.#lookup(object, relationship) : undefined;
    const objects = field?.referenceTo.flatMap((name) => this.#readable(name)) ?? [];
    if (!field?.relationshipName || objects.length === 0) {
      throw this.context.errors.noSuchRelationship(relationship, path);
    }
    const { sql } = this.column(node, field.name, path);
    return { path: [...node.path, field.relationshipName], objects, id: sql, parent: node };
  }

  /** The SQL of a field of a node's row. */
  column(node: Node, name: string, path = name): Resolved {
    if (node.objects.length > 1) return this.#ofManyKinds(node, name, path);
    const object = onlyObject(node);
    const field = this.readableField(object, name);
    if (!field) throw this.context.errors.noSuchColumn(object.name, name, path);
    if (!node.parent) return { sql: `${this.alias}."${field.name}"`, type: field.type, field };
    const open = this.#isOpen(field);
    if (open && field.name === 'Id') return { sql: node.id, type: 'id', field };
    return { sql: `${this.#join(node, object, !open)}."${field.name}"`, type: field.type, field };
  }

  /** SQL of the id of a node's row, null where a lookup is empty or hides its target. */
  rowId(node: Node): string {
    if (!node.parent || node.objects.length > 1) return node.id;
    return `${this.#join(node, onlyObject(node), this.context.org.settings.restrictedLookups)}."Id"`;
  }

  /** A field that the viewer may read; undefined otherwise. */
  readableField(object: SObject, name: string): Field | undefined {
    const field = object.fields.get(name.toLowerCase());
    return field && this.context.viewer.mayReadField(object.name, field.name) ? field : undefined;
  }

  /** Writes `cases` by the kind of record that a lookup points to. */
  byKind(node: Node, sqlOf: (object: SObject) => string | undefined): string {
    const cases = node.objects.flatMap((object) => {
      const sql = sqlOf(object);
      return sql === undefined ? [] : [`WHEN '${object.keyPrefix}' THEN ${sql}`];
    });
    return cases.length === 0 ? 'NULL' : `(CASE substr(${node.id}, 1, 3) ${cases.join(' ')} END)`;
  }

  /** A field of the row that a lookup of many kinds points to, if it points to this kind. */
  fieldOfKind(node: Node, object: SObject, field: Field): string {
    const alias = this.context.newAlias();
    const guard = this.#isOpen(field) ? '' : this.#guard(object, alias);
    return `(SELECT ${alias}."${field.name}" FROM "${object.name}" ${alias} WHERE ${alias}."Id" = ${node.id}${guard})`;
  }

  /** Id and name of a lookup's target are for everybody who sees the lookup, unless the org restricts lookups. */
  #isOpen(field: Field): boolean {
    return (field.name === 'Id' || field.nameField) && !this.context.org.settings.restrictedLookups;
  }

  #ofManyKinds(node: Node, name: string, path: string): Resolved {
    const wanted = name.toLowerCase();
    if (wanted === 'id') return { sql: node.id, type: 'id' };
    if (wanted === TYPE_FIELD) return { sql: this.byKind(node, (object) => `'${object.name}'`), type: 'string' };
    let found: Field | undefined;
    const sql = this.byKind(node, (object) => {
      const field = wanted === 'name' ? nameFieldOf(object) : this.readableField(object, name);
      if (!field) return undefined;
      found ??= field;
      return this.fieldOfKind(node, object, field);
    });
    if (!found) throw this.context.errors.noSuchColumn('Name', name, path);
    return { sql, type: found.type };
  }

  #join(node: Node, object: SObject, guarded: boolean): string {
    const guard = guarded ? this.context.viewer.readableRows(object.name, 'x', 'probe') : undefined;
    const key = `${node.path.join('.').toLowerCase()} ${guard ? 'guarded' : 'open'}`;
    const known = this.#joins.get(key);
    if (known) return known.alias;
    const alias = this.context.newAlias();
    const sql = `LEFT JOIN "${object.name}" ${alias} ON ${alias}."Id" = ${node.id}${guarded ? this.#guard(object, alias) : ''}`;
    this.#joins.set(key, { alias, sql });
    return alias;
  }

  #guard(object: SObject, alias: string): string {
    const condition = this.context.viewer.readableRows(object.name, alias, 'probe');
    return condition ? ` AND ${this.context.conditionSql(condition)}` : '';
  }

  #lookup(object: SObject, relationship: string): Field | undefined {
    const wanted = relationship.toLowerCase();
    for (const field of object.fields.values()) {
      if (field.relationshipName?.toLowerCase() === wanted) return this.readableField(object, field.name);
    }
    return undefined;
  }

  #readable(objectName: string): SObject[] {
    const object = this.context.org.schema.object(objectName);
    return object && this.context.viewer.mayObject(object.name, 'read') ? [object] : [];
  }

  #withoutAlias(path: readonly string[]): readonly string[] {
    const [first, ...rest] = path;
    const named = rest.length > 0 && first !== undefined && this.#names.has(first.toLowerCase());
    // An object may have a relationship of its own name (Account has none, but a custom one may).
    return named && !this.#lookup(this.object, first) ? rest : path;
  }
}

function onlyObject(node: Node): SObject {
  const [object] = node.objects;
  if (!object) throw new Error(`The path ${node.path.join('.')} leads nowhere`);
  return object;
}

/** The field that shows what a record is called. */
export function nameFieldOf(object: SObject): Field | undefined {
  for (const field of object.fields.values()) if (field.nameField) return field;
  return undefined;
}

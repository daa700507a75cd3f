import type { Field, SObject } from '../schema.ts';
import type { Json } from '../soql/index.ts';
import type { SelectItem } from '../soql/query-tree.ts';
import { displayValue, labelOf, uiValue } from '../ui-api/field-value.ts';
import { undefinedField } from './graphql-errors.ts';
import type { JsonObject, Planning } from './planning.ts';
import type { Selection } from './read-document.ts';

/** What to select for a node, and how to shape the answer from a record. */
export interface NodePlan {
  readonly items: readonly SelectItem[];
  readonly project: (record: JsonObject) => JsonObject;
}

/** A piece of the answer: its key, and how to read it from the record of its node. */
interface Piece {
  readonly key: string;
  readonly onType?: string;
  readonly read: (record: JsonObject) => Json;
}

interface NodePlace {
  /** The objects that the node can be of. */
  readonly objects: readonly SObject[];
  /** The relationships that lead from the query's object to the node. */
  readonly path: readonly string[];
  /** Where the node stands in the document, for messages. */
  readonly place: readonly string[];
}

/** Plans the fields of a `node` or of a `Record`. */
export function planNode(
  planning: Planning,
  object: SObject,
  selections: readonly Selection[],
  place: readonly string[],
): NodePlan {
  const items = new Map<string, SelectItem>();
  const builder = new NodeBuilder(planning, items);
  const project = builder.pieces({ objects: [object], path: [], place }, selections);
  builder.addField(['Id']);
  return { items: [...items.values()], project };
}

class NodeBuilder {
  readonly #planning: Planning;
  readonly #items: Map<string, SelectItem>;

  constructor(planning: Planning, items: Map<string, SelectItem>) {
    this.#planning = planning;
    this.#items = items;
  }

  pieces(node: NodePlace, selections: readonly Selection[]): (record: JsonObject) => JsonObject {
    const pieces = selections.flatMap((selection) => {
      const read = this.#read(node, selection);
      if (read)
        return [{ key: selection.key, read, ...(selection.onType !== undefined && { onType: selection.onType }) }];
      const type = node.objects.length === 1 ? (node.objects[0]?.name ?? '') : 'Record';
      if (!selection.optional) this.#planning.errors.push(undefinedField(selection.name, type, node.place));
      return [];
    });
    return (record) => projectPieces(pieces, record);
  }

  addField(path: readonly string[]): void {
    const key = path.join('.').toLowerCase();
    if (!this.#items.has(key)) this.#items.set(key, { kind: 'expression', expression: { kind: 'field', path } });
  }

  #read(node: NodePlace, selection: Selection): Piece['read'] | undefined {
    if (selection.name === '__typename' || selection.name === 'ApiName') return (record) => typeOf(record);
    const field = this.#field(node, selection);
    if (field) return this.#readField(node, selection, field);
    return this.#readParent(node, selection) ?? this.#readChildren(node, selection);
  }

  #field(node: NodePlace, { name, onType }: Selection): Field | undefined {
    for (const object of node.objects) {
      if (onType !== undefined && onType !== object.name && node.objects.length > 1) continue;
      const field = object.fields.get(name.toLowerCase());
      // A part of the schema, so the case must be right.
      if (field?.name === name && this.#planning.viewer.mayReadField(object.name, name)) return field;
    }
    return undefined;
  }

  #readField(node: NodePlace, selection: Selection, field: Field): Piece['read'] | undefined {
    if (field.compound) return undefined;
    this.addField([...node.path, field.name]);
    if (field.type === 'id') return (record) => record[field.name] ?? null;
    return (record) => wrapper(selection, field, record[field.name] ?? null);
  }

  #readParent(node: NodePlace, selection: Selection): Piece['read'] | undefined {
    const { org, viewer } = this.#planning;
    const [object] = node.objects;
    if (node.objects.length !== 1 || !object) return undefined;
    const lookup = [...object.fields.values()].find((field) => field.relationshipName === selection.name);
    if (!lookup || !viewer.mayReadField(object.name, lookup.name)) return undefined;
    const objects = lookup.referenceTo
      .flatMap((name) => org.schema.object(name) ?? [])
      .filter((target) => viewer.mayObject(target.name, 'read'));
    if (objects.length === 0) return undefined;
    const path = [...node.path, selection.name];
    const project = this.pieces({ objects, path, place: [...node.place, selection.name] }, selection.selections);
    this.addField([...path, 'Id']);
    return (record) => {
      const parent = record[selection.name];
      return isObject(parent) ? project(parent) : null;
    };
  }

  #readChildren(node: NodePlace, selection: Selection): Piece['read'] | undefined {
    const [object] = node.objects;
    if (node.path.length > 0 || !object) return undefined;
    const { org, viewer } = this.#planning;
    const relationship = org.schema.childrenOf(object.name).find((child) => child.relationshipName === selection.name);
    const child = relationship && org.schema.object(relationship.childObject);
    if (!child || !viewer.mayReadField(child.name, relationship.field)) return undefined;
    const plan = this.#planning.planConnection(this.#planning, child, selection, [...node.place, selection.name]);
    const key = `children ${selection.key}`;
    this.#items.set(key, { kind: 'children', query: { ...plan.query, object: selection.name }, alias: key });
    return (record) => plan.answer(childRecords(record[key]));
  }
}

function childRecords(value: Json | undefined): JsonObject[] {
  const records = isObject(value) ? value['records'] : undefined;
  return Array.isArray(records) ? (records as JsonObject[]) : [];
}

function projectPieces(pieces: readonly Piece[], record: JsonObject): JsonObject {
  const type = typeOf(record);
  const fitting = pieces.filter(
    (piece) => piece.onType === undefined || piece.onType === type || piece.onType === 'Record',
  );
  const answer: Record<string, Json> = {};
  for (const piece of fitting) answer[piece.key] = piece.read(record);
  return answer;
}

/** The kind of a record stands in its URL, also where a lookup of many kinds leads to it. */
function typeOf(record: JsonObject): string {
  const attributes = record['attributes'];
  const url = isObject(attributes) ? attributes['url'] : undefined;
  return typeof url === 'string' ? (url.split('/').at(-2) ?? '') : '';
}

function wrapper(selection: Selection, field: Field, value: Json): JsonObject {
  const answer: Record<string, Json> = {};
  for (const part of selection.selections) {
    if (part.name === 'value') answer[part.key] = uiValue(field, value);
    else if (part.name === 'displayValue') answer[part.key] = displayValue(field, value);
    else if (part.name === 'label') answer[part.key] = typeof value === 'string' ? labelOf(field, value) : null;
    else if (part.name === 'format') answer[part.key] = displayValue(field, value);
  }
  return answer;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import {
  type DocumentNode,
  type FieldNode,
  GraphQLError as SyntaxFault,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

import { GraphqlRefusal, validationError } from './graphql-errors.ts';

/** A field that was asked for, with variables, fragments and `@include` worked in. */
export interface Selection {
  readonly name: string;
  /** What it is called in the answer. */
  readonly key: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** `@optional`: left out of the answer where the viewer may not see it. */
  readonly optional: boolean;
  /** Asked for only on this type. */
  readonly onType?: string;
  readonly selections: readonly Selection[];
}

export interface Operation {
  readonly kind: 'query' | 'mutation';
  readonly selections: readonly Selection[];
}

export interface GraphqlRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | null;
  readonly operationName?: string | null;
}

/**
 * Reads a GraphQL document.
 *
 * @throws GraphqlRefusal for a text that is none, or that has no operation of the name
 */
export function readDocument(request: GraphqlRequest): Operation {
  const document = parseText(request.query);
  const operation = operationOf(document, request.operationName ?? undefined);
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) throw refusal('Subscriptions are not supported');
  const reader = new DocumentReader(document, variablesOf(operation, request.variables ?? {}));
  return { kind: operation.operation, selections: reader.selections(operation.selectionSet) };
}

function parseText(text: string): DocumentNode {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxFault)) throw error;
    const locations = error.locations ?? [];
    const [place] = locations;
    const where = place ? ` at line ${String(place.line)} column ${String(place.column)}` : '';
    const message = `Invalid Syntax : ${error.message.replace('Syntax Error: ', '')}${where}`;
    throw new GraphqlRefusal([{ message, locations, paths: [], extensions: { ErrorType: 'InvalidSyntax' } }]);
  }
}

function operationOf(document: DocumentNode, name: string | undefined): OperationDefinitionNode {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const [first] = operations;
  const found = name === undefined ? first : operations.find((operation) => operation.name?.value === name);
  if (!found || (name === undefined && operations.length > 1))
    throw refusal('Must provide operation name if query contains multiple operations.');
  return found;
}

function variablesOf(
  operation: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): Map<string, unknown> {
  const variables = new Map<string, unknown>();
  for (const definition of operation.variableDefinitions ?? []) {
    const name = definition.variable.name.value;
    const value = given[name] ?? (definition.defaultValue ? valueOf(definition.defaultValue, variables) : given[name]);
    if (value === undefined || value === null) {
      if (definition.type.kind === Kind.NON_NULL_TYPE)
        throw refusal(`Variable '${name}' has coerced Null value for NonNull type`);
      if (value === undefined) continue;
    }
    variables.set(name, value);
  }
  return variables;
}

function refusal(message: string): GraphqlRefusal {
  return new GraphqlRefusal([validationError(message)]);
}

class DocumentReader {
  readonly #document: DocumentNode;
  readonly #variables: ReadonlyMap<string, unknown>;

  constructor(document: DocumentNode, variables: ReadonlyMap<string, unknown>) {
    this.#document = document;
    this.#variables = variables;
  }

  selections(set: SelectionSetNode | undefined, onType?: string, inside: readonly string[] = []): Selection[] {
    return (set?.selections ?? []).flatMap((node) => {
      if (!this.#isIncluded(node)) return [];
      switch (node.kind) {
        case Kind.FIELD:
          return [this.#field(node, onType)];
        case Kind.INLINE_FRAGMENT:
          return this.selections(node.selectionSet, node.typeCondition?.name.value ?? onType, inside);
        case Kind.FRAGMENT_SPREAD:
          return this.#fragment(node.name.value, inside);
      }
    });
  }

  #field(node: FieldNode, onType: string | undefined): Selection {
    return {
      name: node.name.value,
      key: node.alias?.value ?? node.name.value,
      values: this.#values(node),
      optional: node.directives?.some((directive) => directive.name.value === 'optional') ?? false,
      ...(onType !== undefined && { onType }),
      selections: this.selections(node.selectionSet),
    };
  }

  #fragment(name: string, inside: readonly string[]): Selection[] {
    const fragment = this.#document.definitions.find(
      (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name,
    );
    if (fragment?.kind !== Kind.FRAGMENT_DEFINITION || inside.includes(name))
      throw refusal(`Undefined or circular fragment '${name}'`);
    return this.selections(fragment.selectionSet, fragment.typeCondition.name.value, [...inside, name]);
  }

  #values(node: Pick<FieldNode, 'arguments'>): Record<string, unknown> {
    return Object.fromEntries(
      (node.arguments ?? []).flatMap((argument) => {
        const value = valueOf(argument.value, this.#variables);
        return value === undefined ? [] : [[argument.name.value, value]];
      }),
    );
  }

  #isIncluded(node: Pick<FieldNode, 'directives'>): boolean {
    return (node.directives ?? []).every((directive) => {
      const { if: condition } = this.#values(directive);
      if (directive.name.value === 'include') return condition === true;
      return directive.name.value !== 'skip' || condition !== true;
    });
  }
}

/** The value that stands in the document; undefined for a variable that was not given. */
function valueOf(node: ValueNode, variables: ReadonlyMap<string, unknown>): unknown {
  switch (node.kind) {
    case Kind.VARIABLE:
      return variables.get(node.name.value);
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.NULL:
      return null;
    case Kind.LIST:
      return node.values.map((value) => valueOf(value, variables) ?? null);
    case Kind.OBJECT:
      return Object.fromEntries(
        node.fields.flatMap((field) => {
          const value = valueOf(field.value, variables);
          return value === undefined ? [] : [[field.name.value, value]];
        }),
      );
    default:
      return node.value;
  }
}

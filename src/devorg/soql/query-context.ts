import type { Condition, Viewer } from '../access/viewer.ts';
import type { ApiError } from '../api-error.ts';
import type { Org } from '../org.ts';
import type { SObject } from '../schema.ts';
import type { LiftedLiteral, Literal, LiteralOrSlot } from './query-tree.ts';
import { QueryErrors } from './soql-errors.ts';

/** What a compilation is given besides the query itself. */
export interface QueryInput {
  readonly org: Org;
  readonly viewer: Viewer;
  /** The text, for error messages that point into it. */
  readonly text?: string;
  readonly literals?: readonly LiftedLiteral[];
  /** Rows in the recycle bin and archived activities too. */
  readonly all?: boolean;
}

export type SqlValue = string | number | null;

/** What all parts of one SQL statement share: its parameters, its aliases, its way to complain. */
export class QueryContext {
  readonly org: Org;
  readonly viewer: Viewer;
  readonly all: boolean;
  readonly errors: QueryErrors;
  readonly params: SqlValue[] = [];
  readonly #input: QueryInput;
  #aliases = 0;

  constructor(input: QueryInput) {
    this.#input = input;
    this.org = input.org;
    this.viewer = input.viewer;
    this.all = input.all ?? false;
    this.errors = new QueryErrors(input.text);
  }

  /** A context for a statement of its own, such as a child query. */
  forOtherStatement(): QueryContext {
    return new QueryContext(this.#input);
  }

  newAlias(): string {
    this.#aliases += 1;
    return `t${String(this.#aliases)}`;
  }

  bind(value: SqlValue): string {
    this.params.push(value);
    return `?${String(this.params.length)}`;
  }

  /** Takes an access condition's parameters over into this statement. */
  conditionSql(condition: Condition): string {
    let next = 0;
    return condition.sql.replaceAll('?', () => this.bind(condition.params[next++] ?? null));
  }

  /** The literal itself, or the list of them, that stands at a place. */
  literal(value: LiteralOrSlot): LiftedLiteral {
    if (value.type !== 'slot') return value;
    return this.#input.literals?.[value.index] ?? { type: 'null' };
  }

  /** A number such as a LIMIT. */
  number(value: LiteralOrSlot | undefined): number | undefined {
    const literal = value === undefined ? undefined : this.literal(value);
    return literal !== undefined && isSingle(literal) && literal.type === 'number' ? literal.value : undefined;
  }

  /**
   * The object that a FROM names.
   *
   * @throws ApiError INVALID_TYPE where there is none, or none that the viewer may read.
   */
  object(name: string): SObject {
    const object = this.org.schema.object(name);
    if (!object?.queryable || !this.viewer.mayObject(object.name, 'read')) throw this.#noSuchObject(name);
    return object;
  }

  #noSuchObject(name: string): ApiError {
    return this.errors.noSuchObject(name);
  }
}

export function isSingle(literal: LiftedLiteral): literal is Literal {
  return !Array.isArray(literal);
}

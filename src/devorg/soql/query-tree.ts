/** A query as the compiler reads it, whoever wrote it: SOQL text, or a GraphQL document. */

export type Literal =
  /** `pattern` keeps the escapes of `%` and `_`, for LIKE. */
  | { readonly type: 'string'; readonly value: string; readonly pattern?: string }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'null' }
  /** `YYYY-MM-DD` */
  | { readonly type: 'date'; readonly value: string }
  /** `YYYY-MM-DDTHH:MM:SS.sssZ` */
  | { readonly type: 'datetime'; readonly value: string }
  /** `THIS_MONTH`, `LAST_N_DAYS` with its number. */
  | { readonly type: 'range'; readonly name: string; readonly count?: number };

/** The place of a literal that was taken out of the text; a list where the text has one. */
export interface Slot {
  readonly type: 'slot';
  readonly index: number;
}

export type LiteralOrSlot = Literal | Slot;

export type Operand =
  LiteralOrSlot | { readonly type: 'list'; readonly items: readonly LiteralOrSlot[] } | SubqueryOperand;

export interface SubqueryOperand {
  readonly type: 'query';
  readonly query: SelectQuery;
}

export type Expression =
  | { readonly kind: 'field'; readonly path: readonly string[] }
  | { readonly kind: 'function'; readonly name: string; readonly parameters: readonly Expression[] };

export type Comparator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE' | 'IN' | 'NOT IN' | 'INCLUDES' | 'EXCLUDES';

export interface Comparison {
  readonly kind: 'compare';
  readonly left: Expression;
  readonly operator: Comparator;
  readonly right: Operand;
}

export type Filter =
  | Comparison
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter };

export interface TypeofCase {
  readonly object: string;
  readonly fields: readonly string[];
}

export type SelectItem =
  | { readonly kind: 'expression'; readonly expression: Expression; readonly alias?: string }
  | { readonly kind: 'children'; readonly query: SelectQuery; readonly alias?: string }
  | {
      readonly kind: 'typeof';
      readonly relationship: string;
      readonly cases: readonly TypeofCase[];
      readonly otherwise: readonly string[];
    };

export interface OrderItem {
  readonly expression: Expression;
  readonly descending: boolean;
  readonly nulls?: 'FIRST' | 'LAST';
}

export interface SelectQuery {
  /** An object, or in a child query the name of the relationship. */
  readonly object: string;
  readonly alias?: string;
  readonly items: readonly SelectItem[];
  readonly where?: Filter;
  readonly groupBy: readonly Expression[];
  readonly rollup?: 'ROLLUP' | 'CUBE';
  readonly having?: Filter;
  readonly orderBy: readonly OrderItem[];
  readonly limit?: LiteralOrSlot;
  readonly offset?: LiteralOrSlot;
  readonly scope?: string;
}

export type LiftedLiteral = Literal | readonly Literal[];

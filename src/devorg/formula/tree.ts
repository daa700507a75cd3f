import type { Value, ValueType } from './value-type.ts';

/** A formula as it was read. Operators are calls too: `a + b` is a call of `+`. */
export type Tree = Literal | Path | Call;

export interface Literal {
  readonly kind: 'literal';
  readonly type: ValueType;
  readonly value: Value;
}

/** `Name`, `Account__r.OwnerId`, `Owner:User.Name`, `$User.Id`. */
export interface Path {
  readonly kind: 'path';
  readonly names: readonly string[];
}

export interface Call {
  readonly kind: 'call';
  /** In capitals, or an operator's sign. */
  readonly name: string;
  readonly isOperator: boolean;
  readonly args: readonly Tree[];
}

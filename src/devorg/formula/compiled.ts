import type { Call, Tree } from './tree.ts';
import type { Value, ValueType } from './value-type.ts';

/** What a formula is evaluated against. */
export interface Evaluation {
  readonly isNew: boolean;
  /** Now, in ms since 1970. */
  readonly nowMs: number;
  /** The user's, as in `User.TimeZoneSidKey`. */
  readonly timeZone: string;
  /** A field of the record, or as it was before; in the form of the table. */
  own(fieldName: string, when: 'now' | 'before'): string | number | null;
  /** A field of what the record's references lead to, one after the other, in the form of the table. */
  related(objectName: string, references: readonly string[], fieldName: string): string | number | null;
  /** A field of the user who saves, of the user's profile or role. */
  global(object: 'User' | 'Profile' | 'UserRole', fieldName: string): string | number | null;
  hasPermission(name: string): boolean;
}

/** A part of a formula, ready to be evaluated. */
export interface Compiled {
  readonly type: ValueType;
  run(evaluation: Evaluation): Value;
  /** The field itself, where the part is nothing but a field of the record. */
  readonly field?: FieldPart;
  /** The text, where the part is one that is written out. */
  readonly literal?: string;
}

/** A field of the record, now and before. */
export interface FieldPart {
  readonly name: string;
  read(evaluation: Evaluation, when: 'now' | 'before'): Value;
}

/** Makes a part of a formula out of its call; `compile` does the same for the arguments. */
export type CallCompiler = (call: Call, compile: (tree: Tree) => Compiled) => Compiled;

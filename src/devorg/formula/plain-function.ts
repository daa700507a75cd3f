import { checkCount, checkType } from './arguments.ts';
import type { CallCompiler, Compiled, Evaluation } from './compiled.ts';
import { type Value, type ValueType } from './value-type.ts';

/** A function whose arguments have fixed types and are all worked out before it. */
export interface PlainFunction {
  readonly takes: readonly (ValueType | readonly ValueType[])[];
  /** How many of the last arguments may be left out. */
  readonly optional?: number;
  readonly gives: ValueType;
  /** Empty texts come as `''`. Not called where a number, a date or a truth value is empty: then the result is, too. */
  run(args: readonly Exclude<Value, null>[], evaluation: Evaluation): Value;
}

/** What makes calls of a plain function. */
export function plain(definition: PlainFunction): CallCompiler {
  return (call, compile) => {
    checkCount(call, definition.takes.length - (definition.optional ?? 0), definition.takes.length);
    const parts = call.args.map(compile);
    for (const [index, part] of parts.entries()) checkType(call, part, typesAt(definition, index));
    const textAt = parts.map((_part, index) => typesAt(definition, index).includes('text'));
    return {
      type: definition.gives,
      run: (evaluation) => {
        const values = valuesOf(parts, textAt, evaluation);
        return values ? definition.run(values, evaluation) : emptyOf(definition.gives);
      },
    };
  };
}

function typesAt({ takes }: PlainFunction, index: number): readonly ValueType[] {
  const types = takes[index] ?? [];
  return typeof types === 'string' ? [types] : types;
}

function valuesOf(
  parts: readonly Compiled[],
  textAt: readonly boolean[],
  evaluation: Evaluation,
): Exclude<Value, null>[] | undefined {
  const values: Exclude<Value, null>[] = [];
  for (const [index, part] of parts.entries()) {
    const value = part.run(evaluation) ?? (textAt[index] === true ? '' : null);
    if (value === null) return undefined;
    values.push(value);
  }
  return values;
}

/** What an empty value of a type is. */
export function emptyOf(type: ValueType): Value {
  return type === 'text' ? '' : null;
}

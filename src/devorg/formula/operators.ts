import { checkCount, checkType, wrongType } from './arguments.ts';
import type { CallCompiler, Compiled, Evaluation } from './compiled.ts';
import { decimal, sum } from './decimals.ts';
import { FormulaError } from './formula-error.ts';
import type { Call } from './tree.ts';
import { commonType, isTextual, type Value, type ValueType } from './value-type.ts';

const COUNTED: readonly ValueType[] = ['number', 'date', 'datetime'];

/** The operators of calculating, joining and comparing. */
export const operators: Readonly<Record<string, CallCompiler>> = {
  '+': (call, compile) => compileAdding(call, call.args.map(compile)),
  '-': (call, compile) => compileTaking(call, call.args.map(compile)),
  '*': numeric((one, other) => decimal(one * other)),
  '/': numeric((one, other) => {
    if (other === 0) throw new FormulaError('Division by zero');
    return decimal(one / other);
  }),
  '^': numeric((one, other) => decimal(one ** other)),
  '&': (call, compile) => compileJoining(call, call.args.map(compile)),
  '=': (call, compile) => compileEquality(call, call.args.map(compile), false),
  '<>': (call, compile) => compileEquality(call, call.args.map(compile), true),
  '<': ordering((one, other) => one < other),
  '>': ordering((one, other) => one > other),
  '<=': ordering((one, other) => one <= other),
  '>=': ordering((one, other) => one >= other),
};

function numeric(calculate: (one: number, other: number) => number): CallCompiler {
  return (call, compile) => {
    const parts = call.args.map(compile);
    for (const part of parts) checkType(call, part, ['number']);
    return counted('number', parts, calculate);
  };
}

/** Calculates with two numbers; an empty one makes the result empty. */
function counted(
  type: ValueType,
  [one, other]: readonly Compiled[],
  calculate: (one: number, other: number) => number,
): Compiled {
  return {
    type,
    run: (evaluation) => {
      const [left, right] = [one?.run(evaluation), other?.run(evaluation)];
      if (typeof left !== 'number' || typeof right !== 'number') return null;
      const result = calculate(left, right);
      if (!Number.isFinite(result)) throw new FormulaError('Number is out of range');
      return type === 'date' ? Math.floor(result) : result;
    },
  };
}

function compileAdding(call: Call, parts: readonly Compiled[]): Compiled {
  if (parts.some((part) => part.type === 'text')) return compileJoining(call, parts);
  for (const part of parts) checkType(call, part, ['number', 'date', 'datetime', 'text']);
  const [one = 'number', other = 'number'] = parts.map((part) => (part.type === 'null' ? 'number' : part.type));
  if (one !== 'number' && other !== 'number') throw wrongType(call, ['number'], other);
  return counted(one === 'number' ? other : one, parts, sum);
}

function compileTaking(call: Call, parts: readonly Compiled[]): Compiled {
  if (parts.length === 1) {
    for (const part of parts) checkType(call, part, ['number']);
    return counted('number', [zero, ...parts], (left, right) => sum(left, -right));
  }
  for (const part of parts) checkType(call, part, COUNTED);
  const [one = 'number', other = 'number'] = parts.map((part) => (part.type === 'null' ? 'number' : part.type));
  if (other !== 'number' && one !== other) throw wrongType(call, [one], other);
  return counted(other === 'number' ? one : 'number', parts, (left, right) => sum(left, -right));
}

const zero: Compiled = { type: 'number', run: () => 0 };

function compileJoining(call: Call, parts: readonly Compiled[]): Compiled {
  for (const part of parts) checkType(call, part, ['text']);
  return { type: 'text', run: (evaluation) => parts.map((part) => part.run(evaluation) ?? '').join('') };
}

function ordering(holds: (one: number, other: number) => boolean): CallCompiler {
  return (call, compile) => {
    checkCount(call, 2);
    const parts = call.args.map(compile);
    for (const part of parts) checkType(call, part, COUNTED);
    checkAlike(call, parts);
    return { type: 'boolean', run: (evaluation) => compare(parts, evaluation, holds) };
  };
}

/** An empty side makes the answer empty, which counts as false. */
function compare(
  [one, other]: readonly Compiled[],
  evaluation: Evaluation,
  holds: (one: number, other: number) => boolean,
): Value {
  const [left, right] = [one?.run(evaluation) ?? null, other?.run(evaluation) ?? null];
  return typeof left === 'number' && typeof right === 'number' ? holds(left, right) : null;
}

function compileEquality(call: Call, parts: readonly Compiled[], negated: boolean): Compiled {
  for (const part of parts) checkType(call, part, ['text', 'number', 'boolean', 'date', 'datetime']);
  const asText = checkAlike(call, parts) === 'text';
  return {
    type: 'boolean',
    run: (evaluation) => {
      const [one = null, other = null] = parts.map((part) => part.run(evaluation) ?? (asText ? '' : null));
      return one === null || other === null ? null : (one === other) !== negated;
    },
  };
}

function checkAlike(call: Call, [one, other]: readonly Compiled[]): ValueType {
  const [left = 'null', right = 'null'] = [one?.type, other?.type];
  const type = commonType(left, right);
  if (type === undefined) throw wrongType(call, [left], right);
  return isTextual(type) ? 'text' : type;
}

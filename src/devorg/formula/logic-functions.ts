import { checkCount, checkType, wrongType } from './arguments.ts';
import type { CallCompiler, Compiled } from './compiled.ts';
import { FormulaError } from './formula-error.ts';
import { emptyOf } from './plain-function.ts';
import type { Call } from './tree.ts';
import { commonType, isTextual, type Value, type ValueType } from './value-type.ts';

/** Functions that decide, and need not work out all of their arguments. An empty truth value counts as false. */
export const logicFunctions: Readonly<Record<string, CallCompiler>> = {
  AND: joined((parts) => (evaluation) => parts.every((part) => part.run(evaluation) === true)),
  '&&': joined((parts) => (evaluation) => parts.every((part) => part.run(evaluation) === true)),
  OR: joined((parts) => (evaluation) => parts.some((part) => part.run(evaluation) === true)),
  '||': joined((parts) => (evaluation) => parts.some((part) => part.run(evaluation) === true)),
  NOT: (call, compile) => {
    checkCount(call, 1);
    const [part] = call.args.map(compile) as [Compiled];
    checkType(call, part, ['boolean']);
    return {
      type: 'boolean',
      run: (evaluation) => {
        const value = part.run(evaluation);
        return value === null ? null : value !== true;
      },
    };
  },
  IF: compileIf,
  CASE: compileCase,
};

function joined(join: (parts: readonly Compiled[]) => Compiled['run']): CallCompiler {
  return (call, compile) => {
    if (call.args.length === 0) checkCount(call, 1, Infinity);
    const parts = call.args.map(compile);
    for (const part of parts) checkType(call, part, ['boolean']);
    return { type: 'boolean', run: join(parts) };
  };
}

const RESULTS: readonly ValueType[] = ['text', 'number', 'boolean', 'date', 'datetime'];

function compileIf(call: Call, compile: Parameters<CallCompiler>[1]): Compiled {
  checkCount(call, 3);
  const [condition, yes, no] = call.args.map(compile) as [Compiled, Compiled, Compiled];
  checkType(call, condition, ['boolean']);
  const type = resultType(call, [yes, no]);
  return {
    type,
    run: (evaluation) => (condition.run(evaluation) === true ? yes : no).run(evaluation) ?? emptyOf(type),
  };
}

/** The one type that all results have. */
function resultType(call: Call, parts: readonly Compiled[]): ValueType {
  let type: ValueType = 'null';
  for (const part of parts) {
    checkType(call, part, RESULTS);
    const common = commonType(type, part.type);
    if (common === undefined) throw wrongType(call, [type], part.type);
    type = common;
  }
  return type;
}

function compileCase(call: Call, compile: Parameters<CallCompiler>[1]): Compiled {
  if (call.args.length < 4 || call.args.length % 2 !== 0) {
    throw new FormulaError(
      `Incorrect number of parameters for function 'CASE()'. Expected ${call.args.length + 1}, received ${call.args.length}`,
    );
  }
  const [subject, ...rest] = call.args.map(compile) as [Compiled, ...Compiled[]];
  const otherwise = rest.at(-1) ?? subject;
  const pairs: (readonly [Compiled, Compiled])[] = [];
  for (let index = 0; index + 1 < rest.length; index += 2) {
    pairs.push([rest[index] ?? otherwise, rest[index + 1] ?? otherwise]);
  }
  const compared = isTextual(subject.type) ? 'text' : subject.type;
  checkType(call, subject, ['text', 'number', 'date', 'datetime', 'picklist']);
  for (const [value] of pairs) checkType(call, value, compared === 'null' ? RESULTS : [compared]);
  const type = resultType(call, [...pairs.map(([, result]) => result), otherwise]);
  const plainValue = (part: Compiled, evaluation: Parameters<Compiled['run']>[0]): Value =>
    part.run(evaluation) ?? (compared === 'text' ? '' : null);
  return {
    type,
    run: (evaluation) => {
      const value = plainValue(subject, evaluation);
      const found = pairs.find(([candidate]) => plainValue(candidate, evaluation) === value);
      return (found?.[1] ?? otherwise).run(evaluation) ?? emptyOf(type);
    },
  };
}

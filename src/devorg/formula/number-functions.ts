import { checkCount, checkType, wrongType } from './arguments.ts';
import type { CallCompiler, Compiled } from './compiled.ts';
import { decimal, remainder, shift } from './decimals.ts';
import { FormulaError } from './formula-error.ts';
import { plain } from './plain-function.ts';
import type { Call } from './tree.ts';
import { commonType, type ValueType } from './value-type.ts';

/** Functions of numbers. */
export const numberFunctions: Readonly<Record<string, CallCompiler>> = {
  ABS: ofNumber(Math.abs),
  // The platform's floor goes towards zero and its ceiling away from it; MFLOOR and MCEILING are those of mathematics.
  FLOOR: ofNumber(Math.trunc),
  CEILING: ofNumber((value) => (value < 0 ? Math.floor(value) : Math.ceil(value))),
  MFLOOR: ofNumber(Math.floor),
  MCEILING: ofNumber(Math.ceil),
  SQRT: ofNumber((value) => {
    if (value < 0) throw new FormulaError('Square root of a negative number');
    return Math.sqrt(value);
  }),
  ROUND: plain({
    takes: ['number', 'number'],
    gives: 'number',
    run: ([value, places]) => round(Number(value), Number(places)),
  }),
  MOD: plain({
    takes: ['number', 'number'],
    gives: 'number',
    run: ([value, divisor]) => {
      if (divisor === 0) throw new FormulaError('Division by zero');
      return withoutSign(remainder(Number(value), Number(divisor)));
    },
  }),
  MIN: (call, compile) => extreme(call, call.args.map(compile), Math.min),
  MAX: (call, compile) => extreme(call, call.args.map(compile), Math.max),
};

function ofNumber(calculate: (value: number) => number): CallCompiler {
  return plain({
    takes: ['number'],
    gives: 'number',
    run: ([value]) => withoutSign(decimal(calculate(Number(value)))),
  });
}

/** Zero has no sign. */
function withoutSign(value: number): number {
  return value === 0 ? 0 : value;
}

/** Half a unit goes away from zero. */
function round(value: number, places: number): number {
  const moved = Math.round(Math.abs(shift(value, Math.trunc(places))));
  return withoutSign(Math.sign(value) * shift(moved, -Math.trunc(places)));
}

const COUNTED: readonly ValueType[] = ['number', 'date', 'datetime'];

function extreme(call: Call, parts: readonly Compiled[], pick: (...values: number[]) => number): Compiled {
  if (parts.length === 0) checkCount(call, 1, Infinity);
  let type: ValueType = 'null';
  for (const part of parts) {
    checkType(call, part, COUNTED);
    const common = commonType(type, part.type);
    if (common === undefined) throw wrongType(call, [type], part.type);
    type = common;
  }
  return {
    type,
    run: (evaluation) => {
      const values = parts.map((part) => part.run(evaluation));
      const numbers = values.filter((value) => typeof value === 'number');
      return numbers.length === values.length ? pick(...numbers) : null;
    },
  };
}

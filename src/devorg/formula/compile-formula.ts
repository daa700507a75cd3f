import { compilePath } from './compile-path.ts';
import type { CallCompiler, Compiled, Evaluation } from './compiled.ts';
import { dateFunctions } from './date-functions.ts';
import { FormulaError } from './formula-error.ts';
import { logicFunctions } from './logic-functions.ts';
import type { FormulaNames } from './names.ts';
import { numberFunctions } from './number-functions.ts';
import { operators } from './operators.ts';
import { parseFormula } from './parse-formula.ts';
import { recordFunctions } from './record-functions.ts';
import { textFunctions } from './text-functions.ts';
import type { Tree } from './tree.ts';
import { typeName } from './value-type.ts';

const calls: ReadonlyMap<string, CallCompiler> = new Map(
  Object.entries({
    ...operators,
    ...logicFunctions,
    ...recordFunctions,
    ...textFunctions,
    ...numberFunctions,
    ...dateFunctions,
  }),
);

/**
 * Makes a formula ready to be evaluated.
 * @param objectName the object whose fields it names
 * @throws FormulaError for what a deploy would refuse: syntax, unknown fields and functions, wrong types
 */
export function compileFormula(formula: string, objectName: string, names: FormulaNames): Compiled {
  const compile = (tree: Tree): Compiled => {
    switch (tree.kind) {
      case 'literal':
        return {
          type: tree.type,
          run: () => tree.value,
          ...(typeof tree.value === 'string' && { literal: tree.value }),
        };
      case 'path':
        return compilePath(tree.names, objectName, names);
      case 'call': {
        const compileCall = calls.get(tree.name);
        if (!compileCall) throw new FormulaError(`Unknown function ${tree.name}. Check spelling.`);
        return compileCall(tree, compile);
      }
    }
  };
  return compile(parseFormula(formula));
}

/**
 * Makes the condition of a validation rule ready.
 * @returns what says whether the condition holds; it throws a FormulaError where the values do not allow an answer, such
 *   as a division by zero
 * @throws FormulaError as `compileFormula`, and where the result is not true or false
 */
export function compileCondition(
  formula: string,
  objectName: string,
  names: FormulaNames,
): (evaluation: Evaluation) => boolean {
  const compiled = compileFormula(formula, objectName, names);
  if (compiled.type !== 'boolean') {
    throw new FormulaError(
      `Formula result is data type (${typeName(compiled.type)}), incompatible with expected data type (true or false).`,
    );
  }
  return (evaluation) => compiled.run(evaluation) === true;
}

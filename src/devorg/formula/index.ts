export { compileCondition, compileFormula } from './compile-formula.ts';
export type { Evaluation } from './compiled.ts';
export { FormulaError } from './formula-error.ts';
export type { FormulaNames } from './names.ts';

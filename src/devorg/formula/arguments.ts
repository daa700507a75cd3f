import type { Compiled } from './compiled.ts';
import { FormulaError } from './formula-error.ts';
import type { Call } from './tree.ts';
import { typeName, type ValueType } from './value-type.ts';

/** The call as error texts name it. */
export function callName({ name, isOperator }: Call): string {
  return isOperator ? `operator '${name}'` : `function '${name}()'`;
}

/** @throws FormulaError unless the call has so many arguments */
export function checkCount(call: Call, least: number, most = least): void {
  const { length } = call.args;
  if (length >= least && length <= most) return;
  const expected = length < least ? least : most;
  throw new FormulaError(
    `Incorrect number of parameters for ${callName(call)}. Expected ${expected}, received ${length}`,
  );
}

/** @throws FormulaError unless the argument has one of the types; NULL fits all of them */
export function checkType(call: Call, part: Compiled, types: readonly ValueType[]): void {
  if (part.type === 'null' || types.includes(part.type)) return;
  if (part.type === 'picklist' || part.type === 'multipicklist') {
    const kind = part.type === 'picklist' ? 'picklist' : 'multi-select picklist';
    const what = part.field ? `Field ${part.field.name}` : 'The value';
    throw new FormulaError(
      `${what} is a ${kind} field. ${capital(kind)} fields are only supported in certain functions.`,
    );
  }
  throw wrongType(call, types, part.type);
}

export function wrongType(call: Call, expected: readonly ValueType[], received: ValueType): FormulaError {
  const names = expected.map(typeName).join(', ');
  return new FormulaError(
    `Incorrect parameter type for ${callName(call)}. Expected ${names}, received ${typeName(received)}`,
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

import { checkCount, checkType, wrongType } from './arguments.ts';
import type { CallCompiler, Compiled, FieldPart } from './compiled.ts';
import { FormulaError } from './formula-error.ts';
import { emptyOf } from './plain-function.ts';
import type { Call } from './tree.ts';
import { commonType, isTextual, type Value, type ValueType } from './value-type.ts';

/** Functions about the record being saved, its picklists and its empty fields. */
export const recordFunctions: Readonly<Record<string, CallCompiler>> = {
  ISNEW: (call) => {
    checkCount(call, 0);
    return { type: 'boolean', run: (evaluation) => evaluation.isNew };
  },
  ISCHANGED: (call, compile) => {
    const { field } = fieldArgument(call, compile);
    // A new record has no fields that changed.
    const run: Compiled['run'] = (evaluation) =>
      !evaluation.isNew && unlike(field.read(evaluation, 'before'), field.read(evaluation, 'now'));
    return { type: 'boolean', run };
  },
  PRIORVALUE: (call, compile) => {
    const { field, part } = fieldArgument(call, compile);
    return { type: part.type, run: (evaluation) => field.read(evaluation, evaluation.isNew ? 'now' : 'before') };
  },
  ISPICKVAL: (call, compile) => {
    const { part, text } = listArguments(call, compile, 'picklist');
    return { type: 'boolean', run: (evaluation) => (part.run(evaluation) ?? '') === text };
  },
  INCLUDES: (call, compile) => {
    const { part, text } = listArguments(call, compile, 'multipicklist');
    const run: Compiled['run'] = (evaluation) =>
      String(part.run(evaluation) ?? '')
        .split(';')
        .includes(text);
    return { type: 'boolean', run };
  },
  ISBLANK: (call, compile) => {
    const part = onlyArgument(call, compile, [...ANY, 'picklist', 'multipicklist']);
    return { type: 'boolean', run: (evaluation) => isBlank(part.run(evaluation)) };
  },
  ISNULL: (call, compile) => {
    // Texts are never null, whatever is in them.
    const part = onlyArgument(call, compile, ['text', 'number', 'date', 'datetime', 'multipicklist']);
    return { type: 'boolean', run: (evaluation) => !isTextual(part.type) && part.run(evaluation) === null };
  },
  BLANKVALUE: (call, compile) => substitution(call, compile, isBlank),
  NULLVALUE: (call, compile) => substitution(call, compile, (value) => value === null),
};

const ANY: readonly ValueType[] = ['text', 'number', 'boolean', 'date', 'datetime'];

function fieldArgument(call: Call, compile: Parameters<CallCompiler>[1]): { part: Compiled; field: FieldPart } {
  checkCount(call, 1);
  const [part] = call.args.map(compile) as [Compiled];
  // Only the record itself is known as it was before.
  if (part.field) return { part, field: part.field };
  throw new FormulaError(`Incorrect parameter for function '${call.name}()'. Expected a field of the record`);
}

/** A picklist, and one of its values written out. */
function listArguments(
  call: Call,
  compile: Parameters<CallCompiler>[1],
  type: ValueType,
): { part: Compiled; text: string } {
  checkCount(call, 2);
  const [part, value] = call.args.map(compile) as [Compiled, Compiled];
  if (part.type !== type) throw wrongType(call, [type], part.type);
  if (value.literal === undefined) {
    throw new FormulaError(`Incorrect parameter for function '${call.name}()'. Expected a text literal`);
  }
  return { part, text: value.literal };
}

function onlyArgument(call: Call, compile: Parameters<CallCompiler>[1], types: readonly ValueType[]): Compiled {
  checkCount(call, 1);
  const [part] = call.args.map(compile) as [Compiled];
  checkType(call, part, types);
  return part;
}

function substitution(
  call: Call,
  compile: Parameters<CallCompiler>[1],
  isMissing: (value: Value) => boolean,
): Compiled {
  checkCount(call, 2);
  const [part, substitute] = call.args.map(compile) as [Compiled, Compiled];
  for (const one of [part, substitute]) checkType(call, one, ['text', 'number', 'date', 'datetime']);
  const type = commonType(part.type, substitute.type);
  if (type === undefined) throw wrongType(call, [part.type], substitute.type);
  return {
    type,
    run: (evaluation) => {
      const value = part.run(evaluation) ?? emptyOf(type);
      return isMissing(value) ? (substitute.run(evaluation) ?? emptyOf(type)) : value;
    },
  };
}

function isBlank(value: Value): boolean {
  return value === null || value === '';
}

/** Line ends of different systems are no change. */
function unlike(before: Value, now: Value): boolean {
  const plain = (value: Value): Value => (typeof value === 'string' ? value.replaceAll('\r\n', '\n') : value);
  return plain(before) !== plain(now);
}

import { checkCount, checkType } from './arguments.ts';
import { dateTimeText, dayText } from './calendar.ts';
import type { CallCompiler, Compiled } from './compiled.ts';
import { FormulaError } from './formula-error.ts';
import { plain } from './plain-function.ts';
import type { Value, ValueType } from './value-type.ts';

/** Longest text that padding and repeating make. */
const LONGEST = 3900;

/** Functions that look into texts and make them. Letters' case counts. */
export const textFunctions: Readonly<Record<string, CallCompiler>> = {
  LEN: plain({ takes: ['text'], gives: 'number', run: ([text]) => String(text).length }),
  LEFT: plain({
    takes: ['text', 'number'],
    gives: 'text',
    run: ([text, count]) => String(text).slice(0, atLeastZero(count)),
  }),
  RIGHT: plain({
    takes: ['text', 'number'],
    gives: 'text',
    run: ([text, count]) => String(text).slice(Math.max(0, String(text).length - atLeastZero(count))),
  }),
  MID: plain({
    takes: ['text', 'number', 'number'],
    gives: 'text',
    run: ([text, start, count]) => {
      const from = Math.max(0, atLeastZero(start) - 1);
      return String(text).slice(from, from + atLeastZero(count));
    },
  }),
  TRIM: plain({ takes: ['text'], gives: 'text', run: ([text]) => String(text).trim() }),
  UPPER: plain({ takes: ['text', 'text'], optional: 1, gives: 'text', run: ([text]) => String(text).toUpperCase() }),
  LOWER: plain({ takes: ['text', 'text'], optional: 1, gives: 'text', run: ([text]) => String(text).toLowerCase() }),
  SUBSTITUTE: plain({
    takes: ['text', 'text', 'text'],
    gives: 'text',
    run: ([text, old, fresh]) =>
      old === '' ? String(text) : String(text).replaceAll(String(old), () => String(fresh)),
  }),
  FIND: plain({
    takes: ['text', 'text', 'number'],
    optional: 1,
    gives: 'number',
    run: ([sought, text, start = 1]) =>
      sought === '' ? 0 : String(text).indexOf(String(sought), Math.max(0, Number(start) - 1)) + 1,
  }),
  LPAD: plain({
    takes: ['text', 'number', 'text'],
    optional: 1,
    gives: 'text',
    run: ([text, length, fill = ' ']) => {
      const size = Math.min(LONGEST, atLeastZero(length));
      return String(text).slice(0, size).padStart(size, String(fill));
    },
  }),
  BEGINS: plain({ takes: ['text', 'text'], gives: 'boolean', run: found((text, part) => text.startsWith(part)) }),
  CONTAINS: plain({ takes: ['text', 'text'], gives: 'boolean', run: found((text, part) => text.includes(part)) }),
  REGEX: plain({
    takes: ['text', 'text'],
    gives: 'boolean',
    run: ([text, pattern]) => matches(String(text), String(pattern)),
  }),
  CASESAFEID: plain({ takes: ['text'], gives: 'text', run: ([id]) => caseSafe(String(id)) }),
  VALUE: plain({ takes: ['text'], gives: 'number', run: ([text]) => numberOf(String(text)) }),
  TEXT: (call, compile) => {
    checkCount(call, 1);
    const [part] = call.args.map(compile) as [Compiled];
    checkType(call, part, ['number', 'date', 'datetime', 'picklist']);
    return { type: 'text', run: (evaluation) => written(part.type, part.run(evaluation)) };
  },
};

function atLeastZero(count: Value | undefined): number {
  return Math.max(0, Math.trunc(Number(count)));
}

/** Everything begins with and contains the empty text; whether an empty text contains anything stays open. */
function found(test: (text: string, part: string) => boolean) {
  return ([text, part]: readonly Value[]): Value => {
    if (part === '') return true;
    return text === '' ? null : test(String(text), String(part));
  };
}

const patterns = new Map<string, RegExp>();

/** The whole text is of the pattern, which is one of Java's as far as both languages have the same. */
function matches(text: string, pattern: string): boolean {
  let known = patterns.get(pattern);
  try {
    known ??= new RegExp(`^(?:${pattern})$`);
  } catch {
    throw new FormulaError('Invalid regular expression');
  }
  patterns.set(pattern, known);
  return known.test(text);
}

const CHECKSUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The 18 characters of an id of 15; anything else stays as it is. */
function caseSafe(id: string): string {
  if (!/^[a-zA-Z0-9]{15}$/.test(id)) return id;
  let suffix = '';
  for (let group = 0; group < 15; group += 5) {
    const capitals = Array.from(id.slice(group, group + 5), (sign, place) => (/[A-Z]/.test(sign) ? 1 << place : 0));
    suffix += CHECKSUM.charAt(capitals.reduce((sum, bit) => sum + bit, 0));
  }
  return id + suffix;
}

function numberOf(text: string): Value {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (/^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(trimmed)) return Number(trimmed);
  throw new FormulaError("Incorrect parameter for function 'VALUE()'. Expected Number, received Text");
}

function written(type: ValueType, value: Value): string {
  if (value === null) return '';
  if (type === 'date') return dayText(Number(value));
  if (type === 'datetime') return dateTimeText(Number(value));
  if (typeof value !== 'number') return String(value);
  const text = String(value);
  return text.includes('e') ? value.toFixed(Math.abs(value) < 1 ? 18 : 0).replace(/(\.\d*?)0+$/, '$1') : text;
}

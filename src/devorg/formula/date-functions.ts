import { checkCount, checkType } from './arguments.ts';
import { addMonths, dayInZone, dayNumber, daysOf, msOf, parseDateTime, parseDay, partsOf } from './calendar.ts';
import type { CallCompiler, Compiled } from './compiled.ts';
import { FormulaError } from './formula-error.ts';
import { plain } from './plain-function.ts';

/** Functions of days and times. Days are the user's, where a time has to become one; texts of times are in GMT. */
export const dateFunctions: Readonly<Record<string, CallCompiler>> = {
  TODAY: plain({ takes: [], gives: 'date', run: (_args, { nowMs, timeZone }) => dayInZone(nowMs, timeZone) }),
  NOW: plain({ takes: [], gives: 'datetime', run: (_args, { nowMs }) => daysOf(nowMs) }),
  DATE: plain({
    takes: ['number', 'number', 'number'],
    gives: 'date',
    run: ([year, month, day]) => valid(dayNumber(Number(year), Number(month), Number(day)), 'DATE'),
  }),
  DATEVALUE: plain({
    takes: [['text', 'datetime']],
    gives: 'date',
    run: ([value], { timeZone }) => {
      if (typeof value === 'number') return dayInZone(msOf(value), timeZone);
      return value === '' ? null : valid(parseDay(String(value)), 'DATEVALUE');
    },
  }),
  DATETIMEVALUE: plain({
    takes: [['text', 'date', 'datetime']],
    gives: 'datetime',
    run: ([value]) => {
      if (typeof value === 'number') return value;
      return value === '' ? null : valid(parseDateTime(String(value)) ?? parseDay(String(value)), 'DATETIMEVALUE');
    },
  }),
  YEAR: plain({ takes: ['date'], gives: 'number', run: ([day]) => partsOf(Number(day)).year }),
  MONTH: plain({ takes: ['date'], gives: 'number', run: ([day]) => partsOf(Number(day)).month }),
  DAY: plain({ takes: ['date'], gives: 'number', run: ([day]) => partsOf(Number(day)).day }),
  // 1 January 1970 was a Thursday; Sunday is 1.
  WEEKDAY: plain({ takes: ['date'], gives: 'number', run: ([day]) => ((((Number(day) + 4) % 7) + 7) % 7) + 1 }),
  ADDMONTHS: (call, compile) => {
    checkCount(call, 2);
    const [date, count] = call.args.map(compile) as [Compiled, Compiled];
    checkType(call, date, ['date', 'datetime']);
    checkType(call, count, ['number']);
    return {
      type: date.type === 'datetime' ? 'datetime' : 'date',
      run: (evaluation) => {
        const [days, months] = [date.run(evaluation), count.run(evaluation)];
        return typeof days === 'number' && typeof months === 'number' ? addMonths(days, months) : null;
      },
    };
  },
};

function valid(days: number | undefined, name: string): number {
  if (days === undefined) throw new FormulaError(`Incorrect parameter for function '${name}()'. Expected a valid date`);
  return days;
}

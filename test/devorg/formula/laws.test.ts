import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { compileFormula, type Evaluation } from '../../../src/devorg/formula/index.ts';

const evaluation: Evaluation = {
  isNew: true,
  nowMs: 0,
  timeZone: 'UTC',
  own: () => null,
  related: () => null,
  global: () => null,
  hasPermission: () => false,
};

const evaluate = (formula: string): unknown =>
  compileFormula(formula, 'Thing', { fields: () => [], hasPermission: () => false }).run(evaluation);

const written = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;
const whole = fc.integer({ min: -1_000_000, max: 1_000_000 });

/** A calculation with its value, worked out by the language itself. */
const calculation = fc.letrec<{ sum: { text: string; value: number } }>((tie) => ({
  sum: fc.oneof(
    { maxDepth: 4 },
    whole.map((value) => ({ text: value < 0 ? `(${value})` : String(value), value })),
    fc.tuple(tie('sum'), fc.constantFrom('+', '-'), tie('sum')).map(([left, sign, right]) => ({
      text: `(${left.text} ${sign} ${right.text})`,
      value: sign === '+' ? left.value + right.value : left.value - right.value,
    })),
  ),
})).sum;

test('a calculation gives what it gives elsewhere', () => {
  fc.assert(
    fc.property(calculation, ({ text, value }) =>
      expect(evaluate(`${text} = ${value < 0 ? `(${value})` : value}`)).toBe(true),
    ),
  );
});

test('a text that is written out is read as it was', () => {
  fc.assert(fc.property(fc.string(), (text) => expect(evaluate(written(text))).toBe(text)));
});

test('cutting a text and joining it again changes nothing', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(20), (text, at) => {
      const cut = Math.min(at, text.length);
      expect(evaluate(`LEFT(${written(text)}, ${cut}) & RIGHT(${written(text)}, ${text.length - cut})`)).toBe(text);
    }),
  );
});

test('negation turns AND into OR', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.boolean(), fc.boolean(), (a, b, c) => {
      expect(evaluate(`NOT(AND(${a}, ${b}, ${c})) = (!${a} || !${b} || !${c})`)).toBe(true);
    }),
  );
});

test('days are counted one by one through months and years', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }),
      fc.integer({ min: -9999, max: 9999 }),
      (date, days) => {
        const [first, later] = [
          date.toISOString().slice(0, 10),
          new Date(date.getTime() + days * 86_400_000).toISOString().slice(0, 10),
        ];
        expect(evaluate(`TEXT(DATEVALUE("${first}") + (${days}))`)).toBe(later);
        expect(evaluate(`DATEVALUE("${later}") - DATEVALUE("${first}")`)).toBe(days);
      },
    ),
  );
});

test('months forward and back lead to the same month', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1950, max: 2100 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
      fc.integer({ min: -500, max: 500 }),
      (year, month, day, count) => {
        const there = `ADDMONTHS(DATE(${year}, ${month}, ${day}), ${count})`;
        expect(
          evaluate(
            `MONTH(ADDMONTHS(${there}, ${-count})) = ${month} && YEAR(ADDMONTHS(${there}, ${-count})) = ${year}`,
          ),
        ).toBe(true);
      },
    ),
  );
});

test('rounding leaves what is whole and goes at most half a step', () => {
  fc.assert(
    fc.property(whole, fc.integer({ min: 0, max: 4 }), (thousandths, places) => {
      const value = thousandths / 1000;
      expect(evaluate(`ABS(ROUND((${value}), ${places}) - (${value})) <= ${0.5 / 10 ** places}`)).toBe(true);
      expect(evaluate(`ROUND(ROUND((${value}), ${places}), ${places}) = ROUND((${value}), ${places})`)).toBe(true);
    }),
  );
});

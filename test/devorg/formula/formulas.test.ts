import { expect, test } from '@jest/globals';

import { compileFormula, type Evaluation, FormulaError, type FormulaNames } from '../../../src/devorg/formula/index.ts';
import { fieldFromLine } from '../../../src/devorg/metadata/field-line.ts';
import type { Field } from '../../../src/devorg/schema.ts';

type Stored = string | number | null;

const FIELDS: Readonly<Record<string, readonly Field[]>> = {
  Thing: [
    'Id | Id | id',
    'Name | Name | string(80)',
    'Notes | Notes | textarea(32000)',
    'Amount | Amount | currency(18,2)',
    'Rate | Rate | percent(5,2)',
    'Active | Active | boolean',
    'Due | Due | date',
    'Seen | Seen | datetime',
    'Stage | Stage | picklist(40) | | Open;Won;Lost',
    'Tags | Tags | multipicklist(255) | | Red;Green;Blue',
    'Hour | Hour | time',
    'AccountId | Account | ref(Account) Account',
    'OwnerId | Owner | ref(Group,User) Owner',
  ].map(fieldFromLine),
  Account: ['Name | Name | string(80)', 'OwnerId | Owner | ref(User) Owner'].map(fieldFromLine),
  User: ['Id | Id | id', 'Email | Email | email(80)', 'Division | Division | string(80)'].map(fieldFromLine),
  Profile: ['Name | Name | string(80)'].map(fieldFromLine),
};

const names: FormulaNames = {
  fields: (objectName) => FIELDS[objectName] ?? [],
  hasPermission: (name) => name === 'Boss',
};

interface Situation {
  readonly now?: Readonly<Record<string, Stored>>;
  readonly before?: Readonly<Record<string, Stored>>;
}

/** Noon of 2 March 2026 in GMT, an hour later in Berlin, already the next day on Kiritimati. */
const NOW = Date.parse('2026-03-02T12:00:00.000Z');

function evaluate(formula: string, { now = {}, before }: Situation = {}, timeZone = 'Europe/Berlin'): unknown {
  const evaluation: Evaluation = {
    isNew: before === undefined,
    nowMs: NOW,
    timeZone,
    own: (field, when) => (when === 'now' ? now : (before ?? {}))[field] ?? null,
    related: (object, references, field) => `${object}/${references.join('/')}/${field}`,
    global: (object, field) => `${object}.${field}`,
    hasPermission: (name) => name === 'Boss',
  };
  return compileFormula(formula, 'Thing', names).run(evaluation);
}

function refused(formula: string): string {
  try {
    compileFormula(formula, 'Thing', names);
  } catch (error) {
    if (error instanceof FormulaError) return error.message;
    throw error;
  }
  throw new Error(`${formula} was not refused`);
}

const row = {
  Id: '001gK0000000001QAA',
  Name: 'Adler',
  Amount: 120,
  Rate: 12.5,
  Active: 1,
  Due: '2026-03-31',
  Seen: '2026-03-01T23:30:00.000Z',
  Stage: 'Won',
  Tags: 'Red;Blue',
};

test.each<[string, unknown]>([
  ['1 + 2 * 3', 7],
  ['(1 + 2) * 3', 9],
  ['2 ^ 3 ^ 2', 64],
  ['-2 ^ 2', 4],
  ['10 - 4 - 3', 3],
  ['0.1 + 0.2 = 0.3', true],
  ['"a" & "b" + "c"', 'abc'],
  ['1 < 2 && 2 < 3 || FALSE', true],
  ['TRUE || TRUE && FALSE', true],
  ['/* says nothing */ !FALSE', true],
  ['"say \\"yes\\""', 'say "yes"'],
  ["'it\\'s'", "it's"],
  ['1 == 1', true],
  ['1 != 1', false],
  ['not(1 <> 1)', true],
])('operators: %s is %s', (formula, expected) => {
  expect(evaluate(formula)).toBe(expected);
});

test.each<[string, unknown]>([
  ['Amount > 100', true],
  ['name = "Adler"', true],
  ['Name = "adler"', false],
  ['Rate = 0.125', true],
  ['Active', true],
  ['NOT(Active)', false],
  ['Due - DATE(2026, 3, 1)', 30],
  ['TEXT(Due + 1)', '2026-04-01'],
  ['TEXT(Seen)', '2026-03-01 23:30:00Z'],
  ['TEXT(Seen + 1/24)', '2026-03-02 00:30:00Z'],
  ['ROUND((NOW() - Seen) * 24, 6)', 12.5],
  ['ISPICKVAL(Stage, "Won")', true],
  ['TEXT(Stage)', 'Won'],
  ['CASE(Stage, "Open", 1, "Won", 2, 3)', 2],
  ['CASE(Stage, "Open", "a", "b")', 'b'],
  ['INCLUDES(Tags, "Blue")', true],
  ['INCLUDES(Tags, "Green")', false],
  ['Id', '001gK0000000001'],
  ['CASESAFEID(Id)', '001gK0000000001QAA'],
])('fields: %s is %s', (formula, expected) => {
  expect(evaluate(formula, { now: row })).toBe(expected);
});

test.each<[string, unknown]>([
  ['ISBLANK(Name)', true],
  ['ISNULL(Name)', false],
  ['ISBLANK(Amount)', true],
  ['ISNULL(Amount)', true],
  ['ISNULL(Due)', true],
  ['ISBLANK(AccountId)', true],
  ['ISNULL(AccountId)', false],
  ['ISBLANK(Stage)', true],
  ['ISPICKVAL(Stage, "")', true],
  ['ISBLANK(TEXT(Stage))', true],
  ['ISBLANK(Tags)', true],
  ['ISBLANK(" ")', false],
  ['Name = ""', true],
  ['Name = NULL', true],
  ['LEN(Name)', 0],
  ['Amount <> 1', null],
  ['OR(ISNULL(Amount), Amount <> 1)', true],
  ['NOT(Amount = 1)', null],
  ['AND(TRUE, Amount = 1)', false],
  ['IF(Amount > 1, "more", "less")', 'less'],
  ['Amount + 1', null],
  ['Due + 1', null],
  ['BLANKVALUE(Amount, 7)', 7],
  ['BLANKVALUE(Name, "none")', 'none'],
  ['NULLVALUE(Name, "none")', ''],
  ['NULLVALUE(Due, DATE(2026, 1, 1)) = DATE(2026, 1, 1)', true],
  ['NOT(CONTAINS(Name, "x"))', null],
  ['CONTAINS(Name, "")', true],
  ['MAX(Amount, 1)', null],
  ['Active', false],
])('empty fields: %s is %s', (formula, expected) => {
  expect(evaluate(formula)).toBe(expected);
});

test.each<[string, unknown]>([
  ['LEFT("Salesforce", 5)', 'Sales'],
  ['RIGHT("Salesforce", 5)', 'force'],
  ['RIGHT("ab", 5)', 'ab'],
  ['MID("Salesforce", 6, 3)', 'for'],
  ['TRIM("  a b ")', 'a b'],
  ['UPPER("aß") & LOWER("ÄB")', 'ASSäb'],
  ['LEN("Adler")', 5],
  ['BEGINS("Adler Werke", "Adler")', true],
  ['BEGINS("Adler Werke", "adler")', false],
  ['CONTAINS("Adler Werke", "Werk")', true],
  ['FIND("r", "Adler Werke")', 5],
  ['FIND("r", "Adler Werke", 6)', 9],
  ['SUBSTITUTE("a.b.c", ".", "$&")', 'a$&b$&c'],
  ['LPAD("7", 3, "0")', '007'],
  ['REGEX("123-45", "[0-9]{3}-[0-9]{2}")', true],
  ['REGEX("123-456", "[0-9]{3}-[0-9]{2}")', false],
  ['REGEX("12", "\\\\d+")', true],
  ['VALUE(" 12.50 ") + 1', 13.5],
  ['TEXT(1.50)', '1.5'],
  ['CASESAFEID("00D50000000IZ3Z")', '00D50000000IZ3ZEAW'],
  ['CASESAFEID("no id")', 'no id'],
])('texts: %s is %s', (formula, expected) => {
  expect(evaluate(formula)).toBe(expected);
});

test.each<[string, unknown]>([
  ['ROUND(1.5, 0)', 2],
  ['ROUND(-1.5, 0)', -2],
  ['ROUND(225.49823, 2)', 225.5],
  ['ROUND(1.005, 2)', 1.01],
  ['ROUND(1234, -2)', 1200],
  ['FLOOR(-2.5)', -2],
  ['CEILING(-2.5)', -3],
  ['MFLOOR(-2.5)', -3],
  ['MCEILING(-2.5)', -2],
  ['ABS(-3)', 3],
  ['MOD(10, 3)', 1],
  ['MOD(-3, 2)', -1],
  ['MOD(5.5, 1.1)', 0],
  ['283.7 - 283.65', 0.05],
  ['1.1 * 1.1', 1.21],
  ['1 / 3 * 3 > 0.999', true],
  ['1000000000000 + 0.01 - 1000000000000', 0.01],
  ['MIN(3, 1, 2)', 1],
  ['MAX(3, 1, 2)', 3],
])('numbers: %s is %s', (formula, expected) => {
  expect(evaluate(formula)).toBe(expected);
});

test.each<[string, unknown]>([
  ['TEXT(TODAY())', '2026-03-02'],
  ['YEAR(TODAY()) * 100 + MONTH(TODAY())', 202603],
  ['DAY(DATE(2026, 2, 28) + 1)', 1],
  ['TEXT(ADDMONTHS(DATE(2026, 1, 31), 1))', '2026-02-28'],
  ['TEXT(ADDMONTHS(DATE(2026, 2, 28), 1))', '2026-03-31'],
  ['TEXT(ADDMONTHS(DATE(2026, 3, 15), -15))', '2024-12-15'],
  ['TEXT(DATEVALUE("2024-02-29"))', '2024-02-29'],
  ['TEXT(DATETIMEVALUE("2026-03-02 10:30:00"))', '2026-03-02 10:30:00Z'],
  ['TEXT(DATETIMEVALUE(DATE(2026, 3, 2)))', '2026-03-02 00:00:00Z'],
  ['WEEKDAY(DATE(2026, 3, 1))', 1],
])('days: %s is %s', (formula, expected) => {
  expect(evaluate(formula)).toBe(expected);
});

test('a day is the day where the user is', () => {
  expect(evaluate('TEXT(TODAY())', {}, 'Pacific/Kiritimati')).toBe('2026-03-03');
  expect(evaluate('TEXT(DATEVALUE(Seen))', { now: row })).toBe('2026-03-02');
  expect(evaluate('TEXT(DATEVALUE(Seen))', { now: row }, 'America/New_York')).toBe('2026-03-01');
});

test('what changes is seen on updates, and nothing has changed on a new record', () => {
  const before = { Name: 'Adler', Amount: 0, Stage: 'Open', Notes: 'a\r\nb' };
  const changed = { now: { Name: 'Adler', Amount: null, Stage: 'Won', Notes: 'a\nb' }, before };
  const formulas = ['ISNEW()', 'ISCHANGED(Name)', 'ISCHANGED(Amount)', 'ISCHANGED(Stage)', 'ISCHANGED(Notes)'];
  expect(formulas.map((formula) => evaluate(formula, changed))).toEqual([false, false, true, true, false]);
  expect(formulas.map((formula) => evaluate(formula, { now: row }))).toEqual([true, false, false, false, false]);
  expect(evaluate('ISPICKVAL(PRIORVALUE(Stage), "Open")', changed)).toBe(true);
  expect(evaluate('PRIORVALUE(Name)', { now: row })).toBe('Adler');
});

test('parents, the user, the profile and permissions are asked', () => {
  expect(evaluate('Account.Owner.Email')).toBe('User/AccountId/OwnerId/Email');
  expect(evaluate('Owner:User.Division')).toBe('User/OwnerId/Division');
  expect(evaluate('$User.Id')).toBe('User.Id');
  expect(evaluate('$Profile.Name & $USER.Division')).toBe('Profile.NameUser.Division');
  expect(evaluate('$Permission.Boss')).toBe(true);
});

test.each([
  ['Gone__c = 1', 'Field Gone__c does not exist. Check spelling.'],
  ['Account.Gone = 1', 'Field Account.Gone does not exist. Check spelling.'],
  ['Owner.Email = ""', 'Field Owner.Email does not exist. Check spelling.'],
  ['$Permission.Gone', 'Field $Permission.Gone does not exist. Check spelling.'],
  ['$Label.Hello = ""', '$Label is not supported by this org'],
  ['$Setup.A__c.B__c', '$Setup is not supported by this org'],
  ['GONE(1)', 'Unknown function GONE. Check spelling.'],
  ['AND(TRUE', "Syntax error. Missing ')'"],
  ['TRUE)', 'Syntax error. Extra )'],
  ['Name = "a', 'Syntax error. Missing "'],
  ['', 'Syntax error'],
  ['1 +', 'Syntax error'],
  ['Name ? 1', "Syntax error. Found '?'"],
  ['IF(TRUE, 1)', "Incorrect number of parameters for function 'IF()'. Expected 3, received 2"],
  ['LEN(Name, Name)', "Incorrect number of parameters for function 'LEN()'. Expected 1, received 2"],
  ['AND(Name)', "Incorrect parameter type for function 'AND()'. Expected Boolean, received Text"],
  ['Name = 1', "Incorrect parameter type for operator '='. Expected Text, received Number"],
  ['Due = Seen', "Incorrect parameter type for operator '='. Expected Date, received DateTime"],
  ['Due + Due', "Incorrect parameter type for operator '+'. Expected Number, received Date"],
  ['Name < "b"', "Incorrect parameter type for operator '<'. Expected Number, Date, DateTime, received Text"],
  ['"a" & 1', "Incorrect parameter type for operator '&'. Expected Text, received Number"],
  ['IF(TRUE, 1, "a")', "Incorrect parameter type for function 'IF()'. Expected Number, received Text"],
  ['Stage = "Won"', 'Field Stage is a picklist field. Picklist fields are only supported in certain functions.'],
  ['ISPICKVAL(Name, "a")', "Incorrect parameter type for function 'ISPICKVAL()'. Expected Picklist, received Text"],
  ['ISPICKVAL(Stage, Name)', "Incorrect parameter for function 'ISPICKVAL()'. Expected a text literal"],
  ['ISCHANGED(Account.Name)', "Incorrect parameter for function 'ISCHANGED()'. Expected a field of the record"],
  ['Hour = NULL', 'Field Hour may not be used in this type of formula'],
])('refuses %s', (formula, message) => {
  expect(refused(formula)).toBe(message);
});

test.each(['1 / Amount', 'MOD(1, Amount)', 'VALUE(Name)', 'DATE(2026, 2, 30)', 'DATEVALUE("soon")', 'REGEX("a", "(")'])(
  'has no answer to %s',
  (formula) => {
    expect(() => evaluate(formula, { now: { Name: 'Adler', Amount: 0 } })).toThrow(FormulaError);
  },
);

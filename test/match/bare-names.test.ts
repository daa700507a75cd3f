import { beforeAll, expect, test } from '@jest/globals';

import { matchAll, type MatchResult } from '../../src/match/index.ts';

const STARTS = ['Bel', 'Cor', 'Dun', 'Fal', 'Gar', 'Hol', 'Kes', 'Lam', 'Mor', 'Pen'];
const MIDDLES = ['ba', 'cri', 'do', 'fe', 'lan', 'mi', 'ro'];
const ENDS = ['ver', 'dale', 'gren'];
const wordsMade = STARTS.flatMap((start) => MIDDLES.flatMap((middle) => ENDS.map((end) => start + middle + end)));

const GIVEN = [
  ...['Tessaro Vinkel GmbH', 'Tessaro Vinkel', 'Palm', 'The Palm', 'Palm Court', 'Palm Garden'],
  ...['Ostrelle Quaint', 'Ostrelle Quaint Leasing', 'Juniper Zabel', 'Zabel Juniper', 'Wexley Urdan', 'Urdan, Wexley'],
];
/** Names of one word and of two, every third one twice. */
const LISTED = Array.from({ length: 100 }, (_, index) =>
  index % 3 === 1 ? (wordsMade[index] ?? '') : `${wordsMade[index] ?? ''} ${wordsMade[209 - index] ?? ''}`,
);
const NAMES = [...GIVEN, ...LISTED, ...LISTED.filter((_, index) => index % 3 === 0)];

let result: MatchResult;

beforeAll(() => {
  result = matchAll(NAMES.map((name, index) => ({ id: String(index), kind: 'company', name })));
});

function judgementOf(a: string, b: string): string {
  const [x, y] = [String(NAMES.indexOf(a)), String(NAMES.indexOf(b))];
  const found = result.pairs.find((pair) => [pair.a, pair.b].includes(x) && [pair.a, pair.b].includes(y));
  return found?.judgement ?? 'different';
}

test('takes an equal name of rare words for the same where nothing but names is known', () => {
  expect(judgementOf('Tessaro Vinkel GmbH', 'Tessaro Vinkel')).toBe('same');
});

test('leaves an equal name of one word that others bear as well to a person', () => {
  expect(judgementOf('Palm', 'The Palm')).toBe('unsure');
});

test('never takes a bare name for the same that has words the other lacks, or has them in another order', () => {
  expect(judgementOf('Ostrelle Quaint', 'Ostrelle Quaint Leasing')).not.toBe('same');
  expect(judgementOf('Juniper Zabel', 'Zabel Juniper')).not.toBe('same');
});

test('reads words around a comma the right way round', () => {
  expect(judgementOf('Wexley Urdan', 'Urdan, Wexley')).toBe('same');
});

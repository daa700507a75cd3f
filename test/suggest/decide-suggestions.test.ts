import { expect, test } from '@jest/globals';

import { answerLifts } from '../../src/suggest/answers.ts';
import { answeredNeeds, decideSuggestions, type StandingSuggestion } from '../../src/suggest/index.ts';

const DAY_MS = 86_400_000;
const NOW = Date.parse('2026-11-20T12:00:00Z');
const DAYS = 90;
const MOST_DAYS = 365 * 20;

const standing = (values: Partial<StandingSuggestion> = {}): StandingSuggestion => ({
  externalId: 'account-guards',
  accountId: 'account',
  need: 'guards',
  status: 'Open',
  createdMs: NOW - 10 * DAY_MS,
  answeredMs: undefined,
  expiresMs: NOW + 80 * DAY_MS,
  ...values,
});

const decide = (one: StandingSuggestion, wanted: string[] = [], boughtMs = new Map<string, number>()) =>
  decideSuggestions({ standing: [one], wanted, boughtMs, nowMs: NOW, days: DAYS, mostDays: MOST_DAYS });

test.each([
  ['Not now', 89, true],
  ['Not now', 91, false],
  ['Not relevant', 359, true],
  ['Not relevant', 361, false],
  ['Passed on', 359, true],
  ['Passed on', 361, false],
  ['Has it', 3650, true],
] as const)('"%s" of %d days ago is remembered: %s', (status, days, isRemembered) => {
  const one = standing({ status, answeredMs: NOW - days * DAY_MS });
  expect([...answeredNeeds([one], NOW, DAYS, MOST_DAYS)]).toEqual(isRemembered ? ['guards'] : []);
  expect(decide(one).map(({ kind }) => kind)).toEqual(isRemembered ? ['keep'] : []);
});

test('what still holds stays open, what no longer holds goes, what is new opens', () => {
  expect(decide(standing(), ['guards'])).toEqual([{ kind: 'open', need: 'guards', rank: 1, isNew: false }]);
  expect(decide(standing(), [])).toEqual([]);
  expect(decide(standing(), ['canteen', 'guards'])).toEqual([
    { kind: 'open', need: 'canteen', rank: 1, isNew: true },
    { kind: 'open', need: 'guards', rank: 2, isNew: false },
  ]);
});

test('a suggestion that nobody answered expires, and keeps away for one round', () => {
  const overdue = standing({ expiresMs: NOW - 1 });
  expect([...answeredNeeds([overdue], NOW, DAYS, MOST_DAYS)]).toEqual(['guards']);
  expect(decide(overdue)).toEqual([{ kind: 'close', externalId: 'account-guards', status: 'Expired' }]);
  const expired = standing({ status: 'Expired', expiresMs: NOW - 89 * DAY_MS });
  expect(decide(expired).map(({ kind }) => kind)).toEqual(['keep']);
  expect(decide({ ...expired, expiresMs: NOW - 91 * DAY_MS })).toEqual([]);
});

test('no answer is remembered for longer than the company keeps anything', () => {
  const one = standing({ status: 'Has it', answeredMs: NOW - 366 * DAY_MS });
  const kept = { standing: [one], wanted: [], boughtMs: new Map<string, number>(), nowMs: NOW, days: DAYS };
  expect(decideSuggestions({ ...kept, mostDays: 367 })).toHaveLength(1);
  expect(decideSuggestions({ ...kept, mostDays: 365 })).toEqual([]);
});

test('bought while it stood is remembered, bought before it stood was never a suggestion', () => {
  const after = new Map([['guards', NOW - 2 * DAY_MS]]);
  expect(decide(standing(), [], after)).toEqual([{ kind: 'close', externalId: 'account-guards', status: 'Has it' }]);
  expect(decide(standing(), [], new Map([['guards', NOW - 300 * DAY_MS]]))).toEqual([]);
});

test('a need that teams keep refusing sinks, one that they pass on rises, and few answers move little', () => {
  const lifts = answerLifts(
    [
      { product: 'refused', passedOn: 0, refused: 100 },
      { product: 'passed', passedOn: 100, refused: 0 },
      { product: 'rare', passedOn: 1, refused: 0 },
    ],
    { minimumGroup: 10 },
  );
  expect(lifts.get('refused')).toBeLessThan(-1);
  expect(lifts.get('passed')).toBeGreaterThan(0.5);
  expect(lifts.get('rare')).toBeGreaterThan(0);
  expect(lifts.get('rare')).toBeLessThan(0.1);
});

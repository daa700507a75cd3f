import { expect, test } from '@jest/globals';

import { paceFor } from '../../src/cli/pace.ts';

const DAY_MS = 86_400_000;
const wished = { hotMs: 40_000, fullMs: 300_000 };
const budget = (orgMax: number): Parameters<typeof paceFor>[1] => ({
  orgUsed: 0,
  orgMax,
  ownCalls: 0,
  allowance: orgMax / 10,
});
/** One call for a hot look; four and the status for a full one. */
const callsADay = ({ hotMs, fullMs }: { hotMs: number; fullMs: number }): number =>
  DAY_MS / hotMs + (5 * DAY_MS) / fullMs;

test('looks as often as wished where the budget allows it, in at most 4,000 calls a day', () => {
  expect(paceFor(wished, budget(100_000), 0)).toEqual(wished);
  expect(callsADay(wished)).toBeLessThan(4_000);
});

test('stays within a tenth of the calls of a small org', () => {
  const pace = paceFor(wished, budget(15_000), 0);
  expect(callsADay(pace)).toBeLessThanOrEqual(1_500);
  expect(pace.hotMs / wished.hotMs).toBeCloseTo(pace.fullMs / wished.fullMs);
});

test('looks more rarely once most of the day is spent', () => {
  expect(paceFor(wished, budget(100_000), 9_000).hotMs).toBeGreaterThan(wished.hotMs);
});

test('keeps to the wish as long as the org has not told its limit', () => {
  expect(paceFor(wished, budget(0), 0)).toEqual(wished);
});

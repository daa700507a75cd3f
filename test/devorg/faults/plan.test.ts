import { expect, test } from '@jest/globals';

import { FaultPlanError, readFaultPlan } from '../../../src/devorg/faults/index.ts';

function problemsOf(input: unknown): readonly string[] {
  try {
    readFaultPlan(input);
  } catch (error) {
    if (error instanceof FaultPlanError) return error.problems;
    throw error;
  }
  return [];
}

test('rules come as a list, or with a seed; what is left out fits everything', () => {
  const rules = [{ effect: { kind: 'dropReply' } }];
  expect(readFaultPlan(rules)).toMatchObject({ seed: 1, rules: [{ name: 'rule 1', match: {}, when: { after: 0 } }] });
  expect(readFaultPlan({ seed: 7, rules })).toMatchObject({ seed: 7 });
});

test('all problems are told at once, each with rule and field', () => {
  const problems = problemsOf({
    rules: [
      { name: 'lock', match: { route: '/composite' }, effect: { kind: 'lockRow' } },
      { when: { probability: 2, count: 0 }, effect: { kind: 'cutStream', at: 3, half: true } },
      { effect: { kind: 'meteorite' }, wehn: {} },
    ],
  });
  expect(problems).toEqual([
    expect.stringMatching(/^rule 1 \(lock\), match\.route: lockRow strikes rows/),
    expect.stringMatching(/^rule 2, when\.probability: /),
    expect.stringMatching(/^rule 2, when\.count: /),
    expect.stringMatching(/^rule 2, effect\.at: /),
    expect.stringMatching(/^rule 2, effect: .*half/),
    expect.stringMatching(/^rule 3, effect\.kind: /),
    expect.stringMatching(/^rule 3, as a whole: .*wehn/),
  ]);
});

test('two rules of one name, and no list at all, are problems', () => {
  const rule = { name: 'a', effect: { kind: 'dropReply' } };
  expect(problemsOf([rule, rule])).toEqual(['two rules are called a']);
  expect(problemsOf('lock everything')).toEqual([expect.stringMatching(/^faults: /)]);
});

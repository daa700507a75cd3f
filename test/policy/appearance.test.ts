import { expect, test } from '@jest/globals';

import { appearanceOf, type Colleague } from '../../src/policy/appearance.ts';
import { defaultPolicy } from '../../src/policy/default-policy.ts';
import { effectivePolicy } from '../../src/policy/effective-policy.ts';

const colleague = (values: Partial<Colleague>): Colleague => ({
  id: '005000000000001AAA',
  isActive: true,
  divisionId: 'a00000000000001AAA',
  divisionKey: 'security',
  hasBaton: true,
  isInPilot: true,
  namings: [],
  ...values,
});
const unnamedByDefault = { ...defaultPolicy, namingDefault: 'Unnamed' as const };

test.each([
  ['who has left is not shown', { isActive: false, namings: ['Named'] }, defaultPolicy, 'hidden'],
  [
    'who has no Baton is history, whatever they chose before',
    { hasBaton: false, namings: ['Named'] },
    defaultPolicy,
    'unnamed',
  ],
  ['who hides is hidden even without Baton', { hasBaton: false, namings: ['Hidden'] }, defaultPolicy, 'hidden'],
  ['the strictest of several choices counts', { namings: ['Named', 'Hidden', 'Unnamed'] }, defaultPolicy, 'hidden'],
  ['who has not chosen follows the company', {}, defaultPolicy, 'named'],
  ['who has not chosen follows the company, also when it names nobody', {}, unnamedByDefault, 'unnamed'],
  ['a choice wins over the company', { namings: ['Named'] }, unnamedByDefault, 'named'],
] as const)('%s', (_rule, values, policy, expected) => {
  expect(appearanceOf(colleague(values), policy)).toBe(expected);
});

test('the company decides where it has, and the defaults where it has not', () => {
  const policy = effectivePolicy({ halfLifeDays: 30, bandStrong: 20, namingDefault: 'Unnamed' }, defaultPolicy);
  expect(policy.relationship.halfLifeDays).toBe(30);
  expect(policy.relationship.bands).toEqual({ ...defaultPolicy.relationship.bands, strong: 20 });
  expect(policy.relationship.weights).toEqual(defaultPolicy.relationship.weights);
  expect(policy.namingDefault).toBe('Unnamed');
});

test('a choice that makes no sense is left at its default', () => {
  const policy = effectivePolicy(
    { halfLifeDays: 0, weightCall: -1, bandSome: 0, namingDefault: 'Perhaps' },
    defaultPolicy,
  );
  expect(policy).toEqual(defaultPolicy);
});

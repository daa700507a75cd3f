import { expect, test } from '@jest/globals';

import { appearanceOf } from '../../src/policy/appearance.ts';
import { defaultPolicy, effectivePolicy, isInPilot } from '../../src/policy/index.ts';

const anna = { id: '005000000000001AAA', divisionKey: 'security', city: 'Berlin' };
const pilot = { divisions: [], places: [], users: [] };

test('without a pilot everybody takes part', () => {
  expect(effectivePolicy({}, defaultPolicy).pilot).toBeUndefined();
  // Names without the switch are a list that somebody prepares.
  expect(effectivePolicy({ pilotDivisions: 'security' }, defaultPolicy).pilot).toBeUndefined();
  expect(isInPilot(anna, undefined)).toBe(true);
});

test('a pilot that names nobody has nobody', () => {
  const { pilot: empty } = effectivePolicy({ pilot: 'on', pilotDivisions: '', pilotPlaces: '' }, defaultPolicy);
  expect(empty).toEqual(pilot);
  expect(isInPilot(anna, empty)).toBe(false);
  expect(isInPilot({ ...anna, divisionKey: null, city: null }, empty)).toBe(false);
});

test.each([
  ['her division', { divisions: ['facility', 'security'] }],
  ['her city, however it is typed', { places: [' berlin '] }],
  ['herself, by 18 characters', { users: ['005000000000001AAA'] }],
  ['herself, by 15 characters', { users: ['005000000000001'] }],
])('somebody takes part by %s', (_how, named) => {
  expect(isInPilot(anna, { ...pilot, ...named })).toBe(true);
});

test.each([
  ['another division', { divisions: ['facility'] }],
  ['another city', { places: ['Bern'] }],
  ['somebody else', { users: ['005000000000002AAA'] }],
])('somebody does not take part by %s', (_how, named) => {
  expect(isInPilot(anna, { ...pilot, ...named })).toBe(false);
});

test('whom a pilot leaves out is named nowhere, whatever they chose', () => {
  const colleague = {
    ...anna,
    isActive: true,
    divisionId: 'a00',
    hasBaton: true,
    isInPilot: false,
    namings: ['Named'],
  };
  expect(appearanceOf(colleague, defaultPolicy)).toBe('unnamed');
  expect(appearanceOf({ ...colleague, namings: ['Hidden'] }, defaultPolicy)).toBe('hidden');
});

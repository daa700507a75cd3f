import { expect, test } from '@jest/globals';

import { route, type Signals } from '../../src/handoff/index.ts';

const NOBODY: Signals = {
  ...{ userId: 'u', tie: 0, band: undefined, lastMonth: undefined, knowsContact: false, isOwner: false },
  ...{
    exchanges: 0,
    wins: 0,
    called: 0,
    calledHere: 0,
    lastWinMonth: undefined,
    near: 0,
    sells: true,
    open: 0,
    openCap: 10,
  },
};

function person(userId: string, signals: Partial<Signals>): Signals {
  return { ...NOBODY, userId, ...signals };
}

test('nobody is proposed without a reason that can be read', () => {
  const people = [
    person('barely near', { near: 0.3 }),
    person('near', { near: 0.9 }),
    person('leads a team nearby', { near: 0.9, sells: false }),
    person('hardly knows them', { tie: 0.01 }),
  ];
  expect(route(people)).toEqual([
    { userId: 'near', reasons: 'place::' },
    { userId: 'leads a team nearby', reasons: 'place::' },
  ]);
});

test('who is called in by colleagues comes before who sold as much to the own customers', () => {
  const people = [person('own', { wins: 9 }), person('called', { wins: 9, called: 5 })];
  expect(route(people).map(({ userId }) => userId)).toEqual(['called', 'own']);
});

test('and whom they call in around here before whom they call in elsewhere', () => {
  const people = [person('elsewhere', { wins: 9, called: 5 }), person('here', { wins: 9, called: 5, calledHere: 2 })];
  expect(route(people).map(({ userId }) => userId)).toEqual(['here', 'elsewhere']);
});

test('who has enough open is left in peace', () => {
  const busy = person('busy', { isOwner: true, open: 3, openCap: 3 });
  expect(route([busy, person('free', { wins: 1, lastWinMonth: '2026-01' })])).toEqual([
    { userId: 'free', reasons: 'expert:once:2026-01' },
  ]);
});

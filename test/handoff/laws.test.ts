import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import {
  ACTIONS,
  ACTORS,
  addWorkingHours,
  type Handoff,
  isClosed,
  officeHours,
  settle,
  type State,
  STATES,
  STEPS,
  type World,
} from '../../src/handoff/index.ts';
import { actionBetween, mayBePassedOn, stateAfter } from '../../src/handoff/states.ts';
import { exchangesOf, type Given } from '../../src/ledger/index.ts';

const HOUR_MS = 3_600_000;
const START = Date.parse('2026-03-02T08:00:00Z');
const hours = officeHours('Europe/Berlin');

/** What people and the CRM may do between two looks of the service. */
interface Event {
  readonly kind: 'person' | 'deal' | 'call' | 'gone' | 'ask';
  readonly action: (typeof ACTIONS)[number];
  readonly actor: (typeof ACTORS)[number];
  readonly isWon: boolean;
  readonly isClosed: boolean;
  readonly hours: number;
}

const event: fc.Arbitrary<Event> = fc.record({
  kind: fc.constantFrom('person', 'person', 'person', 'deal', 'call', 'gone', 'ask'),
  action: fc.constantFrom(...ACTIONS),
  actor: fc.constantFrom(...ACTORS),
  isWon: fc.boolean(),
  isClosed: fc.boolean(),
  hours: fc.integer({ min: 0, max: 200 }),
});

interface Play {
  handoff: Handoff;
  world: World;
  readonly visited: State[];
  readonly told: string[];
}

function begin(hasIntake: boolean, hasCandidates: boolean): Play {
  const time = new Date(START).toISOString();
  const handoff: Handoff = {
    ...{ id: 'h1', ownerId: 'giver', createdDate: time, lastModified: time, state: 'Offered', isWithIntake: false },
    toDivisionId: 'security',
  };
  const rules = { decideHours: 8, contactHours: 16, statusDays: 30, graceHours: 4, tellsAmountClass: true };
  const world: World = {
    nowMs: START,
    addHours: (fromMs, count) => addWorkingHours(hours, fromMs, count),
    rules,
    giverDivisionId: 'facility',
    intake: hasIntake ? { userId: 'intake' } : undefined,
    receiver: undefined,
    candidates: hasCandidates ? [{ userId: 'receiver', reasons: 'owner::' }] : [],
    ...{ deals: [], firstActivityMs: undefined, words: [], previousStep: undefined, hasNext: false },
  };
  return { handoff, world, visited: ['Offered'], told: [] };
}

/** The service looks; what it changes must be steps that the machine knows for the service. */
function look(play: Play): void {
  const before = play.handoff.state;
  const settled = settle(play.handoff, play.world);
  play.handoff = { ...play.handoff, ...settled.changes } as Handoff;
  if (before !== play.handoff.state) expect(isReachable(before, play.handoff.state)).toBe(true);
  for (const { kind, number } of settled.notices) play.told.push(`${kind}-${String(number)}`);
  // Asked again with what it answered it changes nothing more.
  expect(settle(play.handoff, play.world).changes).toEqual({});
  play.visited.push(play.handoff.state);
}

/** By steps of the service alone, one after another. */
function isReachable(from: State, to: State): boolean {
  if (from === to) return true;
  return STEPS.some((step) => step.from === from && step.actors.includes('service') && isReachable(step.to, to));
}

function happen(play: Play, each: Event): void {
  const nowMs = play.world.nowMs + each.hours * HOUR_MS;
  const receiver = play.handoff.receiverId === undefined || play.handoff.receiverId === null ? undefined : 'fine';
  play.world = { ...play.world, nowMs, receiver };
  const lastModified = new Date(nowMs).toISOString();
  const changed: Partial<Record<Event['kind'], () => void>> = {
    person: () => {
      const next = stateAfter(play.handoff.state, each.action, each.actor);
      if (next === undefined || each.actor === 'service' || each.actor === 'other') return;
      const takes = next === 'Accepted' && play.handoff.isWithIntake ? { receiverId: 'intake' } : {};
      play.handoff = { ...play.handoff, ...takes, state: next, lastModified };
    },
    deal: () => {
      const deal = { id: 'd', isWon: each.isWon && each.isClosed, isClosed: each.isClosed, stampMs: nowMs };
      play.world = { ...play.world, deals: [deal] };
    },
    call: () => (play.world = { ...play.world, firstActivityMs: nowMs }),
    gone: () => (play.world = { ...play.world, receiver: receiver && 'not available' }),
    ask: () => {
      const word = { kind: 'Question', authorId: each.isWon ? 'receiver' : 'giver', createdMs: nowMs };
      play.world = { ...play.world, words: [...play.world.words, word] };
    },
  };
  changed[each.kind]?.();
  look(play);
}

const plays = fc.tuple(fc.boolean(), fc.boolean(), fc.array(event, { maxLength: 25 }));

test('no sequence of actions leaves the state machine, and nothing is told twice', () => {
  fc.assert(
    fc.property(plays, ([hasIntake, hasCandidates, events]) => {
      const play = begin(hasIntake, hasCandidates);
      look(play);
      for (const each of events) happen(play, each);
      for (const state of play.visited) expect(STATES).toContain(state);
      const closedAt = play.visited.findIndex(isClosed);
      if (closedAt >= 0) expect(new Set(play.visited.slice(closedAt)).size).toBe(1);
      const log = (play.handoff.notices ?? '').split('\n').map((line) => line.split(' ').slice(0, 2).join(' '));
      expect(new Set(log).size).toBe(log.length);
    }),
    { numRuns: 500 },
  );
});

test('a closed hand-off always has an outcome, and the giver is told it', () => {
  fc.assert(
    fc.property(plays, ([hasIntake, hasCandidates, events]) => {
      const play = begin(hasIntake, hasCandidates);
      look(play);
      for (const each of events) happen(play, each);
      const { state, outcome, closedAt, notices } = play.handoff;
      if (!isClosed(state)) return;
      expect(outcome).toEqual(expect.any(String));
      expect(closedAt).toEqual(expect.any(String));
      if (state !== 'Withdrawn') expect(notices).toMatch(/^(won|lost|declined|returned|expired) 1 /m);
    }),
    { numRuns: 500 },
  );
});

test('whatever is open has somebody or the intake, and a clock', () => {
  fc.assert(
    fc.property(plays, ([hasIntake, hasCandidates, events]) => {
      const play = begin(hasIntake, hasCandidates);
      look(play);
      for (const each of events) happen(play, each);
      const { handoff, world } = play;
      if (isClosed(handoff.state)) return;
      expect(handoff.isWithIntake || typeof handoff.receiverId === 'string').toBe(true);
      const clock =
        { Offered: handoff.decideBy, Accepted: handoff.contactBy }[handoff.state as string] ?? handoff.statusBy;
      if (handoff.isWithIntake && handoff.state !== 'Offered') return;
      expect(clock).toEqual(expect.any(String));
      expect(settle(handoff, world).dueMs).toBeGreaterThan(START);
    }),
    { numRuns: 500 },
  );
});

test('left alone, an offer ends: with the intake it takes two turns, without one', () => {
  for (const [hasIntake, hasCandidates] of [
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ] as const) {
    const play = begin(hasIntake, hasCandidates);
    look(play);
    for (let day = 0; day < 20; day += 1) {
      happen(play, { kind: 'person', action: 'win', actor: 'other', isWon: false, isClosed: false, hours: 24 });
    }
    expect(play.handoff).toMatchObject({ state: 'Expired', outcome: 'Nobody took it' });
  }
});

test('what may be passed on again is over without an order', () => {
  for (const state of STATES.filter(mayBePassedOn)) {
    expect(isClosed(state)).toBe(true);
    expect(actionBetween('Offered', state) ?? actionBetween('Accepted', state)).toBeDefined();
  }
});

const given: fc.Arbitrary<Given> = fc.record({
  giverId: fc.constantFrom('a', 'b', 'c'),
  receiverId: fc.constantFrom('a', 'b', 'c'),
  state: fc.constantFrom(...STATES),
  acceptedMs: fc.option(fc.integer({ min: 1, max: 1000 }), { nil: undefined }),
  closedMs: fc.option(fc.integer({ min: 1, max: 1000 }), { nil: undefined }),
});

test('exchanges are the sum of hand-offs, and both sides say the same', () => {
  fc.assert(
    fc.property(fc.array(given, { maxLength: 40 }), (handoffs) => {
      const rows = exchangesOf(handoffs);
      const counted = handoffs.filter(
        ({ giverId, receiverId, state, acceptedMs }) =>
          giverId !== receiverId &&
          acceptedMs !== undefined &&
          !['Offered', 'Declined', 'Withdrawn', 'Expired'].includes(state),
      );
      const sum = (of: (row: (typeof rows)[number]) => number): number =>
        rows.reduce((total, row) => total + of(row), 0);
      expect(sum(({ given: count }) => count)).toBe(counted.length);
      expect(sum(({ received }) => received)).toBe(counted.length);
      for (const row of rows) {
        const other = rows.find(
          ({ ownerId, colleagueId }) => ownerId === row.colleagueId && colleagueId === row.ownerId,
        );
        expect(other).toMatchObject({ given: row.received, received: row.given, lastMs: row.lastMs });
        expect(row.givenOpen + row.givenWon).toBeLessThanOrEqual(row.given);
        const mine = counted.filter(
          ({ giverId, receiverId }) => giverId === row.ownerId && receiverId === row.colleagueId,
        );
        expect(row.given).toBe(mine.length);
      }
    }),
  );
});

test('working hours: an hour is an hour, nights and weekends are none', () => {
  const friday = Date.parse('2026-03-06T15:00:00Z');
  expect(new Date(addWorkingHours(hours, friday, 2)).toISOString()).toBe('2026-03-09T09:00:00.000Z');
  // The clocks change on Sunday, 29 March: nine o'clock in Berlin is an hour earlier in UTC.
  const before = Date.parse('2026-03-27T15:00:00Z');
  expect(new Date(addWorkingHours(hours, before, 2)).toISOString()).toBe('2026-03-30T08:00:00.000Z');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 8_000 }), fc.integer({ min: 1, max: 60 }), (from, count) => {
      const fromMs = START + from * HOUR_MS;
      const end = addWorkingHours(hours, fromMs, count);
      expect(end - fromMs).toBeGreaterThanOrEqual(count * HOUR_MS);
      // One after the other is the same as both at once.
      expect(addWorkingHours(hours, addWorkingHours(hours, fromMs, count), 3)).toBe(
        addWorkingHours(hours, fromMs, count + 3),
      );
    }),
    { numRuns: 200 },
  );
});

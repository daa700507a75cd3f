import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { AccountId, ContactId, UserId } from '../../src/ids.ts';
import {
  computeRelationships,
  type Contact,
  ContactNetwork,
  defaultRelationshipPolicy as policy,
  type Fact,
} from '../../src/relationship/index.ts';
import { strengthAt } from '../../src/relationship/strength.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 20);

function contact(from: string, to: string, daysAgo: number, kind: Contact['kind'] = 'meeting'): Contact {
  return { at: NOW - daysAgo * DAY, from, to, kind };
}

function networkOf(contacts: readonly Contact[]): ContactNetwork {
  const network = new ContactNetwork(policy);
  for (const one of [...contacts].sort((a, b) => a.at - b.at)) network.add(one);
  return network;
}

const ids = (knowers: readonly { id: string }[]): string[] => knowers.map(({ id }) => id);

test('the strongest are named first, and only as many as asked for', () => {
  const network = networkOf([
    contact('anna', 'kim', 1),
    contact('anna', 'kim', 30),
    contact('ben', 'kim', 2),
    contact('cem', 'kim', 300),
  ]);
  expect(ids(network.knownBy('kim', NOW, 2))).toEqual(['anna', 'ben']);
});

test('two who wrote to each other rank before two of whom one never answered', () => {
  const network = networkOf([
    contact('anna', 'kim', 9, 'mail'),
    contact('anna', 'kim', 5, 'mail'),
    contact('ben', 'kim', 9, 'mail'),
    contact('kim', 'ben', 5, 'mail'),
  ]);
  expect(ids(network.knownBy('kim', NOW, 5))).toEqual(['ben', 'anna']);
});

test('whoever shares contacts with a stranger is nearest to them', () => {
  const network = networkOf([
    contact('anna', 'lee', 1),
    contact('lee', 'kim', 1),
    contact('ben', 'mia', 1),
    contact('anna', 'mia', 90),
  ]);
  expect(network.nearest('kim', NOW, 1)).toMatchObject([{ id: 'anna', way: 'shared contact', through: 'lee' }]);
  expect(network.nearest('nobody', NOW, 5)).toEqual([]);
});

test('a stranger of whom only contacts of contacts are known comes after, and then whoever knows most people', () => {
  const network = networkOf([
    contact('kim', 'lee', 1),
    contact('lee', 'anna', 1),
    contact('anna', 'mia', 1),
    contact('ben', 'cem', 1),
    contact('ben', 'dora', 2),
  ]);
  expect(network.nearest('kim', NOW, 4).map(({ id, way }) => `${id}: ${way}`)).toEqual([
    'anna: shared contact',
    'mia: contacts of contacts',
    'ben: many contacts',
    expect.stringMatching(/^(?:dora|cem): many contacts$/),
  ]);
});

test('nobody is near to a person of whom nothing is known', () => {
  const network = networkOf([contact('anna', 'lee', 1)]);
  expect(network.nearest('nobody', NOW, 5)).toEqual([]);
  expect(network.knownBy('nobody', NOW, 5)).toEqual([]);
});

test('of two who are in contact equally, the one who moves in the same circle ranks first', () => {
  const network = networkOf([
    contact('ben', 'kim', 5),
    contact('anna', 'kim', 5),
    contact('lee', 'kim', 90),
    contact('lee', 'anna', 90),
    contact('mia', 'ben', 90),
  ]);
  expect(ids(network.knownBy('kim', NOW, 2))).toEqual(['anna', 'ben']);
});

test('the same circle does not put a weak tie before a strong one', () => {
  const network = networkOf([
    ...[1, 11, 21].map((days) => contact('ben', 'kim', days)),
    contact('anna', 'kim', 5),
    ...['lee', 'mia', 'noa'].flatMap((third) => [contact(third, 'kim', 9), contact(third, 'anna', 9)]),
  ]);
  expect(ids(network.knownBy('kim', NOW, 1))).toEqual(['ben']);
});

test('a long meeting counts more than a short one, but two days of contact more than either', () => {
  const network = networkOf([
    { ...contact('anna', 'kim', 5), seconds: 60 },
    { ...contact('ben', 'kim', 5), seconds: 7200 },
    { ...contact('cem', 'kim', 5), seconds: 1800 },
    { ...contact('cem', 'kim', 6), seconds: 1800 },
  ]);
  expect(ids(network.knownBy('kim', NOW, 3))).toEqual(['cem', 'ben', 'anna']);
});

const someContacts = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 400 }).map((daysAgo) => NOW - daysAgo * DAY),
    from: fc.constantFrom('anna', 'ben', 'cem', 'dora', 'eva', 'finn'),
    to: fc.constantFrom('kim', 'lee', 'mia', 'anna', 'ben'),
    kind: fc.constantFrom<Contact['kind'][]>('meeting', 'call', 'mail'),
  }),
  { maxLength: 60 },
);

test('the best of many are the same, however many are asked for', () => {
  fc.assert(
    fc.property(someContacts, fc.integer({ min: 1, max: 4 }), (contacts, top) => {
      const network = networkOf(contacts);
      for (const person of network.people) {
        expect(network.knownBy(person, NOW, top)).toEqual(network.knownBy(person, NOW, Infinity).slice(0, top));
        expect(network.nearest(person, NOW, top)).toEqual(network.nearest(person, NOW, Infinity).slice(0, top));
      }
    }),
  );
});

test('an answer is the same whether questions were asked in between or not', () => {
  fc.assert(
    fc.property(someContacts, (contacts) => {
      const asked = new ContactNetwork(policy);
      for (const one of [...contacts].sort((a, b) => a.at - b.at)) {
        asked.add(one);
        for (const person of asked.people) asked.nearest(person, NOW, 3);
      }
      const network = networkOf(contacts);
      for (const person of network.people) {
        expect(asked.knownBy(person, NOW, 9)).toEqual(network.knownBy(person, NOW, 9));
        expect(asked.nearest(person, NOW, 9)).toEqual(network.nearest(person, NOW, 9));
      }
    }),
  );
});

test('only those are named who may be', () => {
  const network = networkOf([contact('anna', 'kim', 1), contact('ben', 'kim', 2)]);
  expect(ids(network.knownBy('kim', NOW, 5, (id) => id !== 'anna'))).toEqual(['ben']);
});

test('gives the strength that the relationships of a customer have', () => {
  const drawn = fc.array(
    fc.record({
      hoursAgo: fc.integer({ min: 0, max: 24 * 600 }),
      kind: fc.constantFrom<Contact['kind'][]>('meeting', 'call', 'mail'),
      isIncoming: fc.boolean(),
      recipients: fc.constantFrom(1, 2, 200),
    }),
    { minLength: 1, maxLength: 40 },
  );
  fc.assert(
    fc.property(drawn, (activities) => {
      const facts = activities.map(({ hoursAgo, kind, isIncoming, recipients }) => ({
        kind,
        at: NOW - hoursAgo * (DAY / 24),
        colleague: 'anna' as UserId,
        account: 'acme' as AccountId,
        contact: 'kim' as ContactId,
        direction: isIncoming ? ('in' as const) : ('out' as const),
        recipients,
      })) satisfies Fact[];
      const mails = new Set(facts.filter(({ kind }) => kind === 'mail').map(({ direction }) => direction));
      fc.pre(mails.size !== 1);
      const [relationship] = computeRelationships(facts, NOW, policy).relationships;
      const network = networkOf(
        facts.map(({ at, kind, direction, recipients }) => ({
          at,
          kind,
          recipients,
          ...(direction === 'in' ? { from: 'kim', to: 'anna' } : { from: 'anna', to: 'kim' }),
        })),
      );
      const [knower] = network.knownBy('kim', NOW, 1);
      if (relationship === undefined) return;
      const strength = strengthAt(relationship.logStrength, NOW, policy.halfLifeDays);
      expect(knower?.score).toBeCloseTo(strength / (strength + policy.bands.good), 6);
    }),
  );
});

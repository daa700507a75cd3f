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
  expect(ids(network.nearest('kim', NOW, 5))).toEqual(['anna']);
  expect(network.nearest('nobody', NOW, 5)).toEqual([]);
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
      const facts = activities.map(({ hoursAgo, kind, isIncoming, recipients }): Fact => ({
        kind,
        at: NOW - hoursAgo * (DAY / 24),
        colleague: 'anna' as UserId,
        account: 'acme' as AccountId,
        contact: 'kim' as ContactId,
        direction: isIncoming ? 'in' : 'out',
        recipients,
      }));
      const mails = new Set(facts.filter(({ kind }) => kind === 'mail').map(({ direction }) => direction));
      fc.pre(mails.size !== 1);
      const [relationship] = computeRelationships(facts, NOW, policy).relationships;
      const network = networkOf(
        facts.map(({ at, kind, direction, recipients = 1 }) => ({
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

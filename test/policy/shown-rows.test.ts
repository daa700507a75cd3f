import { describe, expect, test } from '@jest/globals';

import type { ContactId, UserId } from '../../src/ids.ts';
import { defaultPolicy, type Knowledge, type ShownOn, shownRows } from '../../src/policy/index.ts';
import type { Relationship } from '../../src/relationship/index.ts';

const account: ShownOn = { id: 'acme', ownerDivisionId: 'facility', doNotSuggest: false, ownerInPilot: true };

interface Person {
  readonly id: string;
  readonly division: string | null;
  readonly isActive?: boolean;
  readonly hasBaton?: boolean;
  readonly namings?: readonly string[];
  readonly band?: Relationship['band'];
  readonly contact?: string;
  readonly reasons?: Relationship['reasons'];
}

function rows(
  people: readonly Person[],
  more: { on?: Partial<ShownOn>; workers?: readonly string[]; policy?: Partial<typeof defaultPolicy> } = {},
): ReturnType<typeof shownRows> {
  const knowledge: Knowledge = {
    relationships: people.map(
      ({ id, band = 'good', contact, reasons = [{ kind: 'call', count: 'once', month: '2026-10' }] }) => ({
        colleague: id as UserId,
        logStrength: 1,
        band,
        reasons,
        lastMonth: '2026-10',
        ...(contact === undefined ? {} : { contact: contact as ContactId }),
      }),
    ),
    colleagues: new Map(
      people.map(({ id, division, isActive = true, hasBaton = true, namings = [] }) => [
        id,
        { id, isActive, hasBaton, isInPilot: true, namings, divisionId: division, divisionKey: division },
      ]),
    ),
    contactRows: new Map([
      ['carla', new Map([['acme', 'carla']])],
      ['dora', new Map([['acme-catering', 'dora']])],
      [
        'ella',
        new Map([
          ['acme', 'ella-at-acme'],
          ['acme-catering', 'ella'],
        ]),
      ],
    ]),
    workers: new Map([['acme', new Set(more.workers ?? [])]]),
  };
  return shownRows({ ...account, ...more.on }, knowledge, { ...defaultPolicy, ...more.policy });
}

const shown = (result: ReturnType<typeof shownRows>): (string | null)[] => result.map(({ colleagueId }) => colleagueId);

describe('who is shown on an account', () => {
  test('colleagues of other divisions, not those of the only division that works on it', () => {
    expect(
      shown(
        rows([
          { id: 'anna', division: 'facility' },
          { id: 'ben', division: 'security' },
        ]),
      ),
    ).toEqual(['ben']);
  });

  test('colleagues of all divisions where several work on the same account row', () => {
    const people = [
      { id: 'anna', division: 'facility' },
      { id: 'ben', division: 'security' },
    ];
    expect(shown(rows(people, { workers: ['ben'] })).sort()).toEqual(['anna', 'ben']);
  });

  test('nobody on an account that is marked do not suggest', () => {
    expect(rows([{ id: 'ben', division: 'security' }], { on: { doNotSuggest: true } })).toEqual([]);
  });

  test('nobody who has left, who hides, or who is in no division', () => {
    const people: Person[] = [
      { id: 'left', division: 'security', isActive: false },
      { id: 'hidden', division: 'security', namings: ['Hidden'] },
      { id: 'nowhere', division: null },
    ];
    expect(rows(people)).toEqual([]);
  });

  test('without a name: who wishes so, who has no Baton, and everybody where the company says so', () => {
    const people: Person[] = [
      { id: 'shy', division: 'security', namings: ['Named', 'Unnamed'] },
      { id: 'without', division: 'security', hasBaton: false, namings: ['Named'] },
      { id: 'silent', division: 'security' },
    ];
    expect(shown(rows(people, { policy: { namingDefault: 'Unnamed' } }))).toEqual([null, null, null]);
  });

  test('the best three of a division, by band', () => {
    const people = ['some', 'strong', 'good', 'some'].map(
      (band, index) => ({ id: `p${index}`, division: 'security', band }) as Person,
    );
    expect(rows(people).map(({ rank, band }) => [rank, band])).toEqual([
      [1, 'strong'],
      [2, 'good'],
      [3, 'some'],
    ]);
  });
});

describe('what crosses', () => {
  test('is band, reasons, month, division and, where named, the colleague: nothing else', () => {
    const [row] = rows([{ id: 'ben', division: 'security', contact: 'carla' }]);
    expect(row).toEqual({
      accountId: 'acme',
      divisionId: 'security',
      divisionKey: 'security',
      rank: 1,
      band: 'good',
      lastMonth: '2026-10',
      reasons: [{ kind: 'call', count: 'once', month: '2026-10' }],
      colleagueId: 'ben',
      contactId: null,
    });
  });

  test('leaves out of an unnamed row that its person owns the account, since there is only one owner', () => {
    const reasons = [
      { kind: 'ownership', count: 'once', month: '2026-10' },
      { kind: 'call', count: 'once', month: '2026-09' },
    ] as const;
    const kindsOf = (namings: string[]): unknown =>
      rows([{ id: 'ben', division: 'security', reasons, namings }])[0]?.reasons.map(({ kind }) => kind);
    expect(kindsOf(['Unnamed'])).toEqual(['call']);
    expect(kindsOf(['Named'])).toEqual(['ownership', 'call']);
  });

  test('names a contact only where contacts follow their account, of this very row, and never beside an unnamed colleague', () => {
    const policy = { contactsFollowAccounts: true };
    const contactOf = (person: Partial<Person>): unknown =>
      rows([{ id: 'ben', division: 'security', contact: 'carla', ...person }], { policy })[0]?.contactId;
    expect(contactOf({})).toBe('carla');
    expect(contactOf({ contact: 'dora' })).toBeNull();
    expect(contactOf({ namings: ['Unnamed'] })).toBeNull();
  });
});

import { expect, test } from '@jest/globals';

import { randomFor } from '../../../src/devorg/sample/random.ts';
import { mistype, spellCompany, spellStreet } from '../../../src/devorg/sample/signs/spelling.ts';
import { stampOf, workingMoment } from '../../../src/devorg/sample/time.ts';
import { type CompanyName, webWord } from '../../../src/devorg/sample/words/company-name.ts';
import { NOW } from './sample-org.ts';

const name: CompanyName = {
  head: 'Gebrüder Müller',
  tail: 'Maschinenbau',
  legalForm: 'GmbH & Co. KG',
  industry: 'Machinery',
};

test('a stream of chance depends on all of its parts', () => {
  const draws = (...parts: (string | number)[]) => {
    const random = randomFor(...parts);
    return [random.next(), random.next(), random.next()];
  };

  expect(draws(1, 'customer', 7)).toEqual(draws(1, 'customer', 7));
  expect(draws(1, 'customer', 7)).not.toEqual(draws(1, 'customer', 8));
  expect(draws(1, 'customer', 7)).not.toEqual(draws(2, 'customer', 7));
  expect(draws(1, 'customer', 7)).not.toEqual(draws(1, 'signs', 7));
});

test('without noise a name stands as in the register', () => {
  expect(spellCompany(randomFor(1), name, 'Ulm', 0)).toBe('Gebrüder Müller Maschinenbau GmbH & Co. KG');
  expect(spellStreet(randomFor(1), 'Hafenstraße 4', 0)).toBe('Hafenstraße 4');
});

test('with noise a name comes in many spellings', () => {
  const spellings = new Set(Array.from({ length: 200 }, (_, at) => spellCompany(randomFor(at), name, 'Ulm', 1)));

  expect(spellings.size).toBeGreaterThan(100);
  expect([...spellings].some((spelling) => spelling.includes('Mueller'))).toBe(true);
  expect([...spellings].some((spelling) => spelling.startsWith('Maschinenbau'))).toBe(true);
  expect([...spellings].some((spelling) => spelling.includes('Masch.-Bau'))).toBe(true);
});

test('a slip changes one long word by one letter at most', () => {
  for (let at = 0; at < 100; at++) {
    const slip = mistype(randomFor(at), 'AB Logistik');
    expect(slip.startsWith('AB ')).toBe(true);
    expect(Math.abs(slip.length - 'AB Logistik'.length)).toBeLessThanOrEqual(1);
  }
});

test('a web word has letters, digits and hyphens only', () => {
  expect(webWord('Müller & Söhne, Straße 4')).toBe('mueller-soehne-strasse-4');
});

test('work is done on weekdays, and never later than now', () => {
  for (let at = 0; at < 500; at++) {
    const moment = workingMoment(randomFor(at), NOW, at / 10);
    expect([0, 6]).not.toContain(new Date(moment).getUTCDay());
    expect(moment).toBeLessThan(NOW);
  }
});

test('a stamp is an ISO date-time in whole seconds', () => {
  expect(stampOf(NOW + 3_723_456)).toBe('2026-11-20T11:02:03.000Z');
});

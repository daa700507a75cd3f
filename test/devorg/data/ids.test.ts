import { expect, test } from '@jest/globals';

import { isId, newId, to18 } from '../../../src/devorg/data/ids.ts';

test('the checksum is the one the platform gives', () => {
  // Ids that Salesforce's own documentation and recorded replies show.
  expect(to18('001D000000IqhSL')).toBe('001D000000IqhSLIAZ');
  expect(to18('012000000000000')).toBe('012000000000000AAA');
  expect(to18('01254000001upcK')).toBe('01254000001upcKAAQ');
});

test('an id of 18 characters stays as it is', () => {
  expect(to18('001D000000IqhSLIAZ')).toBe('001D000000IqhSLIAZ');
});

test('an id has 15 characters, or 18 with the right checksum', () => {
  expect(isId('001D000000IqhSL')).toBe(true);
  expect(isId('001D000000IqhSLIAZ')).toBe(true);
  expect(isId('001D000000IqhSLIAY')).toBe(false);
  expect(isId('001D000000IqhS')).toBe(false);
  expect(isId('001D000000Iqh-L')).toBe(false);
});

test('ids of one prefix sort in the order they were given out', () => {
  const numbers = [0, 1, 9, 10, 35, 36, 61, 62, 3_844, 1_000_000];
  const ids = numbers.map((number) => newId('001', number));
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => id.length === 18 && isId(id))).toBe(true);
});

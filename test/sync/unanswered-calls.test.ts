import { expect, test } from '@jest/globals';

import type { Records } from '../../src/crm/records.ts';
import { toTaskRow } from '../../src/sync/to-row.ts';
import { call } from '../support/filled-store.ts';

const isContact = (values: Partial<Records['task']>): boolean => toTaskRow(call(1, values)) !== undefined;

test('a call that a person wrote down has no duration, and took place', () => {
  expect(isContact({})).toBe(true);
  expect(isContact({ callDisposition: 'Discussed the offer' })).toBe(true);
});

test('a call of a telephone system counts from its first second on', () => {
  expect(isContact({ callSeconds: 42 })).toBe(true);
  expect(isContact({ callSeconds: 0 })).toBe(false);
});

test.each([
  'Left Voicemail',
  'left voice mail',
  'No Answer',
  'Busy',
  'Missed',
  'not reached',
  'Nicht erreicht',
  'Mailbox',
])('nobody was spoken to: %s', (callDisposition) => {
  expect(isContact({ callDisposition })).toBe(false);
  expect(isContact({ callSeconds: 25, callDisposition })).toBe(false);
});

test.each(['Reached', 'Connected', 'Meaningful Connect', 'Interested', 'Call back later', 'Erreicht', 'Answered'])(
  'somebody was spoken to: %s',
  (callDisposition) => {
    expect(isContact({ callDisposition })).toBe(true);
  },
);

test('what a mail is logged with says nothing about it', () => {
  expect(isContact({ subtype: 'Email', callSeconds: 0, callDisposition: 'No Answer' })).toBe(true);
});

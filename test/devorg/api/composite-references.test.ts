import { expect, test } from '@jest/globals';

import { resolveReferences, resolveUrl } from '../../../src/devorg/api/composite-references.ts';

const answers = new Map<string, unknown>([
  ['account', { id: '001gK0000000001AAA', success: true }],
  ['found', { totalSize: 1, records: [{ Id: '003x', Name: 'Ann & Bo', Amount: 12.5 }] }],
  ['made', [{ id: 'a' }, { id: 'b' }]],
]);

test('puts the value of an earlier answer in the place of its reference', () => {
  const body = { AccountId: '@{account.id}', list: ['x @{made[1].id} y'], Amount__c: '@{found.records[0].Amount}' };
  expect(resolveReferences(body, answers)).toEqual({
    AccountId: '001gK0000000001AAA',
    list: ['x b y'],
    Amount__c: 12.5,
  });
});

test('encodes what it puts into a URL', () => {
  expect(resolveUrl('/a/@{account.id}/b?q=@{found.records[0].Name}', answers)).toBe(
    '/a/001gK0000000001AAA/b?q=Ann%20%26%20Bo',
  );
});

test.each([['@{nothing.id}'], ['@{account.name}'], ['@{found.records[3].Id}'], ['@{account.constructor}']])(
  'halts at %s, which no answer has',
  (text) => {
    expect(() => resolveReferences(text, answers)).toThrow(
      expect.objectContaining({
        errorCode: 'PROCESSING_HALTED',
        message: expect.stringMatching(/^Invalid reference specified\. No value for .+ found in \w+$/),
      }),
    );
  },
);

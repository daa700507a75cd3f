import { expect, test } from '@jest/globals';

import { sampleAccounts } from '../../scripts/bench/sample-accounts.ts';
import { BlockTable } from '../../src/match/blocks.ts';
import { findLinks } from '../../src/match/find-links.ts';
import { defaultModel } from '../../src/match/index.ts';
import { blocksOf } from '../../src/match/learn-model.ts';
import { Matcher } from '../../src/match/matcher.ts';
import { RecordStore } from '../../src/match/record-store.ts';

test('a second thread judges as the first does, and both together find what one finds', () => {
  const store = new RecordStore('company');
  for (const { record } of sampleAccounts(1200, 11, 0.5)) store.add(record);
  const matcher = new Matcher(store, defaultModel.company);
  const table = blocksOf(store, matcher.scorer);
  const links = findLinks(matcher, table, { isHelped: false });
  expect(links.length).toBeGreaterThan(200);

  const elsewhere = Matcher.of(structuredClone(matcher.parts()));
  expect(findLinks(elsewhere, new BlockTable(structuredClone(table.parts())), { isHelped: false })).toEqual(links);
  expect(findLinks(matcher, table, { isHelped: true })).toEqual(links);
});

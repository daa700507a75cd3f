import { expect, test } from '@jest/globals';

import { sampleAccounts } from '../../scripts/bench/sample-accounts.ts';
import { startSecondThread } from '../../src/cli/second-thread.ts';
import { findLinks } from '../../src/match/find-links.ts';
import { defaultModel, linkFinder, type LinkHelper, type LinkWork } from '../../src/match/index.ts';
import { blocksOf } from '../../src/match/learn-model.ts';
import { Matcher } from '../../src/match/matcher.ts';
import { RecordStore } from '../../src/match/record-store.ts';

const store = new RecordStore('company');
for (const { record } of sampleAccounts(1200, 11, 0.5)) store.add(record);
const matcher = new Matcher(store, defaultModel.company);
const table = blocksOf(store, matcher.scorer);
const alone = findLinks(matcher, table);

/** Takes every second chunk, of copies of all that is sent, and dies before the last one. */
function startCopy(work: LinkWork): LinkHelper {
  const linksOf = linkFinder(structuredClone(work));
  let chunk = -1;
  return {
    next: () => (chunk += 2),
    finish: () => new Map([[0, linksOf(0)]]),
  };
}

test('a helper judges as the one it helps, and what it leaves undone is done', () => {
  expect(alone.length).toBeGreaterThan(200);
  expect(findLinks(matcher, table, { startHelper: startCopy })).toEqual(alone);
});

test('two threads find what one finds, in the same order', () => {
  expect(findLinks(matcher, table, { startHelper: startSecondThread })).toEqual(alone);
});

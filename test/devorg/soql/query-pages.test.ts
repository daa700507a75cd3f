import { afterAll, expect, test } from '@jest/globals';

import { viewerFor } from '../../../src/devorg/access/viewer.ts';
import { insertRows } from '../../../src/devorg/data/index.ts';
import { firstPage, nextPage, type QueryPage } from '../../../src/devorg/soql/index.ts';
import { createSmallOrg } from '../support/small-org.ts';

const box = createSmallOrg();
const admin = viewerFor(box.org, box.admin);
insertRows(
  box.org,
  'Lead',
  Array.from({ length: 650 }, (_, index) => ({ LastName: `L${String(index % 7)}`, Company: 'X', OwnerId: box.anna })),
);
afterAll(() => {
  box.org.database.close();
});

function locatorOf(page: QueryPage): string {
  return page.nextRecordsUrl?.split('/query/')[1] ?? '';
}

const idsOf = (page: QueryPage): unknown[] => page.records.map((record) => record['Id']);

test('answers a long result in pages that neither repeat nor skip a record', () => {
  const first = firstPage(box.org, admin, 'SELECT Id, LastName FROM Lead ORDER BY LastName DESC', {
    batchSize: 250,
    version: '67.0',
  });
  expect(first).toMatchObject({ totalSize: 650, done: false });
  expect(first.nextRecordsUrl).toMatch(/^\/services\/data\/v67\.0\/query\/01g\w{15}-250$/);
  const second = nextPage(box.org, admin, locatorOf(first));
  const third = nextPage(box.org, admin, locatorOf(second));
  expect([first, second, third].map((page) => page.records.length)).toEqual([250, 250, 150]);
  expect(third).toMatchObject({ totalSize: 650, done: true });
  expect(third).not.toHaveProperty('nextRecordsUrl');
  expect(new Set([first, second, third].flatMap(idsOf)).size).toBe(650);
  const names = [first, second, third].flatMap((page) => page.records.map((record) => record['LastName'] as string));
  expect(names).toEqual(names.toSorted().toReversed());
  expect(idsOf(nextPage(box.org, admin, locatorOf(first)))).toEqual(idsOf(second));
});

test('keeps the batch between 200 and 2000', () => {
  expect(firstPage(box.org, admin, 'SELECT Id FROM Lead', { batchSize: 1 }).records).toHaveLength(200);
  expect(firstPage(box.org, admin, 'SELECT Id FROM Lead', { batchSize: 5000 })).toMatchObject({ done: true });
  expect(firstPage(box.org, admin, 'SELECT Id FROM Lead LIMIT 650', { batchSize: 200 })).toMatchObject({
    totalSize: 650,
    done: false,
  });
});

test('leaves out of later pages what was deleted or hidden meanwhile', () => {
  const first = firstPage(box.org, admin, 'SELECT Id FROM Lead ORDER BY Id DESC', { batchSize: 400 });
  const [oldest] = box.org.database.prepare('SELECT min(Id) AS id FROM Lead').all();
  box.org.database.prepare('UPDATE Lead SET IsDeleted = 1 WHERE Id = ?').run(String(oldest?.['id']));
  const second = nextPage(box.org, admin, locatorOf(first));
  expect(second).toMatchObject({ totalSize: 650, done: true });
  expect(second.records).toHaveLength(249);
});

test("refuses locators that are unknown, beyond the end, or another user's", () => {
  const first = firstPage(box.org, admin, 'SELECT Id FROM Lead', { batchSize: 200 });
  const refusal = { status: 400, errorCode: 'INVALID_QUERY_LOCATOR' };
  const locator = locatorOf(first);
  for (const bad of ['01g000000000001AAA-200', locator.replace('-200', '-9999'), 'x', locator.replace('-200', '-x')]) {
    expect(() => nextPage(box.org, admin, bad)).toThrow(expect.objectContaining(refusal));
  }
  expect(() => nextPage(box.org, viewerFor(box.org, box.anna), locator)).toThrow(expect.objectContaining(refusal));
});

test('does not page groups', () => {
  expect(() =>
    firstPage(box.org, admin, 'SELECT Id, COUNT(LastName) FROM Lead GROUP BY Id', { batchSize: 200 }),
  ).toThrow(expect.objectContaining({ errorCode: 'EXCEEDED_ID_LIMIT' }));
});

test('reads pages with a user who sees part of the records', () => {
  const anna = viewerFor(box.org, box.anna);
  const first = firstPage(box.org, anna, 'SELECT Id, Owner.Name FROM Lead', { batchSize: 500 });
  expect(first.records).toHaveLength(500);
  expect(first.records[0]).toMatchObject({ Owner: { Name: 'Anna Amsel' } });
  expect(firstPage(box.org, viewerFor(box.org, box.ben), 'SELECT Id FROM Lead')).toEqual({
    totalSize: 0,
    done: true,
    records: [],
  });
});

import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { defaultModel, matchAll, MatchIndex, type MatchRecord } from '../../src/match/index.ts';

const WORDS = ['acme', 'nordic', 'steel', 'clean', 'berger', 'und', 'huber', 'service', 'GmbH', 'Ltd'];
const name = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
const optional = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(value, { nil: undefined });

const company = fc.record({
  name,
  street: optional(fc.constantFrom('Main Street 1', 'High Street 7', 'Hauptstr. 12')),
  city: optional(fc.constantFrom('Berlin', 'London')),
  website: optional(fc.constantFrom('acme.com', 'www.huber.de')),
  phone: optional(fc.constantFrom('+49 30 1234567', '030 7654321')),
});

function toRecord(
  values: typeof company extends fc.Arbitrary<infer Value> ? Value : never,
  index: number,
): MatchRecord {
  const { name: title, street, city, website, phone } = values;
  return {
    id: `r${String(index)}`,
    kind: 'company',
    name: title,
    ...(street === undefined ? {} : { street }),
    ...(city === undefined ? {} : { city }),
    ...(website === undefined ? {} : { website }),
    ...(phone === undefined ? {} : { phones: [phone] }),
  };
}

const records = fc.array(company, { minLength: 1, maxLength: 14 }).map((all) => all.map(toRecord));

function groupsOf(clusters: readonly (readonly string[])[]): string[] {
  return clusters.map((group) => [...group].sort().join(' ')).sort();
}

test('gives the groups of matching all at once, in whatever order records come', () => {
  fc.assert(
    fc.property(records, fc.infiniteStream(fc.nat()), (all, order) => {
      const index = new MatchIndex(defaultModel);
      const shuffled = all.map((record) => ({ record, at: Number(order.next().value) })).sort((x, y) => x.at - y.at);
      for (const { record } of shuffled) index.put(record);
      const incremental = [...new Set(all.map(({ id }) => [...index.customerOf(id)].sort().join(' ')))].sort();
      expect(incremental).toEqual(groupsOf(matchAll(all, { model: defaultModel }).clusters));
    }),
    { numRuns: 60 },
  );
});

test('leaves no trace of a record that was changed or removed', () => {
  fc.assert(
    fc.property(records, company, fc.nat(), (all, changed, pick) => {
      const index = new MatchIndex(defaultModel);
      index.load(all);
      const at = pick % all.length;
      const id = `r${String(at)}`;
      index.put(toRecord(changed, at));
      index.remove(id);
      expect(index.customerOf(id)).toEqual([]);
      const left = all.filter((record) => record.id !== id);
      const groups = [...new Set(left.map((record) => [...index.customerOf(record.id)].sort().join(' ')))].sort();
      expect(groups).toEqual(groupsOf(matchAll(left, { model: defaultModel }).clusters));
    }),
    { numRuns: 60 },
  );
});

test('judges a new record against those it was loaded with', () => {
  const index = new MatchIndex(defaultModel);
  index.load([{ id: 'a', kind: 'company', name: 'Nordic Clean GmbH', phones: ['+49 30 1234567'], city: 'Berlin' }]);
  const pairs = index.put({ id: 'b', kind: 'company', name: 'Nordic Clean', phones: ['030 1234567'] });
  expect(pairs).toMatchObject([{ a: 'a', b: 'b', judgement: 'same' }]);
  expect(index.customerOf('b')).toEqual(['a', 'b']);
});

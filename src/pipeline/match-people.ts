import { type MatchRecord, ServiceMatcher } from '../match/index.ts';
import type { Database } from '../store/database.ts';
import { beginChangingPeopleOrRules } from '../store/tables/computing-lock.ts';
import { personMatches } from '../store/tables/match-tables.ts';
import {
  readCustomersOfContacts,
  readPeople,
  readRowsOfPersons,
  type StoredPerson,
  takeDirtyPeople,
} from '../store/tables/people.ts';
import { markCustomers } from '../store/tables/work-queues.ts';
import { judgeCandidates, regroup } from './match-batch.ts';
import { filled } from './match-records.ts';

const BATCH = 500;

/**
 * Looks again at changed contacts and leads: who else is the same person? By mail address first, then by name together
 * with customer or phone. Weights are the default ones: names of people and their misspellings are much the same in
 * every org, and one contact may be judged without looking at all others.
 * @returns how many were looked at.
 */
export async function matchPeople(database: Database, onBatch: (people: number) => void): Promise<number> {
  let sum = 0;
  for (;;) {
    const count = await database.transaction(matchBatch);
    if (count === 0) return sum;
    sum += count;
    onBatch(sum);
  }
}

async function matchBatch(database: Database): Promise<number> {
  const ids = await takeDirtyPeople(database, BATCH);
  if (ids.length === 0) return 0;
  const matcher = new ServiceMatcher();
  const read = await readPeople(database, ids);
  const people = new Map(read.map((person) => [person.id, toMatchRecord(person)]));
  const keys = read.flatMap((person) => {
    const record = people.get(person.id);
    const found = record === undefined ? [] : matcher.keys(record, person.customerId ?? undefined);
    return found.map((key) => ({ recordId: person.id, key }));
  });
  await personMatches.replaceBlocks(database, ids, keys);
  const readMore = async (others: readonly string[]): Promise<MatchRecord[]> =>
    (await readPeople(database, others)).map(toMatchRecord);
  await personMatches.replacePairs(
    database,
    ids,
    await judgeCandidates(database, personMatches, matcher, people, readMore),
  );
  const gone = ids.filter((id) => !people.has(id));
  const { groups } = await regroup(database, personMatches, ids, gone, () => Promise.resolve([]));
  const rows = await readRowsOfPersons(database, groups, ids);
  await beginChangingPeopleOrRules(database);
  await markCustomers(database, await readCustomersOfContacts(database, [...rows, ...ids]), 'match');
  return ids.length;
}

function toMatchRecord(person: StoredPerson): MatchRecord {
  const { id, firstName, lastName, email, company } = person;
  const phones = [person.phone, person.mobilePhone].filter((phone) => phone !== null);
  return {
    id,
    kind: 'person',
    familyName: lastName,
    ...filled({ givenName: firstName, email, company }),
    ...(phones.length === 0 ? {} : { phones }),
  };
}

import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals';

import { viewerFor } from '../../src/devorg/access/viewer.ts';
import { convertLead, mergeRecords } from '../../src/devorg/records/index.ts';
import { addAliases, readAliases } from '../../src/store/tables/aliases.ts';
import { readRereads } from '../../src/store/tables/rereads.ts';
import { followAliasesOf } from '../../src/sync/follow-aliases.ts';
import { closeDatabase, startTrial, type Trial } from '../failures/support/trial.ts';

let trial: Trial;

beforeEach(async () => {
  trial = await startTrial();
});
afterEach(() => trial.close());
afterAll(() => closeDatabase());

const aliases = (...ids: string[]): Promise<Map<string, string>> => readAliases(trial.database, ids);

test('a converted lead hands what hung on it to its contact', async () => {
  const { org, admin, clara } = trial.org;
  const lead = await trial.org.create('Lead', { LastName: 'Lerche', Company: 'Lerche AG', OwnerId: clara });
  const call = await trial.org.logCall(clara, lead);
  await trial.run();
  const made = convertLead(org, viewerFor(org, admin), { leadId: lead, convertedStatus: 'Closed - Converted' });
  await trial.run();
  expect(await trial.database.query('SELECT who_id, account_id FROM task WHERE id = $1', [call])).toEqual([
    { who_id: made.contactId, account_id: made.accountId },
  ]);
  expect(await aliases(lead)).toEqual(new Map([[lead, made.contactId]]));
});

test('chains of merges lead to who stays, in whatever order they are heard of', async () => {
  await addAliases(trial.database, [{ id: 'b', survivorId: 'c' }]);
  await addAliases(trial.database, [{ id: 'a', survivorId: 'b' }]);
  await addAliases(trial.database, [{ id: 'c', survivorId: 'd' }]);
  expect(await aliases('a', 'b', 'c')).toEqual(
    new Map([
      ['a', 'd'],
      ['b', 'd'],
      ['c', 'd'],
    ]),
  );
});

test('activities of a contact that has moved on stay where they are when another is merged into it', async () => {
  const { org, admin, ben, adler, adlerOfBen, adlerContact, adlerOfBenContact } = trial.org;
  const own = await trial.org.logCall(ben, adlerContact, 4);
  await trial.run();
  await trial.org.update('Contact', adlerContact, { AccountId: adlerOfBen });
  await trial.run();
  mergeRecords(org, viewerFor(org, admin), 'Contact', adlerContact, [adlerOfBenContact]);
  await trial.run();
  const inOrg = org.database.prepare('SELECT AccountId AS account FROM Task WHERE Id = ?').get(own);
  expect(inOrg).toEqual({ account: adler });
  expect(await trial.database.query('SELECT account_id AS account FROM task WHERE id = $1', [own])).toEqual([inOrg]);
});

test('activities from a load as old as its job are read once more where they name who was merged since', async () => {
  const { clara, adlerContact, bergContact } = trial.org;
  const call = await trial.org.logCall(clara, bergContact);
  await trial.run();
  await addAliases(trial.database, [{ id: bergContact, survivorId: adlerContact }]);
  await followAliasesOf(trial.database, 'task');
  expect(await trial.database.query('SELECT who_id FROM task WHERE id = $1', [call])).toEqual([
    { who_id: adlerContact },
  ]);
  expect(await readRereads(trial.database, 'task', 10)).toEqual([call]);
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { runCommand } from '../flows/support/command.ts';
import { runSampleOrg, type SampleOrg } from '../flows/support/sample-org.ts';

interface Answer {
  readonly records: { readonly object: string; readonly id: string }[];
  readonly held: { readonly table: string; readonly rows: Record<string, unknown>[] }[];
}

let org: SampleOrg;

beforeAll(async () => {
  org = await runSampleOrg({ accounts: 100 });
  expect((await baton('sync')).code).toBe(0);
}, 120_000);

afterAll(async () => {
  await org.close();
});

const baton = (...args: string[]): ReturnType<typeof runCommand> =>
  runCommand(args, { environment: org.environment, folder: org.folder });

async function about(person: string): Promise<Answer> {
  const { code, stdout, stderr } = await baton('about', person, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Answer;
}

const rowsOf = (answer: Answer, table: string): unknown[] => answer.held.find((one) => one.table === table)?.rows ?? [];

describe('baton about', () => {
  test('finds a colleague by mail and shows what the org itself has of them', async () => {
    const [{ Id: userId, Email: mail } = { Id: '', Email: '' }] = org.rows<{ Id: string; Email: string }>(
      `SELECT u.Id, u.Email FROM "User" u JOIN Account a ON a.OwnerId = u.Id WHERE u.IsActive = 1
       GROUP BY u.Id ORDER BY count(*) DESC LIMIT 1`,
    );
    const answer = await about(mail);
    expect(answer.records).toEqual([{ object: 'User', id: userId }]);
    const count = (sql: string): number => org.rows<{ n: number }>(sql, userId)[0]!.n;
    expect(rowsOf(answer, 'crm_user')).toHaveLength(1);
    expect(rowsOf(answer, 'account')).toHaveLength(
      count('SELECT count(*) n FROM Account WHERE IsDeleted = 0 AND OwnerId = ?'),
    );
    expect(rowsOf(answer, 'held_relationship')).toHaveLength(
      count('SELECT count(*) n FROM "Baton_Relationship__c" WHERE IsDeleted = 0 AND Colleague__c = ?'),
    );
    expect(rowsOf(answer, 'relationship').length).toBeGreaterThan(0);
  });

  test('shows a contact by id, with the calls they had', async () => {
    const [{ WhoId: id } = { WhoId: '' }] = org.rows<{ WhoId: string }>(
      `SELECT t.WhoId FROM Task t JOIN Contact c ON c.Id = t.WhoId AND c.IsDeleted = 0
       WHERE t.TaskSubtype = 'Call' AND t.IsClosed = 1 GROUP BY t.WhoId ORDER BY count(*) DESC LIMIT 1`,
    );
    for (const given of [id, id.slice(0, 15)]) {
      const answer = await about(given);
      expect(rowsOf(answer, 'contact')).toHaveLength(1);
      expect(rowsOf(answer, 'task').length).toBeGreaterThan(0);
    }
    const words = await baton('about', id);
    expect(words.stdout).toMatch(/^task +\d+ {2}calls and mails they had/m);
  });

  test('says so when nothing is held, and when it is no person', async () => {
    const nobody = await baton('about', '003000000000zzzAAA');
    expect(nobody).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing is held about this person.') });
    for (const person of ['Anna', '006000000000001AAA']) {
      expect(await baton('about', person)).toMatchObject({ code: 2, stderr: expect.stringContaining('neither an id') });
    }
    const unknown = await baton('about', "nobody'@example.invalid");
    expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining('no user, contact or lead') });
  });
});

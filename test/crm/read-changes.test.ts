/** @jest-environment ./test/support/nock-environment.js */
import { describe, expect, test } from '@jest/globals';

import { CrmMissingAccess } from '../../src/crm/crm-errors.ts';
import { recordSources } from '../../src/crm/fields/index.ts';
import type { RecordName } from '../../src/crm/records.ts';
import {
  allowDescribe,
  allowDescribesTogether,
  connected,
  hideObject,
  org,
  root,
  userRow,
} from './support/fake-org.ts';

interface CompositeBody {
  compositeRequest: { method: string; url: string; referenceId: string }[];
}

type Part = (query: string) => { status?: number; body: unknown };

/** Answers one composite call, query by query; returns the queries that were asked. */
function answerComposite(...parts: Part[]): string[] {
  const asked: string[] = [];
  let references: string[] = [];
  org()
    .post(`${root}/composite`, (body: CompositeBody) => {
      if (asked.length > 0) return false;
      for (const { method, url } of body.compositeRequest) {
        expect(method).toBe('GET');
        expect(url.startsWith(`${root}/queryAll?q=`)).toBe(true);
        asked.push(decodeURIComponent(url.slice(`${root}/queryAll?q=`.length)));
      }
      references = body.compositeRequest.map(({ referenceId }) => referenceId);
      return asked.length === parts.length;
    })
    .reply(200, () => ({
      compositeResponse: parts.map((part, index) => {
        const { status = 200, body } = part(asked[index] ?? '');
        return { body, httpHeaders: {}, httpStatusCode: status, referenceId: references[index] };
      }),
    }));
  return asked;
}

function page(records: object[], done = true): Part {
  return () => ({ body: { totalSize: records.length, done, records } });
}

function refuse(errorCode: string, message: string, status = 400): Part {
  return () => ({ status, body: [{ errorCode, message }] });
}

const stamp = '2026-11-21T10:00:00.000Z';

describe('reading changes', () => {
  test('asks after the cursor so that rows of one stamp are neither lost nor repeated', async () => {
    const crm = await connected();
    allowDescribe('user', { with: ['Division'] });
    const asked = answerComposite(page([userRow(7)]));
    const [reply] = await crm.readChanges([{ record: 'user', after: { stamp, id: '005000000000006AAA' } }]);
    expect(asked[0]).toBe(
      'SELECT Id, SystemModstamp, Name, IsActive, UserType, City, UserRoleId, Division FROM User' +
        ` WHERE SystemModstamp >= ${stamp} AND (SystemModstamp > ${stamp} OR Id > '005000000000006AAA')` +
        ' ORDER BY SystemModstamp, Id LIMIT 2000',
    );
    expect(reply).toMatchObject({ record: 'user', done: true });
    expect(reply?.rows).toEqual([
      {
        id: '005000000000007AAA',
        systemModstamp: stamp,
        name: 'Person 7',
        isActive: true,
        userType: 'Standard',
        divisionFields: { Division: 'Security' },
      },
    ]);
  });

  test('five queries ride on one call, and the sixth on the next', async () => {
    const crm = await connected();
    const records: RecordName[] = ['user', 'account', 'contact', 'task', 'event', 'division'];
    for (const record of records) {
      allowDescribe(record);
      await crm.canRead(record);
    }
    answerComposite(page([]), page([]), page([]), page([]), page([]));
    answerComposite(page([]));
    const before = crm.budget().ownCalls;
    const replies = await crm.readChanges(records.map((record) => ({ record })));
    expect(replies.map(({ record }) => record)).toEqual(records);
    expect(crm.budget().ownCalls - before).toBe(2);
  });

  test('a full page and a page that was cut short both leave more to read', async () => {
    const crm = await connected();
    allowDescribe('user', { with: ['Division'] });
    const full = Array.from({ length: 2000 }, (_, number) => userRow(number));
    answerComposite(page(full), page([userRow(1)], false));
    const [first, second] = await crm.readChanges([{ record: 'user' }, { record: 'user' }]);
    expect(first).toMatchObject({ done: false });
    expect(second).toMatchObject({ done: false });
  });

  test('a part that fails keeps its reason and leaves the others whole', async () => {
    const crm = await connected();
    allowDescribe('user');
    hideObject('accountTeamMember');
    allowDescribe('task');
    answerComposite(page([userRow(1)]), refuse('MALFORMED_QUERY', 'unexpected token'));
    const replies = await crm.readChanges([{ record: 'user' }, { record: 'accountTeamMember' }, { record: 'task' }]);
    expect(replies[0]?.rows).toHaveLength(1);
    expect(replies[1]?.failure).toBeInstanceOf(CrmMissingAccess);
    expect(replies[2]).toMatchObject({ rows: [], failure: { code: 'CRM_QUERY_REFUSED' } });
  });

  test('a field hidden while running is found by a new look, and the rest is read', async () => {
    const crm = await connected();
    allowDescribe('task');
    answerComposite(refuse('INVALID_FIELD', "No such column 'CallType' on sobject of type Task"));
    allowDescribe('task', { without: ['CallType'] });
    const second = answerComposite(page([]));
    const [reply] = await crm.readChanges([{ record: 'task' }]);
    expect(reply?.failure).toBeUndefined();
    expect(second[0]).not.toContain('CallType');
    expect(second[0]).toContain('TaskSubtype');
  });

  test('a field that describe shows and the query refuses is a failure, not a circle', async () => {
    const crm = await connected();
    allowDescribe('task');
    answerComposite(refuse('INVALID_FIELD', "No such column 'CallType' on sobject of type Task"));
    allowDescribe('task');
    const [reply] = await crm.readChanges([{ record: 'task' }]);
    expect(reply?.failure).toMatchObject({ code: 'CRM_MISSING_ACCESS' });
  });

  test('a query that ran too long is asked again for less', async () => {
    const crm = await connected();
    allowDescribe('user');
    answerComposite(refuse('QUERY_TIMEOUT', 'Your query request was running for too long.'));
    const second = answerComposite(page(Array.from({ length: 200 }, (_, number) => userRow(number))));
    const [reply] = await crm.readChanges([{ record: 'user' }]);
    expect(second[0]).toContain('LIMIT 200');
    expect(reply).toMatchObject({ done: false });
    expect(reply?.rows).toHaveLength(200);
  });

  test('a part that may pass is asked again by itself', async () => {
    const crm = await connected();
    allowDescribe('user');
    answerComposite(page([userRow(1)]), refuse('SERVER_UNAVAILABLE', 'try later', 503));
    answerComposite(page([userRow(2)]));
    const replies = await crm.readChanges([{ record: 'user' }, { record: 'user' }]);
    expect(replies.map(({ rows }) => rows.length)).toEqual([1, 1]);
  });

  test('a connection that breaks is made again', async () => {
    const crm = await connected();
    allowDescribe('user');
    org()
      .post(`${root}/composite`)
      .replyWithError(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
    org().post(`${root}/composite`).reply(502, '<html>Bad Gateway</html>', { 'content-type': 'text/html' });
    org().post(`${root}/composite`).reply(200, '{"compositeResponse": [', { 'content-type': 'application/json' });
    answerComposite(page([userRow(1)]));
    await expect(crm.readChanges([{ record: 'user' }])).resolves.toMatchObject([{ done: true }]);
  });

  test('a connection that stays broken ends as an error', async () => {
    const crm = await connected();
    allowDescribe('user');
    org().post(`${root}/composite`).times(5).reply(503, '');
    await expect(crm.readChanges([{ record: 'user' }])).rejects.toMatchObject({
      code: 'CRM_UNAVAILABLE',
      retryAfterMs: 60_000,
    });
  });
});

describe('what can not be read', () => {
  test('is told by object and field, with what is lost and how to mend it', async () => {
    const crm = await connected();
    const calls = Math.ceil(Object.keys(recordSources).length / 25);
    for (let call = 0; call < calls; call += 1) {
      allowDescribesTogether({
        user: { with: ['Division'] },
        account: { without: ['Website', 'Baton_Do_Not_Suggest__c', 'IsPersonAccount'] },
        ...{ accountTeamMember: 'hidden', opportunityTeamMember: 'hidden', emailMessage: 'hidden' },
      });
    }
    for (const record of ['accountTeamMember', 'opportunityTeamMember', 'emailMessage'] as const) hideObject(record);
    const missing = await crm.missingAccess();
    expect(missing.map(({ object, field, essential }) => [object, field, essential])).toEqual([
      ['Account', 'Website', false],
      ['Account', 'Baton_Do_Not_Suggest__c', true],
      ['EmailMessage', undefined, false],
    ]);
    expect(missing.every(({ without, fix }) => without !== '' && fix !== '')).toBe(true);
    expect(await crm.canRead('account')).toBe(false);
    expect(await crm.canRead('emailMessage')).toBe(false);
    expect(await crm.canRead('contact')).toBe(true);
  });

  test('a User field that a division names is read from then on', async () => {
    const crm = await connected();
    allowDescribe('user', { with: ['Division', 'Branch__c'] });
    expect(await crm.followUserFields(['Division', 'Branch__c', 'Nonsense__c'])).toEqual(['Branch__c']);
    expect(await crm.followUserFields(['Branch__c'])).toEqual([]);
    const asked = answerComposite(page([userRow(1, { Branch__c: 'Nord', Division: null })]));
    const [reply] = await crm.readChanges([{ record: 'user' }]);
    expect(asked[0]).toContain('Division, Branch__c FROM User');
    expect(asked[0]).not.toContain('Nonsense__c');
    expect(reply?.rows).toMatchObject([{ divisionFields: { Branch__c: 'Nord' } }]);
  });
});

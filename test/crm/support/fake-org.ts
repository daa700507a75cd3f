import { connectCrm } from '../../../src/crm/connect.ts';
import type { ConnectOptions } from '../../../src/crm/connect-options.ts';
import type { Crm } from '../../../src/crm/crm.ts';
import { recordNames, recordSources } from '../../../src/crm/fields/index.ts';
import type { RecordName } from '../../../src/crm/records.ts';
import { nock, type Scope } from '../../support/nock.ts';
import { connectOptions, loginHost } from './login.ts';

export const instanceHost = 'https://acme.my.salesforce.com';
export const root = '/services/data/v66.0';

/** The reply to a login, in the form that Salesforce gives it. */
export function tokenReply(token = '00D000000000001!first', instanceUrl = instanceHost): object {
  return {
    access_token: token,
    scope: 'api',
    instance_url: instanceUrl,
    id: 'https://login.salesforce.com/id/00D000000000001AAA/005000000000001AAA',
    token_type: 'Bearer',
  };
}

/** One successful login. */
export function allowLogin(token?: string): void {
  nock(loginHost).post('/services/oauth2/token').reply(200, tokenReply(token));
}

/** The org, for calls with a session. */
export function org(): Scope {
  return nock(instanceHost);
}

/** What a fresh connection asks: a login, the versions, the limits. */
export function allowConnect({ used = 100, max = 100_000 } = {}): void {
  allowLogin();
  org()
    .get('/services/data')
    .reply(200, [{ label: "Spring '26", url: root, version: '66.0' }]);
  org()
    .get(`${root}/limits`)
    .reply(200, { DailyApiRequests: { Max: max, Remaining: max - used } });
}

export async function connected(
  options: Partial<ConnectOptions> = {},
  budget?: { used: number; max: number },
): Promise<Crm> {
  allowConnect(budget);
  return connectCrm({ ...connectOptions, ...options });
}

/** The describe of a record with every field that Baton asks for, less some, plus some. */
export function describeOf(record: RecordName, change: { without?: string[]; with?: string[] } = {}): object {
  const { object, fields } = recordSources[record];
  const names = new Set(Object.values(fields).flatMap(({ from }: { from: readonly string[] }) => from));
  const asked = [...names, ...(change.with ?? [])].filter((name) => change.without?.includes(name) !== true);
  const parents = asked.filter((name) => name.includes('.')).map((name) => name.split('.')[0]);
  const rights = { createable: true, updateable: true, filterable: true };
  return {
    name: object,
    queryable: true,
    createable: true,
    updateable: true,
    deletable: true,
    fields: [
      ...asked.filter((name) => !name.includes('.')).map((name) => ({ name, relationshipName: null, ...rights })),
      ...parents.map((parent) => ({ name: `${parent ?? ''}Id`, relationshipName: parent, ...rights })),
    ],
  };
}

/** Answers one describe of a record. */
export function allowDescribe(record: RecordName, change?: { without?: string[]; with?: string[] }): void {
  const { object } = recordSources[record];
  org().get(`${root}/sobjects/${object}/describe`).reply(200, describeOf(record, change));
}

interface CompositeBody {
  readonly compositeRequest: readonly { readonly url: string; readonly referenceId: string }[];
}

type Describes = Readonly<Partial<Record<RecordName, { without?: string[]; with?: string[] } | 'hidden'>>>;

/** Answers one call that describes many objects at once, all as they should be but for some. */
export function allowDescribesTogether(some: Describes = {}): void {
  let parts: CompositeBody['compositeRequest'] = [];
  org()
    .post(`${root}/composite`, ({ compositeRequest }: CompositeBody) => {
      if (parts.length > 0) return false;
      parts = compositeRequest;
      return compositeRequest.every(({ url }) => url.endsWith('/describe'));
    })
    .reply(200, () => ({
      compositeResponse: parts.map(({ url, referenceId }) => {
        const record = recordNames.find((name) => recordSources[name].object === url.split('/').at(-2)) ?? 'account';
        const change = some[record];
        if (change === 'hidden') return { referenceId, httpStatusCode: 404, body: [] };
        return { referenceId, httpStatusCode: 200, body: describeOf(record, change) };
      }),
    }));
}

/** The reply of an object that the user can not see. */
export function hideObject(record: RecordName): void {
  const { object } = recordSources[record];
  org()
    .get(`${root}/sobjects/${object}/describe`)
    .reply(404, [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }]);
}

/** A User row as REST sends it, small enough for many of them. */
export function userRow(number: number, values: object = {}): Record<string, unknown> {
  const id = `005${String(number).padStart(12, '0')}AAA`;
  return {
    attributes: { type: 'User', url: `${root}/sobjects/User/${id}` },
    Id: id,
    SystemModstamp: '2026-11-21T10:00:00.000+0000',
    Name: `Person ${String(number)}`,
    IsActive: true,
    UserType: 'Standard',
    UserRoleId: null,
    Division: 'Security',
    ...values,
  };
}

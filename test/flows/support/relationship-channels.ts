import type { FlowOrg } from './sample-org.ts';

const OBJECT = 'Baton_Relationship__c';

/** Everything a row may tell, with all that hangs on it by a lookup. */
const FIELDS = [
  ...['Id', 'Name', 'External_Id__c', 'Account__c', 'Account__r.Name', 'Contact__c', 'Contact__r.Name'],
  ...['Colleague__c', 'Colleague__r.Name', 'Division__c', 'Division__r.Name', 'Band__c', 'Rank__c', 'Reasons__c'],
  ...['Last_Contact_Month__c', 'CreatedById', 'CreatedBy.Name', 'LastModifiedById', 'LastModifiedBy.Name'],
].join(', ');

/** What one way of asking gave. */
export interface Told {
  /** Ids of relationships, sorted. */
  readonly ids: readonly string[];
  /** The whole reply, to look for what must not be in it. */
  readonly text: string;
}

/** A way in which a user can ask for all relationships at once. */
export type Channel = (org: FlowOrg, userId: string, everyId: readonly string[]) => Promise<Told>;

interface QueryReply {
  readonly totalSize: number;
  readonly nextRecordsUrl?: string;
  readonly records: readonly { readonly Id: string }[];
}

/** Asks whole pages; an error (the user may not read the object) tells of no row. */
async function queryWith(org: FlowOrg, userId: string, resource: 'query' | 'queryAll', soql: string): Promise<Told> {
  const ids: string[] = [];
  const texts: string[] = [];
  let path: string | undefined = `/${resource}?q=${encodeURIComponent(soql)}`;
  while (path !== undefined) {
    const { status, body }: { status: number; body: QueryReply } = await org.call<QueryReply>(userId, 'GET', path);
    texts.push(JSON.stringify(body));
    if (status !== 200) break;
    ids.push(...body.records.map((record) => record.Id));
    if (body.nextRecordsUrl === undefined && body.totalSize !== ids.length) throw new Error('totalSize says otherwise');
    path = body.nextRecordsUrl?.replace(/^.*\/v\d+\.\d/, '');
  }
  return { ids: ids.sort(), text: texts.join('\n') };
}

async function throughChildren(org: FlowOrg, userId: string): Promise<Told> {
  const soql = `SELECT Id, (SELECT ${FIELDS} FROM Baton_Relationships__r) FROM Account`;
  const path = `/query?q=${encodeURIComponent(soql)}`;
  interface Parent {
    readonly Baton_Relationships__r: QueryReply | null;
  }
  const { status, body } = await org.call<{ records: readonly Parent[] }>(userId, 'GET', path);
  const rows = status === 200 ? body.records.flatMap((one) => one.Baton_Relationships__r?.records ?? []) : [];
  return { ids: rows.map(({ Id }) => Id).sort(), text: JSON.stringify(body) };
}

async function throughComposite(org: FlowOrg, userId: string, everyId: readonly string[]): Promise<Told> {
  const read = { method: 'POST', referenceId: 'all', url: `/services/data/v66.0/composite/sobjects/${OBJECT}` };
  const soql = encodeURIComponent(`SELECT ${FIELDS} FROM ${OBJECT}`);
  const query = { method: 'GET', referenceId: 'query', url: `/services/data/v66.0/query?q=${soql}` };
  const { body } = await org.call<{
    compositeResponse: readonly { httpStatusCode: number; body: readonly ({ Id: string } | null)[] & QueryReply }[];
  }>(userId, 'POST', '/composite', {
    compositeRequest: [{ ...read, body: { ids: everyId, fields: ['Id', 'Colleague__c', 'Reasons__c'] } }, query],
  });
  const [byId, byQuery] = body.compositeResponse;
  const rows = byId?.httpStatusCode === 200 ? byId.body.filter((row) => row !== null) : [];
  const queried = byQuery?.httpStatusCode === 200 ? byQuery.body.records : [];
  const text = JSON.stringify(body);
  if (queried.length !== rows.length) throw new Error(`Two ways of asking in one call disagree: ${text.slice(0, 500)}`);
  return { ids: rows.map(({ Id }) => Id).sort(), text };
}

const GRAPHQL = `query all($after: String) { uiapi { query { ${OBJECT}(first: 100, after: $after) { totalCount
  pageInfo { endCursor hasNextPage } edges { node { Id Name { value } External_Id__c { value } Account__c { value }
  Account__r { Name { value } } Contact__c { value } Contact__r { Name { value } } Colleague__c { value }
  Colleague__r { Name { value } } Division__r { Name { value } } Band__c { value } Reasons__c { value }
  Last_Contact_Month__c { value } CreatedBy { Name { value } } } } } } } }`;

interface GraphqlReply {
  readonly data: {
    readonly uiapi: {
      readonly query: Record<
        typeof OBJECT,
        {
          readonly totalCount: number;
          readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
          readonly edges: readonly { readonly node: { readonly Id: string } }[];
        } | null
      >;
    };
  } | null;
}

async function throughGraphql(org: FlowOrg, userId: string): Promise<Told> {
  const ids: string[] = [];
  const texts: string[] = [];
  let after: string | undefined;
  for (;;) {
    const variables = after === undefined ? {} : { after };
    const { body } = await org.call<GraphqlReply>(userId, 'POST', '/graphql', { query: GRAPHQL, variables });
    texts.push(JSON.stringify(body));
    const page = body.data?.uiapi.query[OBJECT];
    if (page === undefined || page === null) break;
    ids.push(...page.edges.map(({ node }) => node.Id));
    after = page.pageInfo.endCursor;
    if (page.pageInfo.hasNextPage) continue;
    if (page.totalCount !== ids.length) throw new Error('totalCount says otherwise');
    break;
  }
  return { ids: ids.sort(), text: texts.join('\n') };
}

async function throughBulk(org: FlowOrg, userId: string): Promise<Told> {
  const query = `SELECT ${FIELDS} FROM ${OBJECT}`;
  const job = await org.call<{ id: string; state: string }>(userId, 'POST', '/jobs/query', {
    operation: 'query',
    query,
  });
  if (job.status !== 200) return { ids: [], text: JSON.stringify(job.body) };
  let { state } = job.body;
  while (state === 'UploadComplete' || state === 'InProgress') {
    await new Promise((resolve) => setTimeout(resolve, 5));
    ({ state } = (await org.call<{ state: string }>(userId, 'GET', `/jobs/query/${job.body.id}`)).body);
  }
  const { status, body } = await org.call<string>(userId, 'GET', `/jobs/query/${job.body.id}/results`);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const [, ...lines] = status === 200 ? text.trimEnd().split('\n') : [];
  return { ids: lines.map((line) => line.slice(1, 19)).sort(), text };
}

/** Which rows changed lately, as replication asks. */
async function throughUpdated(org: FlowOrg, userId: string): Promise<Told> {
  const now = org.org.clock.now();
  const span = [now - 86_400_000, now + 3_600_000].map((time) => encodeURIComponent(new Date(time).toISOString()));
  const path = `/sobjects/${OBJECT}/updated?start=${span[0] ?? ''}&end=${span[1] ?? ''}`;
  const { status, body } = await org.call<{ ids: string[] }>(userId, 'GET', path);
  return { ids: status === 200 ? [...body.ids].sort() : [], text: JSON.stringify(body) };
}

/** Every way to ask for all relationships at once. */
export const channels: Readonly<Record<string, Channel>> = {
  query: (org, userId) => queryWith(org, userId, 'query', `SELECT ${FIELDS} FROM ${OBJECT}`),
  queryAll: (org, userId) => queryWith(org, userId, 'queryAll', `SELECT ${FIELDS} FROM ${OBJECT}`),
  'child query': throughChildren,
  composite: throughComposite,
  graphql: throughGraphql,
  bulk: throughBulk,
  updated: throughUpdated,
};

/** Ways to ask for one row; `{id}` and `{key}` stand for its ids. */
export const rowPaths: readonly string[] = [
  `/sobjects/${OBJECT}/{id}`,
  `/sobjects/${OBJECT}/External_Id__c/{key}`,
  `/ui-api/records/{id}?fields=${OBJECT}.Id,${OBJECT}.Band__c&optionalFields=${OBJECT}.Colleague__c,${OBJECT}.Colleague__r.Name`,
];

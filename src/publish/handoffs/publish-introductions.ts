import type { Crm, FieldValue, WriteResult, WriteRow } from '../../crm/crm.ts';
import { inList, soql } from '../../crm/soql.ts';
import type { Database } from '../../store/database.ts';
import { upsertRows } from '../../store/table.ts';
import { introductionRequests, introductions } from '../../store/tables/handoffs.ts';
import { noteIntroductionWrite, noteRequests } from '../../store/tables/introductions.ts';
import { forgetSent } from '../../store/tables/sent-notices.ts';
import { sendNotices } from './send-notices.ts';

/** What shall happen to one ask for an introduction. */
export interface IntroductionPlan {
  readonly id: string;
  readonly askerId: string;
  readonly askerDivisionId: string | undefined;
  readonly changes: Readonly<Record<string, string | null>>;
  readonly knowers: readonly { readonly userId: string; readonly accountId: string | null; readonly reasons: string }[];
  readonly answerBy: string;
  readonly yes: { readonly id: string; readonly ownerId: string } | undefined;
  readonly requests: readonly { readonly id: string; readonly state: string }[];
  readonly tells: 'connected' | 'nobody' | undefined;
  readonly untold: Told | undefined;
  readonly untoldRequests: readonly Asked[];
  readonly dueMs: number | undefined;
}

/** What the asker is to hear, due at a moment that stays on record however late it is sent. */
interface Told {
  readonly kind: 'connected' | 'nobody';
  /** ISO 8601. */
  readonly dueAt: string;
}

/** A knower who is to be told of an ask. */
interface Asked {
  readonly id: string;
  readonly ownerId: string;
  /** ISO 8601. */
  readonly dueAt: string;
}

/** A write that failed, with Salesforce's code where it will not pass by itself. */
interface Fault {
  readonly code: string | undefined;
}

export interface IntroductionTexts {
  readonly asked: { readonly title: string; readonly body: string };
  readonly connected: { readonly title: string; readonly body: string };
  readonly nobody: { readonly title: string; readonly body: string };
}

const ASK = 'Baton_Introduction__c';
const REQUEST = 'Baton_Introduction_Request__c';

const FIELDS: Readonly<Record<string, string>> = {
  state: 'State__c',
  answerBy: 'Answer_By__c',
  knowerId: 'Knower__c',
  closedAt: 'Closed_At__c',
  notices: 'Notices__c',
};

/** True where something is left to do. */
export function isBusy({ changes, requests, untold, untoldRequests }: IntroductionPlan): boolean {
  return Object.keys(changes).length + requests.length + untoldRequests.length > 0 || untold !== undefined;
}

/** Reads asks and their requests as they stand right now into the store. */
export async function refreshIntroductions(crm: Crm, database: Database, ids: readonly string[]): Promise<void> {
  const records = await crm.readByIds('introduction', ids);
  await upsertRows(
    database,
    introductions,
    records.map((record) => ({ id: record.id, ownerId: record.ownerId, state: record.state, record })),
  );
  const query = soql`SELECT Id FROM Baton_Introduction_Request__c WHERE Introduction_Id__c IN ${inList(ids)}`;
  const requestIds = (await crm.query(query)).map((row) => String(row['Id']));
  const requests = await crm.readByIds('introductionRequest', requestIds);
  await upsertRows(
    database,
    introductionRequests,
    requests.map((record) => ({
      ...{ id: record.id, introductionId: record.introductionId, ownerId: record.ownerId, state: record.state },
      createdMs: Date.parse(record.createdDate),
      record,
    })),
  );
}

/**
 * Carries one ask on. The knowers' own records are written before the moment up to which they may answer stands on the
 * ask, so that a crash in between asks nobody twice. The asker's record changes at no other time than on asking, on a
 * yes and when the time is up. Each notice is recorded before it is sent.
 * @returns what could not be written: it is to be looked at again.
 */
export async function publishIntroduction(
  crm: Crm,
  database: Database,
  plan: IntroductionPlan,
  texts: IntroductionTexts,
): Promise<Fault | undefined> {
  const { asked, fault: unasked } = await askKnowers(crm, database, plan);
  if (unasked !== undefined) return unasked;
  const faults = [
    await tellKnowers(crm, database, [...plan.untoldRequests, ...asked], texts),
    await closeRequests(crm, plan),
    await carryOn(crm, database, plan, texts),
  ].filter((fault) => fault !== undefined);
  return faults.find(({ code }) => code !== undefined) ?? faults[0];
}

/** Writes what changes on the ask, then tells the asker. */
async function carryOn(
  crm: Crm,
  database: Database,
  plan: IntroductionPlan,
  texts: IntroductionTexts,
): Promise<Fault | undefined> {
  const dueAt = timeOf(crm);
  const fault = await writeAsk(crm, database, plan, dueAt);
  if (fault !== undefined) return fault;
  const told = plan.untold ?? (plan.tells === undefined ? undefined : { kind: plan.tells, dueAt });
  return told === undefined ? undefined : tellAsker(crm, database, plan, told, texts);
}

async function closeRequests(crm: Crm, { requests }: IntroductionPlan): Promise<Fault | undefined> {
  if (requests.length === 0) return undefined;
  const rows = requests.map(({ id, state }) => ({ Id: id, State__c: state }));
  return faultOf(await crm.update(REQUEST, rows));
}

async function writeAsk(
  crm: Crm,
  database: Database,
  plan: IntroductionPlan,
  dueAt: string,
): Promise<Fault | undefined> {
  if (Object.keys(plan.changes).length === 0) return undefined;
  const due = plan.tells === undefined ? {} : { notices: `${plan.tells} 1 ${dueAt}` };
  const changes = { ...plan.changes, ...due };
  const values = Object.entries(changes).map(([key, value]): [string, FieldValue] => [FIELDS[key] ?? key, value]);
  const said = plan.yes === undefined ? {} : { Knower_Text__c: await readAnswer(crm, plan.yes.id) };
  const fault = faultOf(await crm.update(ASK, [{ Id: plan.id, ...Object.fromEntries(values), ...said }]));
  if (fault === undefined) await noteIntroductionWrite(database, plan.id, changes);
  return fault;
}

async function tellAsker(
  crm: Crm,
  database: Database,
  { id, askerId }: IntroductionPlan,
  { kind, dueAt }: Told,
  texts: IntroductionTexts,
): Promise<Fault | undefined> {
  await sendNotices(crm, database, [{ key: kind, recipientIds: [askerId], targetId: id, ...texts[kind] }]);
  const notices = `${kind} 1 ${dueAt} ${timeOf(crm)}`;
  const fault = faultOf(await crm.update(ASK, [{ Id: id, Notices__c: notices }]));
  if (fault !== undefined) return fault;
  await noteIntroductionWrite(database, id, { notices });
  await forgetSent(database, [id]);
  return undefined;
}

/** The first that was refused for good, else the first that failed for the moment. */
function faultOf(results: readonly WriteResult[]): Fault | undefined {
  const failed = results.filter((result) => !result.ok);
  const first = failed.find(({ isTransient }) => !isTransient) ?? failed[0];
  return first === undefined ? undefined : { code: first.isTransient ? undefined : first.code };
}

function timeOf(crm: Crm): string {
  return new Date(crm.serverNow()).toISOString();
}

/** What a knower says is read and handed on, never kept. */
async function readAnswer(crm: Crm, requestId: string): Promise<FieldValue> {
  const [row] = await crm.query(soql`SELECT Answer_Text__c FROM Baton_Introduction_Request__c WHERE Id = ${requestId}`);
  return row?.['Answer_Text__c'] ?? null;
}

/** Where not one of them could be asked, the ask stays as it is, to be tried again. */
async function askKnowers(
  crm: Crm,
  database: Database,
  plan: IntroductionPlan,
): Promise<{ readonly asked: readonly Asked[]; readonly fault?: Fault | undefined }> {
  if (plan.knowers.length === 0) return { asked: [] };
  const [ask] = await crm.query(
    soql`SELECT Customer_Name__c, Contact_Name__c, Wish__c FROM Baton_Introduction__c WHERE Id = ${plan.id}`,
  );
  const dueAt = timeOf(crm);
  const rows = plan.knowers.map((knower, index): WriteRow => ({
    External_Id__c: `${plan.id}-${String(index + 1)}`,
    OwnerId: knower.userId,
    Introduction_Id__c: plan.id,
    Asker__c: plan.askerId,
    Asker_Division__c: plan.askerDivisionId ?? null,
    Account__c: knower.accountId,
    Customer_Name__c: ask?.['Customer_Name__c'] ?? null,
    Contact_Name__c: ask?.['Contact_Name__c'] ?? null,
    Wish__c: ask?.['Wish__c'] ?? null,
    Reasons__c: knower.reasons.slice(0, 255),
    Answer_By__c: plan.answerBy,
    Notices__c: `asked 1 ${dueAt}`,
  }));
  const results = await crm.upsert(REQUEST, 'External_Id__c', rows);
  const asked = plan.knowers.flatMap(({ userId }, index) => {
    const result = results[index];
    return result?.ok === true ? [{ id: result.id, ownerId: userId, dueAt }] : [];
  });
  await noteRequests(database, plan.id, asked, crm.serverNow());
  return asked.length > 0 ? { asked } : { asked, fault: faultOf(results) };
}

async function tellKnowers(
  crm: Crm,
  database: Database,
  requests: readonly Asked[],
  texts: IntroductionTexts,
): Promise<Fault | undefined> {
  if (requests.length === 0) return undefined;
  await sendNotices(
    crm,
    database,
    requests.map(({ id, ownerId }) => ({ key: 'asked', recipientIds: [ownerId], targetId: id, ...texts.asked })),
  );
  const results = await crm.update(
    REQUEST,
    requests.map(({ id, dueAt }) => ({ Id: id, Notices__c: `asked 1 ${dueAt} ${timeOf(crm)}` })),
  );
  const recorded = requests.filter((_, index) => results[index]?.ok === true);
  await forgetSent(
    database,
    recorded.map(({ id }) => id),
  );
  return faultOf(results);
}

import type { Crm, FieldValue, WriteRow } from '../../crm/crm.ts';
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
 * @returns false where something could not be recorded: it is to be looked at again soon.
 */
export async function publishIntroduction(
  crm: Crm,
  database: Database,
  plan: IntroductionPlan,
  texts: IntroductionTexts,
): Promise<boolean> {
  const asked = plan.knowers.length > 0 ? await askKnowers(crm, database, plan) : [];
  const knowTold = await tellKnowers(crm, database, [...plan.untoldRequests, ...asked], texts);
  if (plan.requests.length > 0) {
    await crm.update(
      REQUEST,
      plan.requests.map(({ id, state }) => ({ Id: id, State__c: state })),
    );
  }
  const dueAt = timeOf(crm);
  const isWritten = await writeAsk(crm, database, plan, dueAt);
  const told = plan.untold ?? (isWritten && plan.tells !== undefined ? { kind: plan.tells, dueAt } : undefined);
  const askerTold = told === undefined || (await tellAsker(crm, database, plan, told, texts));
  return knowTold && askerTold;
}

async function writeAsk(crm: Crm, database: Database, plan: IntroductionPlan, dueAt: string): Promise<boolean> {
  if (Object.keys(plan.changes).length === 0) return false;
  const due = plan.tells === undefined ? {} : { notices: `${plan.tells} 1 ${dueAt}` };
  const changes = { ...plan.changes, ...due };
  const values = Object.entries(changes).map(([key, value]): [string, FieldValue] => [FIELDS[key] ?? key, value]);
  const said = plan.yes === undefined ? {} : { Knower_Text__c: await readAnswer(crm, plan.yes.id) };
  const [result] = await crm.update(ASK, [{ Id: plan.id, ...Object.fromEntries(values), ...said }]);
  if (result?.ok === true) await noteIntroductionWrite(database, plan.id, changes);
  return result?.ok === true;
}

async function tellAsker(
  crm: Crm,
  database: Database,
  { id, askerId }: IntroductionPlan,
  { kind, dueAt }: Told,
  texts: IntroductionTexts,
): Promise<boolean> {
  await sendNotices(crm, database, [{ key: kind, recipientIds: [askerId], targetId: id, ...texts[kind] }]);
  const notices = `${kind} 1 ${dueAt} ${timeOf(crm)}`;
  const [result] = await crm.update(ASK, [{ Id: id, Notices__c: notices }]);
  if (result?.ok !== true) return false;
  await noteIntroductionWrite(database, id, { notices });
  await forgetSent(database, [id]);
  return true;
}

function timeOf(crm: Crm): string {
  return new Date(crm.serverNow()).toISOString();
}

/** What a knower says is read and handed on, never kept. */
async function readAnswer(crm: Crm, requestId: string): Promise<FieldValue> {
  const [row] = await crm.query(soql`SELECT Answer_Text__c FROM Baton_Introduction_Request__c WHERE Id = ${requestId}`);
  return row?.['Answer_Text__c'] ?? null;
}

async function askKnowers(crm: Crm, database: Database, plan: IntroductionPlan): Promise<Asked[]> {
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
  return asked;
}

/** @returns false where it could not be recorded that they were told. */
async function tellKnowers(
  crm: Crm,
  database: Database,
  requests: readonly Asked[],
  texts: IntroductionTexts,
): Promise<boolean> {
  if (requests.length === 0) return true;
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
  return recorded.length === requests.length;
}

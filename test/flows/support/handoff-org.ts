import type { Database } from '../../../src/store/database.ts';
import { addUser, assign, idOf } from '../../devorg/support/small-org.ts';
import { runService, runTwoDivisions, type TwoDivisions } from '../../support/two-divisions.ts';
import { freshDatabase } from './sample-org.ts';

/** A row of `Baton_Handoff__c` as it stands, fields by API name. */
export type HandoffRow = Readonly<Record<string, string | number | null>>;

export interface HandoffOrg extends TwoDivisions {
  readonly database: Database;
  /** Sells security, knows nobody yet. */
  readonly eva: string;
  /** Intake of security. */
  readonly ivo: string;
  readonly security: string;
  readonly facility: string;
  /** A round of what people wait for. */
  hot(): Promise<void>;
  /** A round for everything. */
  full(): Promise<void>;
  /** Anna gives something to security. @returns the id. */
  give(values?: Readonly<Record<string, unknown>>, userId?: string): Promise<string>;
  /** Changes a hand-off as a user. @returns the HTTP status. */
  change(userId: string, id: string, values: Readonly<Record<string, unknown>>): Promise<number>;
  say(userId: string, handoffId: string, kind: string): Promise<void>;
  row(id: string): HandoffRow;
  /** What a user was told at once, by title; the daily digest is left out. */
  told(userId: string): string[];
  canRead(userId: string, id: string): Promise<boolean>;
  /** Moves the clock of the org to a time of some day. */
  at(time: string): void;
  /** All rows of one object in the org's own table. */
  all(object: string): HandoffRow[];
  end(): Promise<void>;
}

/** Two divisions that share a customer, with an intake for security. It is a Monday in March, one o'clock. */
export async function runHandoffOrg(): Promise<HandoffOrg> {
  // First, since it may take long, and connections to the org would be closed meanwhile.
  const database = await freshDatabase();
  const org = await runTwoDivisions();
  const { org: box } = org;
  const eva = addUser(box, { FirstName: 'Eva', LastName: 'Elster', Division: 'Security' });
  const ivo = addUser(box, { FirstName: 'Ivo', LastName: 'Ibis', Division: 'Security' });
  assign(box, 'Baton_Rep', [eva, ivo]);
  const security = idOf(box, 'Baton_Division__c', 'Key__c', 'security');
  const facility = idOf(box, 'Baton_Division__c', 'Key__c', 'facility');
  await org.update('Baton_Division__c', security, { Intake_User__c: ivo });
  let keys = 0;
  const all = (object: string): HandoffRow[] =>
    box.database.prepare(`SELECT * FROM "${object}" WHERE IsDeleted = 0 ORDER BY Id`).all() as HandoffRow[];
  const made: HandoffOrg = {
    ...org,
    ...{ database, eva, ivo, security, facility, all },
    hot: async () => {
      await runService(org, database, {}, { which: 'hot' });
    },
    full: async () => {
      await runService(org, database);
    },
    give: async (values = {}, userId = org.anna) => {
      keys += 1;
      const reply = await org.call<{ id: string }>(userId, 'POST', '/sobjects/Baton_Handoff__c', {
        Request_Key__c: `key-${String(keys)}`,
        Need_Text__c: 'Guards at night',
        To_Division__c: security,
        Account__c: org.adler,
        Customer_Name__c: 'Adler Werke',
        Receiver_Choice__c: 'Division',
        ...values,
      });
      if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
      return reply.body.id;
    },
    change: async (userId, id, values) =>
      (await org.call(userId, 'PATCH', `/sobjects/Baton_Handoff__c/${id}`, values)).status,
    say: async (userId, handoffId, kind) => {
      const body = { Handoff__c: handoffId, Kind__c: kind, Body__c: 'Some words' };
      const reply = await org.call(userId, 'POST', '/sobjects/Baton_Handoff_Message__c', body);
      if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
    },
    row: (id) => {
      const row = all('Baton_Handoff__c').find((each) => each['Id'] === id);
      if (row === undefined) throw new Error(`There is no hand-off ${id}`);
      return row;
    },
    told: (userId) =>
      org.running.context.notifications
        .all()
        .filter(({ userIds, title }) => userIds.includes(userId) && title !== 'Your day in Baton')
        .map(({ title }) => title),
    canRead: async (userId, id) => (await org.call(userId, 'GET', `/sobjects/Baton_Handoff__c/${id}`)).status === 200,
    at: (time) => {
      box.clock.move(Date.parse(time) - box.clock.now());
    },
    end: () => org.close(),
  };
  await org.logCall(org.ben, org.adlerOfBenContact, 3);
  await made.full();
  return made;
}

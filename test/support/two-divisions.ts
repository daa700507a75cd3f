import { runOnce, type RunOptions, type Summary } from '../../src/cli/run-service.ts';
import { connectCrm } from '../../src/crm/connect.ts';
import type { Crm } from '../../src/crm/crm.ts';
import type { OrgSettings } from '../../src/devorg/org.ts';
import { defaultPolicy, type Policy } from '../../src/policy/index.ts';
import type { Database } from '../../src/store/database.ts';
import { connectOptions, keys } from '../crm/support/login.ts';
import { type RunningSmallOrg, runSmallOrg } from '../devorg/support/running-org.ts';
import { addRow, addUser, assign } from '../devorg/support/small-org.ts';

const DAY_MS = 86_400_000;

/** A row of `Baton_Relationship__c`, with the fields that tests look at. */
export interface ShownRelationship {
  readonly Id: string;
  readonly External_Id__c: string;
  readonly Account__c: string;
  readonly Colleague__c: string | null;
  readonly Contact__c: string | null;
  readonly Band__c: string;
  readonly Reasons__c: string;
  readonly Last_Contact_Month__c: string;
}

/**
 * An org in a box with two divisions that share a customer: *Adler Werke* is Anna's account in Facility, *Adler Werke
 * GmbH* is Ben's in Security. Nobody has logged anything yet.
 */
export interface TwoDivisions extends RunningSmallOrg {
  readonly crm: Crm;
  /** Ben's account row of the same customer. */
  readonly adlerOfBen: string;
  readonly adlerOfBenContact: string;
  /** A date-time of so many days before the org's now. */
  daysAgo(days: number): string;
  /** Creates a record through the API, as an administrator. @returns its id. */
  create(object: string, values: Readonly<Record<string, unknown>>): Promise<string>;
  update(object: string, id: string, values: Readonly<Record<string, unknown>>): Promise<void>;
  remove(object: string, id: string): Promise<void>;
  /** Logs a call that a colleague has had with a contact. @returns the task's id. */
  logCall(colleague: string, contact: string, daysAgo?: number): Promise<string>;
  /** A meeting weighs more. */
  meet(colleague: string, contact: string, daysAgo?: number): Promise<string>;
  /** All relationships that stand in the org, in the order of their external ids. */
  relationships(): ShownRelationship[];
  rows<Row>(soql: string): Promise<Row[]>;
}

export async function runTwoDivisions(settings: Partial<OrgSettings> = {}): Promise<TwoDivisions> {
  const box = await runSmallOrg({
    forceApp: 'force-app/main/default',
    // Tests look many times a second.
    settings: {
      dailyApiRequests: 100_000_000,
      hierarchyOffFor: [
        'Baton_Exchange__c',
        'Baton_Handoff__c',
        'Baton_Introduction_Request__c',
        'Baton_Introduction__c',
      ],
      ...settings,
    },
  });
  const { org, running } = box;
  const integration = addUser(org, { LastName: 'Integration' }, 'Minimum Access - API Only Integrations');
  assign(org, 'Baton_Integration', [integration]);
  assign(org, 'Baton_Rep', [box.anna, box.ben, box.clara]);
  assign(org, 'Baton_Admin', [box.admin]);
  for (const [key, value] of [
    ['facility', 'Facility'],
    ['security', 'Security'],
  ] as const) {
    addRow(org, 'Baton_Division__c', {
      Name: value,
      OwnerId: box.admin,
      Key__c: key,
      Active__c: true,
      User_Field__c: 'Division',
      User_Values__c: value,
    });
  }
  const adlerOfBen = addRow(org, 'Account', { Name: 'ADLER WERKE GmbH', OwnerId: box.ben });
  const adlerOfBenContact = addRow(org, 'Contact', { LastName: 'Ahorn', AccountId: adlerOfBen, OwnerId: box.ben });
  running.context.apps.register({
    clientId: connectOptions.clientId,
    certificatePem: String(keys.publicKey.export({ type: 'spki', format: 'pem' })),
    permissionSets: ['Baton_Integration'],
    profiles: [],
  });
  const crm = await connectCrm({
    ...connectOptions,
    loginUrl: box.url,
    username: '.integration@example.invalid',
    allowLocalOrg: true,
    timeoutMs: 10_000,
    budgetShare: 0.9,
  });
  const admin = box.connect(box.admin);
  const daysAgo = (days: number): string => new Date(org.clock.now() - days * DAY_MS).toISOString();
  const create = async (object: string, values: Readonly<Record<string, unknown>>): Promise<string> => {
    const saved = await admin.sobject(object).create(values);
    if (!saved.success) throw new Error(JSON.stringify(saved.errors));
    return saved.id;
  };
  return {
    ...box,
    crm,
    adlerOfBen,
    adlerOfBenContact,
    daysAgo,
    create,
    update: async (object, id, values) => {
      const saved = await admin.sobject(object).update({ Id: id, ...values });
      if (!saved.success) throw new Error(JSON.stringify(saved.errors));
    },
    remove: async (object, id) => {
      const removed = await admin.sobject(object).destroy(id);
      if (!removed.success) throw new Error(JSON.stringify(removed.errors));
    },
    logCall: (colleague, contact, days = 1) =>
      create('Task', {
        Subject: 'Call',
        TaskSubtype: 'Call',
        Status: 'Completed',
        OwnerId: colleague,
        WhoId: contact,
        ActivityDate: daysAgo(days).slice(0, 10),
      }),
    meet: (colleague, contact, days = 1) =>
      create('Event', {
        Subject: 'Visit',
        OwnerId: colleague,
        WhoId: contact,
        StartDateTime: daysAgo(days),
        EndDateTime: daysAgo(days - 0.05),
        DurationInMinutes: 72,
      }),
    relationships: () =>
      org.database
        .prepare('SELECT * FROM "Baton_Relationship__c" WHERE IsDeleted = 0 ORDER BY External_Id__c')
        .all() as unknown as ShownRelationship[],
    rows: async <Row>(soql: string) => (await admin.query(soql)).records as Row[],
    close: async () => {
      await crm.close();
      await box.close();
    },
  };
}

/** One run of the whole service. */
export function runService(
  { crm }: Pick<TwoDivisions, 'crm'>,
  database: Database,
  policy: Partial<Policy> = {},
  options: Partial<RunOptions> = {},
): Promise<Summary> {
  return runOnce({ crm, database, policyDefaults: { ...defaultPolicy, ...policy }, version: '0.0.0' }, options);
}

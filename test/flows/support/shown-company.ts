import type { Crm } from '../../../src/crm/crm.ts';
import type { TrueUser } from '../../../src/devorg/sample/truth.ts';
import type { Database } from '../../../src/store/database.ts';
import { closeDatabase, freshDatabase, runSampleOrg, runService, type SampleOrg } from './sample-org.ts';

/** A row of `Baton_Relationship__c`, with the fields that could tell too much. */
export interface Row {
  readonly Id: string;
  readonly External_Id__c: string;
  readonly Account__c: string;
  readonly Contact__c: string | null;
  readonly Colleague__c: string | null;
  readonly Division__c: string;
  readonly Reasons__c: string;
}

/** A sample company whose relationships the service has written, and who may see which of them by the generator's own list. */
export interface ShownCompany {
  readonly org: SampleOrg;
  readonly crm: Crm;
  readonly database: Database;
  /** As they stood at first. */
  readonly rows: readonly Row[];
  readonly users: readonly TrueUser[];
  /** As they stand now. */
  readRows(): Row[];
  /** The rows that the generator's own list allows: all those of accounts that the user may see, with Baton only. */
  allowedTo(user: TrueUser): Row[];
  close(): Promise<void>;
}

export async function runShownCompany(): Promise<ShownCompany> {
  const [org, database] = await Promise.all([runSampleOrg({ accounts: 120, seed: 3 }), freshDatabase()]);
  const crm = await org.crm();
  await runService(crm, database);
  const readRows = (): Row[] =>
    org.rows<Row>('SELECT * FROM "Baton_Relationship__c" WHERE IsDeleted = 0 ORDER BY External_Id__c');
  const rows = readRows();
  return {
    ...{ org, crm, database, rows, readRows },
    // Without the org's very first administrator, who has no permission set of Baton and so none of its fields.
    users: org.truth
      .users()
      .filter(({ isActive, hasBaton, post }) => isActive && (hasBaton || post !== 'administrator')),
    allowedTo: ({ userId, hasBaton }) => {
      if (!hasBaton) return [];
      const visible = new Set(org.truth.accountsVisibleTo(userId));
      return rows.filter((row) => visible.has(row.Account__c));
    },
    close: async () => {
      await crm.close();
      await org.close();
      await closeDatabase();
    },
  };
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createOrg } from '../../src/devorg/create-org.ts';
import type { Org } from '../../src/devorg/org.ts';
import { createSampleCompany, sampleSettings } from '../../src/devorg/sample/index.ts';
import { startDevorg } from '../../src/devorg/server.ts';

/** An org as a company has it before it hears of Baton, with a session of its admin. */
export interface FreshOrg {
  readonly org: Org;
  readonly url: string;
  readonly adminToken: string;
  /** Rows of `Baton_Relationship__c`. */
  relationships(): number;
  close(): Promise<void>;
}

export async function startFreshOrg(accounts: number): Promise<FreshOrg> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-fresh-org-'));
  const org = createOrg({ file: ':memory:', settings: sampleSettings });
  await createSampleCompany({ org, accounts, seed: 1, noise: 0.3, truthFile: join(folder, 'truth.sqlite') });
  const running = await startDevorg({ org });
  const admin = org.database.prepare('SELECT "Id" AS id FROM "User" WHERE "Alias" = ?').get('admin');
  return {
    org,
    url: running.url,
    adminToken: running.context.sessions.start(String(admin?.['id']), { expires: false }).token,
    relationships: () => {
      const row = org.database
        .prepare('SELECT count(*) AS total FROM "Baton_Relationship__c" WHERE "IsDeleted" = 0')
        .get();
      return Number(row?.['total']);
    },
    close: async () => {
      await running.close();
      org.database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

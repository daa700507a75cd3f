/** The org of the measure in a process of its own, which says what memory and processor time it takes when asked. */
import { join } from 'node:path';

import { createOrg } from '../../src/devorg/create-org.ts';
import { prepareIntegrationLogin } from '../../src/devorg/integration-login.ts';
import { startDevorg } from '../../src/devorg/server.ts';
import { createCompany } from './backfill-company.ts';

export interface Usage {
  /** Most memory since the question before, in MB. */
  readonly peakMb: number;
  /** Processor seconds since the process began. */
  readonly cpuSeconds: number;
}

const [folder = '', accounts = '1000000'] = process.argv.slice(2);
const settings = { dailyApiRequests: 10_000_000 };
const org = createOrg({ forceApp: 'force-app/main/default', file: join(folder, 'org.sqlite'), settings });
const others = { users: 2_000, contacts: 0, opportunities: 0, tasks: 0, events: 0 };
createCompany(org, { ...others, accounts: Number(accounts) }, 1);
const running = await startDevorg({ org });
const login = prepareIntegrationLogin(running.context, folder);
const admin = org.database.prepare(`SELECT Id AS id FROM "User" WHERE Alias = 'admin'`).get();
const { token } = running.context.sessions.start(String(admin?.['id']), { expires: false });

let peak = 0;
const look = (): void => {
  peak = Math.max(peak, process.memoryUsage.rss());
};
const watch = setInterval(look, 20);
process.on('message', () => {
  look();
  const { user, system } = process.cpuUsage();
  process.send?.({ peakMb: peak / 2 ** 20, cpuSeconds: (user + system) / 1e6 } satisfies Usage);
  peak = 0;
});
process.once('disconnect', () => {
  clearInterval(watch);
  void running.close().then(() => {
    org.database.close();
  });
});
process.send?.({ url: running.url, token, login });

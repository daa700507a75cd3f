/** The org of the measure in a process of its own, so that its memory and time are not the service's. */
import { join } from 'node:path';

import { createOrg } from '../../src/devorg/create-org.ts';
import { prepareIntegrationLogin } from '../../src/devorg/integration-login.ts';
import { startDevorg } from '../../src/devorg/server.ts';
import { createCompany, sizeFor } from './backfill-company.ts';

const [folder = '', accounts = '5000', seed = '1'] = process.argv.slice(2);
const settings = { dailyApiRequests: 1_000_000 };
const org = createOrg({ forceApp: 'force-app/main/default', file: join(folder, 'org.sqlite'), settings });
createCompany(org, sizeFor(Number(accounts)), Number(seed));
const running = await startDevorg({ org });
const login = prepareIntegrationLogin(running.context, folder);
process.once('SIGTERM', () => {
  void running.close().then(() => {
    org.database.close();
  });
});
// The parent waits for this line.
process.stdout.write(`${JSON.stringify({ login, adminUrl: running.adminUrl })}\n`);

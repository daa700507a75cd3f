import { readFileSync } from 'node:fs';

import { runOnce } from '../../src/cli/run-service.ts';
import { connectCrm } from '../../src/crm/connect.ts';
import { defaultPolicy } from '../../src/policy/index.ts';
import { migrate } from '../../src/store/migrate.ts';
import { type DatabaseLocation, openDatabase } from '../../src/store/open-database.ts';

/** One run of the service in a process of its own, so that a test can kill it. The argument is a JSON object. */
interface Order {
  readonly login: { loginUrl: string; clientId: string; username: string; privateKeyFile: string };
  readonly database: DatabaseLocation;
}

const { login, database: location } = JSON.parse(process.argv[2] ?? '') as Order;
const database = await openDatabase(location);
await migrate(database);
const crm = await connectCrm({
  ...login,
  privateKeyPem: readFileSync(login.privateKeyFile, 'utf8'),
  allowLocalOrg: true,
  budgetShare: 0.9,
});
// The parent counts the time until it kills from here.
process.stdout.write('started\n');
const summary = await runOnce({ crm, database, policyDefaults: defaultPolicy, version: '0.0.0' });
await crm.close();
await database.close();
process.stdout.write(`${JSON.stringify(summary)}\n`);

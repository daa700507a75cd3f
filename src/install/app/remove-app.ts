import type { AdminOrg } from '../admin-org.ts';
import { deploy } from '../deploy.ts';
import { packAppRemoval } from './app-metadata.ts';

/** Takes an External Client App away, with its settings and policies; one that is not there is no failure. */
export async function removeApp(org: AdminOrg, name: string): Promise<void> {
  await deploy(org, await packAppRemoval(name, org.rest.apiVersion), { ignoreWarnings: true });
}

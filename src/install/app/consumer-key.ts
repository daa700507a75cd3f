import { z } from 'zod';

import { parseReply } from '../../crm/parse-reply.ts';
import { to18 } from '../../crm/salesforce-id.ts';
import type { AdminOrg } from '../admin-org.ts';
import { salesforceCodeOf } from '../install-errors.ts';

/**
 * Reports differ on how the consumer key of an app made by a deploy is had. So there is a ladder, and each rung is only
 * believed after a login: the key that we gave; the key that a retrieve of the app's settings tells; the key that the
 * Connect REST API tells; the key that a person copies from Setup.
 */
export type Rung = 'own key' | 'retrieve' | 'Connect REST' | 'by hand';

const appsSchema = z.object({ apps: z.array(z.looseObject({ developerName: z.string(), identifier: z.string() })) });
const consumersSchema = z.object({ consumers: z.array(z.looseObject({ id: z.string(), key: z.string().nullish() })) });
const keySchema = z.looseObject({ key: z.string().nullish() });

/** Asked of an org that keeps it to itself, these say so. */
const closedCodes = new Set([
  'NOT_FOUND',
  'FUNCTIONALITY_NOT_ENABLED',
  'API_DISABLED_FOR_ORG',
  'INSUFFICIENT_ACCESS',
  'INVALID_TYPE',
  'FORBIDDEN',
]);

async function get({ rest }: AdminOrg, path: string): Promise<unknown> {
  try {
    return await rest.call({ method: 'GET', path });
  } catch (error) {
    if (closedCodes.has(salesforceCodeOf(error) ?? '')) return undefined;
    throw error;
  }
}

/** The consumer key by the Connect REST API; `undefined` where the org does not tell. The secret is never asked for. */
export async function keyByConnectRest(org: AdminOrg, appName: string): Promise<string | undefined> {
  const usage = await get(org, '/apps/oauth/usage');
  if (usage === undefined) return undefined;
  const { apps } = parseReply(appsSchema, usage, 'The list of apps');
  const app = apps.find(({ developerName }) => developerName === appName);
  if (app === undefined) return undefined;
  const found = await get(org, `/apps/oauth/credentials/${to18(app.identifier)}`);
  if (found === undefined) return undefined;
  const [consumer] = parseReply(consumersSchema, found, 'The list of consumers').consumers;
  if (consumer === undefined) return undefined;
  if (consumer.key != null) return consumer.key;
  const told = await get(org, `/apps/oauth/credentials/${to18(app.identifier)}/${consumer.id}?part=key`);
  return told === undefined ? undefined : (parseReply(keySchema, told, 'The consumer').key ?? undefined);
}

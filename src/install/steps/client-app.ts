import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { z } from 'zod';

import { soql } from '../../crm/soql.ts';
import { type AdminOrg, queryRows } from '../admin-org.ts';
import { packClientApp } from '../app/app-metadata.ts';
import { isKeyPairReady, type KeyPair, readOrMakeKeyPair } from '../app/key-pair.ts';
import { findConsumerKey, type KeyLadder } from '../app/ladder.ts';
import { type ProofOptions, proveLogin } from '../app/prove-login.ts';
import { deploy } from '../deploy.ts';
import { hasObject } from '../facts/org-facts.ts';
import { InstallError, salesforceCodeOf } from '../install-errors.ts';
import type { AppEntry, Journal } from '../journal.ts';
import { keep, make, type Step, type StepContext } from '../step.ts';
import { SERVICE_SET } from './integration-user.ts';

export interface AppOptions {
  readonly contactEmail: string;
  readonly loginUrl: () => Promise<string>;
  readonly apiVersion: string;
  /** Another admin's app may be taken over: that admin's service stops working. */
  readonly takeOver: boolean;
  readonly ladder: KeyLadder;
}

/** API name of the first app; the one that takes its place at a rotation has a number. */
export const FIRST_APP = 'Baton';
const KEY_BYTES = 32;

/** A key pair, an External Client App that trusts it, and a login that proves both. */
export function makeClientApp(context: StepContext, options: AppOptions): Step {
  const { org, journal, say } = context;
  return {
    name: 'app',
    title: 'A login for the service',
    async plan() {
      const app = journal.read().app ?? newApp(journal, FIRST_APP);
      const keys = isKeyPairReady(app, Date.now())
        ? keep(`key ${app.keyFile}`)
        : make(`key ${app.keyFile}, for you alone to read, and its certificate`);
      await refuseStrangersApp(org, journal, app, options.takeOver);
      const words = `External Client App ${app.name}: JWT bearer flow, this certificate, scope api, pre-authorised by ${SERVICE_SET}`;
      return [keys, app.consumerKey === undefined ? make(words) : keep(words)];
    },
    async apply() {
      const app = journal.read().app ?? newApp(journal, FIRST_APP);
      await refuseStrangersApp(org, journal, app, options.takeOver);
      // Noted first: whoever continues after a cut uses the same key and the same consumer key.
      journal.note({ app });
      const proven = await installApp(context, app, options);
      journal.note({ app: proven });
      say('a real login was made and accepted');
      return `The service can log in by the app ${app.name}.`;
    },
  };
}

/** Deploys an app, finds its consumer key and proves it by a login. @returns the entry with the proven key */
export async function installApp(context: StepContext, app: AppEntry, options: AppOptions): Promise<AppEntry> {
  const { org, journal } = context;
  const keys = readOrMakeKeyPair(journal.folder, app, `Baton ${org.orgId}`, Date.now());
  const proof = await proofOptions(context, keys, options);
  if (app.consumerKey !== undefined && (await proveLogin({ ...proof, clientId: app.consumerKey })).isProven) return app;
  const ownKey = await deployApp(org, app, keys, options);
  const consumerKey = await findConsumerKey(context, { app, ownKey, proof, ladder: options.ladder });
  return { ...app, consumerKey };
}

async function proofOptions(
  { org, journal }: StepContext,
  { privateKeyPem }: KeyPair,
  options: AppOptions,
): Promise<Omit<ProofOptions, 'clientId'>> {
  const { user } = journal.read();
  return {
    loginUrl: await options.loginUrl(),
    username: user?.username ?? '',
    privateKeyPem,
    apiVersion: options.apiVersion,
    allowLocalOrg: org.isLocal,
  };
}

/** With the consumer key that we chose; where the org wants to choose, without it. @returns the key, if the org took it */
async function deployApp(
  org: AdminOrg,
  app: AppEntry,
  keys: KeyPair,
  options: AppOptions,
): Promise<string | undefined> {
  const existing = await findApp(org, app.name);
  const about = {
    name: app.name,
    label: app.name.replace('_', ' '),
    contactEmail: options.contactEmail,
    certificatePem: keys.certificatePem,
    permissionSet: SERVICE_SET,
    ...(existing === undefined ? {} : { existsIn: org.orgId }),
  };
  const wishedKey = app.consumerKey ?? app.wishedKey;
  try {
    await deploy(org, await packClientApp({ ...about, consumerKey: wishedKey }, options.apiVersion));
    return wishedKey;
  } catch (error) {
    if (!isAboutTheKey(error)) throw error;
    await deploy(org, await packClientApp(about, options.apiVersion));
    return undefined;
  }
}

function isAboutTheKey(error: unknown): boolean {
  return (
    error instanceof InstallError && error.code === 'INSTALL_DEPLOY_REFUSED' && /consumer ?key/i.test(error.message)
  );
}

/** An app that is not made yet, with names of files and a consumer key of its own. */
export function newApp({ folder }: Pick<Journal, 'folder'>, name: string): AppEntry {
  return {
    name,
    wishedKey: randomBytes(KEY_BYTES).toString('hex'),
    keyFile: join(folder, `${name.toLowerCase()}.key`),
    certificateFile: join(folder, `${name.toLowerCase()}.crt`),
  };
}

interface FoundApp {
  readonly createdBy: string;
  readonly createdDate: string;
}

const appSchema = z.looseObject({
  CreatedDate: z.string().nullish(),
  CreatedBy: z.looseObject({ Name: z.string().nullish() }).nullish(),
});

/** The app in the org, by its API name. */
export async function findApp(org: AdminOrg, name: string): Promise<FoundApp | undefined> {
  if (!(await hasObject(org, 'ExternalClientApplication'))) return undefined;
  const query = soql`SELECT Id, CreatedDate, CreatedBy.Name FROM ExternalClientApplication WHERE DeveloperName = ${name}`;
  try {
    const [app] = await queryRows(org, query, appSchema);
    if (app === undefined) return undefined;
    return { createdBy: app.CreatedBy?.Name ?? 'somebody', createdDate: app.CreatedDate ?? '' };
  } catch (error) {
    // Where apps can not be asked for, a deploy tells.
    if (['INVALID_TYPE', 'INVALID_FIELD', 'NOT_FOUND'].includes(salesforceCodeOf(error) ?? '')) return undefined;
    throw error;
  }
}

/** Two admins at once, or a second installation: deploying over the other's app would lock their service out. */
async function refuseStrangersApp(org: AdminOrg, journal: Journal, app: AppEntry, takeOver: boolean): Promise<void> {
  if (takeOver || journal.read().app !== undefined) return;
  const found = await findApp(org, app.name);
  if (found === undefined) return;
  const when = found.createdDate === '' ? '' : ` at ${found.createdDate.slice(0, 16).replace('T', ' ')}`;
  throw new InstallError(
    'INSTALL_APP_TAKEN',
    `${found.createdBy} connected a Baton to this org already${when}, from elsewhere.`,
    {
      actions: [
        'Ask them, or run the command in the folder where their Baton lives: its keys are there.',
        'To connect from here instead, start again with --take-over: their service will be locked out.',
      ],
    },
  );
}

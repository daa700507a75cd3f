import { join } from 'node:path';

import { z } from 'zod';

import { soql } from '../crm/soql.ts';
import { type AdminOrg, queryRows } from './admin-org.ts';
import type { KeyLadder } from './app/ladder.ts';
import { type OrgFacts, readOrgFacts } from './facts/org-facts.ts';
import { openJournal } from './journal.ts';
import { packSource } from './package-archive.ts';
import type { Step, StepContext } from './step.ts';
import { giveAdminRights } from './steps/admin-rights.ts';
import { checkOrg } from './steps/check-org.ts';
import { makeClientApp } from './steps/client-app.ts';
import { deployPackage } from './steps/deploy-package.ts';
import { proposeDivisions } from './steps/divisions.ts';
import { ownUsername, prepareIntegrationUser } from './steps/integration-user.ts';
import { type FactsPlace, formerOrg, leaveOldOrg } from './steps/leave-old-org.ts';
import { givePrivacyRights } from './steps/privacy-rights.ts';
import { loginUrlOf, refuseOtherOrg, writeServiceSettings } from './steps/write-settings.ts';

export interface InitOptions {
  readonly org: AdminOrg;
  readonly apiVersion: string;
  /** `force-app` */
  readonly forceApp: string;
  /** Folder of journals and keys, for example `.baton/install`. */
  readonly root: string;
  /** `.env` */
  readonly settingsFile: string;
  readonly factsPlace: FactsPlace;
  readonly integrationUser?: string;
  readonly fullLicence: boolean;
  readonly takeOver: boolean;
  /** Where Salesforce writes to about the user and the app; the admin's own address where absent. */
  readonly contactEmail?: string;
  readonly divisionField: string;
  readonly ladder: KeyLadder;
  readonly say: (text: string) => void;
}

export interface Installation {
  readonly context: StepContext;
  readonly steps: readonly Step[];
  /** Read once, when first needed. */
  readonly facts: () => Promise<OrgFacts>;
}

/**
 * Everything that `baton init` does before the service runs for the first time, in its order.
 * @throws InstallError `INSTALL_OTHER_ORG` where the settings file leads elsewhere
 */
export async function prepareInit(options: InitOptions): Promise<Installation> {
  const { org, apiVersion, settingsFile } = options;
  const journal = openJournal(options.root, org);
  const context: StepContext = { org, journal, say: options.say };
  const former = formerOrg(options.root, org.orgId, org.instanceUrl);
  const username = options.integrationUser ?? ownUsername(org.orgId);
  refuseOtherOrg(settingsFile, username, former !== undefined || journal.read().settings !== undefined);
  const facts = once(() => readOrgFacts(org));
  const packed = once(() => packSource(options.forceApp, apiVersion));
  const contactEmail = options.contactEmail ?? (await emailOf(org));
  const steps: Step[] = [
    checkOrg(context, facts),
    ...(former === undefined ? [] : [leaveOldOrg(context, former, options.factsPlace)]),
    deployPackage(context, packed),
    giveAdminRights(context),
    proposeDivisions(context, { userField: options.divisionField }),
    prepareIntegrationUser(context, {
      contactEmail,
      fullLicence: options.fullLicence,
      ...(options.integrationUser === undefined ? {} : { username: options.integrationUser }),
    }),
    givePrivacyRights(context, username, facts),
    makeClientApp(context, {
      contactEmail,
      apiVersion,
      loginUrl: async () => loginUrlOf(await facts(), org.instanceUrl, org.isLocal),
      takeOver: options.takeOver || former !== undefined,
      ladder: options.ladder,
    }),
    writeServiceSettings(context, settingsFile, facts),
  ];
  return { context, steps, facts };
}

/** Where the keys and journals of all orgs are kept, beside the data of the service. */
export const installRoot = join('.baton', 'install');

const emailSchema = z.looseObject({ Email: z.string() });

export async function emailOf(org: AdminOrg): Promise<string> {
  const [user] = await queryRows(org, soql`SELECT Email FROM User WHERE Id = ${org.userId}`, emailSchema);
  return user?.Email ?? org.username;
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let value: Promise<Value> | undefined;
  return () => (value ??= make());
}

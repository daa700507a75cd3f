import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { createOrg, openOrg } from './create-org.ts';
import { type IntegrationLogin, prepareIntegrationLogin } from './integration-login.ts';
import type { Org } from './org.ts';
import { mountPages, preparePages } from './pages/mount-pages.ts';
import { createSampleCompany, sampleSettings, type SampleSummary } from './sample/index.ts';
import { type RunningDevorg, startDevorg } from './server.ts';
import { siblingsFrom } from './siblings.ts';

export interface DemoOrgOptions {
  /** Everything of this demo is kept here; the sample company in it is used again at the next start. */
  readonly folder: string;
  /** Where prebuilt page scripts are kept; shared by all demos. */
  readonly cacheFolder: string;
  readonly forceApp: string;
  readonly accounts: number;
  readonly seed: number;
  readonly noise: number;
  /** 0: any free port. */
  readonly port: number;
  readonly onProgress?: (accounts: number) => void;
}

export interface RunningDemoOrg extends Pick<RunningDevorg, 'url' | 'adminUrl'> {
  readonly login: IntegrationLogin;
  readonly sample: SampleSummary;
  /** Resolves when the pages can be drawn without waiting. */
  readonly pagesReady: Promise<void>;
  close(): Promise<void>;
}

/** A demo looks at its panels often: many more calls than a real org would give. */
const DEMO_CALLS_A_DAY = 5_000_000;

/**
 * The org in a box with the sample company, its pages and a way in for the service.
 * @throws Error of the listening socket, such as EADDRINUSE.
 */
export async function startDemoOrg(options: DemoOrgOptions): Promise<RunningDemoOrg> {
  const { forceApp, cacheFolder, port } = options;
  const { org, sample } = await openOrMakeSample(options);
  const siblings = siblingsFrom(org, truthFile(options));
  const running = await startDevorg({
    org,
    port,
    mount: (app, context) => {
      mountPages(app, context, { forceApp, cacheFolder, siblingsOf: siblings.of });
    },
  });
  return {
    url: running.url,
    adminUrl: running.adminUrl,
    login: prepareIntegrationLogin(running.context, options.folder),
    sample,
    pagesReady: preparePages({ forceApp, cacheFolder }),
    close: async () => {
      await running.close();
      siblings.close();
      org.database.close();
    },
  };
}

function orgFile({ folder }: DemoOrgOptions): string {
  return join(folder, 'org.sqlite');
}

function truthFile({ folder }: DemoOrgOptions): string {
  return join(folder, 'truth.sqlite');
}

/** What was made, written last: a folder without it was left half made. */
function summaryFile({ folder }: DemoOrgOptions): string {
  return join(folder, 'sample.json');
}

async function openOrMakeSample(options: DemoOrgOptions): Promise<{ org: Org; sample: SampleSummary }> {
  if (existsSync(summaryFile(options))) {
    const sample = JSON.parse(readFileSync(summaryFile(options), 'utf8')) as SampleSummary;
    return { org: openOrg({ forceApp: options.forceApp, file: orgFile(options) }), sample };
  }
  rmSync(options.folder, { recursive: true, force: true });
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const settings = { ...sampleSettings, dailyApiRequests: DEMO_CALLS_A_DAY };
  const org = createOrg({ forceApp: options.forceApp, file: orgFile(options), settings });
  const { accounts, seed, noise, onProgress } = options;
  const sample = await createSampleCompany({
    ...{ org, accounts, seed, noise, truthFile: truthFile(options) },
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  writeFileSync(summaryFile(options), JSON.stringify(sample));
  return { org, sample };
}

import { InstallError } from '../install-errors.ts';
import type { AppEntry } from '../journal.ts';
import type { StepContext } from '../step.ts';
import { keyByConnectRest, type Rung } from './consumer-key.ts';
import { type Proof, type ProofOptions, proveLogin, proveWithPatience } from './prove-login.ts';
import { keyByMetadata } from './read-metadata.ts';

export interface KeyLadder {
  /** The consumer key as a person copied it from Setup. */
  readonly pasted?: string;
  /** Asks a person for it; `undefined` where nobody can be asked or nobody answers. */
  readonly ask: (setupUrl: string) => Promise<string | undefined>;
  /** How long a new app may take to be known everywhere. */
  readonly patienceMs: number;
  readonly pauseMs: number;
}

interface Search {
  readonly app: AppEntry;
  /** The key that we gave and the org took. */
  readonly ownKey: string | undefined;
  readonly proof: Omit<ProofOptions, 'clientId'>;
  readonly ladder: KeyLadder;
}

interface Candidate {
  readonly rung: Rung;
  readonly key: string;
}

const MINUTE_MS = 60_000;

/** Where an admin sees the key of an app, after proving who they are. */
export function appSetupUrl(instanceUrl: string): string {
  return `${instanceUrl}/lightning/setup/ManageExternalClientApplication/home`;
}

/**
 * Climbs the ladder until a login succeeds, and says on which rung.
 * @throws InstallError `INSTALL_NO_KEY` where no rung holds, or `INSTALL_LOGIN_REFUSED` with the refusal of the login
 */
export async function findConsumerKey(context: StepContext, search: Search): Promise<string> {
  const candidate = await gather(context, search);
  if (candidate !== undefined) {
    const found = await prove(context, search, candidate);
    if (found.isProven) return candidate.key;
    // A key that we gave may have been put aside in silence: then the org knows another one, and does not say which.
    if (candidate.rung !== 'own key' || found.error.code !== 'CRM_LOGIN_CLIENT') throw refused(found, context, search);
  }
  const byHand = { rung: 'by hand', key: await askForKey(context, search) } as const;
  const found = await prove(context, search, byHand);
  if (!found.isProven) throw refused(found, context, search);
  return byHand.key;
}

async function prove({ say }: StepContext, { proof, ladder }: Search, { rung, key }: Candidate): Promise<Proof> {
  const found = await proveWithPatience(
    { ...proof, clientId: key },
    {
      longestMs: ladder.patienceMs,
      pauseMs: ladder.pauseMs,
      onWait: (error, leftMs) => {
        const minutes = Math.ceil(leftMs / MINUTE_MS);
        say(
          `Salesforce does not know the new app yet (${error.code}), which can take half an hour; waiting, at most ${String(minutes)} more minutes`,
        );
      },
    },
  );
  if (found.isProven) say(`consumer key: ${rung}`);
  return found;
}

async function askForKey({ org }: StepContext, { app, ladder }: Search): Promise<string> {
  const setupUrl = appSetupUrl(org.instanceUrl);
  const told = (await ladder.ask(setupUrl))?.trim() ?? '';
  if (told === '') throw noKey(setupUrl, app.name);
  return told;
}

/** What a rung tells is tried before what we only wished for. */
async function gather(
  { org, say }: StepContext,
  { app, ownKey, proof, ladder }: Search,
): Promise<Candidate | undefined> {
  if (ladder.pasted !== undefined) return { rung: 'by hand', key: ladder.pasted };
  const own: Candidate | undefined = ownKey === undefined ? undefined : { rung: 'own key', key: ownKey };
  if (own !== undefined && (await proveLogin({ ...proof, clientId: own.key })).isProven) return own;
  say('looking for the consumer key');
  const retrieved = await keyByMetadata(org, app.name);
  if (retrieved !== undefined) return { rung: retrieved === ownKey ? 'own key' : 'retrieve', key: retrieved };
  const connected = await keyByConnectRest(org, app.name);
  if (connected !== undefined) return { rung: connected === ownKey ? 'own key' : 'Connect REST', key: connected };
  return own;
}

function noKey(setupUrl: string, app: string): InstallError {
  return new InstallError('INSTALL_NO_KEY', `The org does not tell the consumer key of the app ${app}.`, {
    actions: [
      `Open ${setupUrl}, choose ${app} > Settings > OAuth Settings > Consumer Key and Secret, and copy the key.`,
      'Start again with --consumer-key KEY; what is done already is not done twice.',
    ],
  });
}

function refused(
  { error }: Extract<Proof, { isProven: false }>,
  { org: { instanceUrl } }: StepContext,
  { app: { name } }: Search,
): InstallError {
  return new InstallError('INSTALL_LOGIN_REFUSED', `The login by the app ${name} is refused: ${error.message}`, {
    actions: [
      ...error.actions,
      `Check the app in ${appSetupUrl(instanceUrl)}; then start again, with --consumer-key if its key is another one.`,
    ],
    cause: error,
  });
}

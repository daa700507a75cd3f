import { InstallError } from '../install-errors.ts';
import type { AppEntry } from '../journal.ts';
import type { StepContext } from '../step.ts';
import { keyByConnectRest, type Rung } from './consumer-key.ts';
import { type Proof, type ProofOptions, proveLogin, proveOneOf } from './prove-login.ts';
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
 * @throws InstallError `INSTALL_NO_KEY` where no rung holds, or the refusal of the login
 */
export async function findConsumerKey(context: StepContext, search: Search): Promise<string> {
  const { org, say } = context;
  const { ladder, proof } = search;
  const candidates = await gather(context, search);
  if (candidates.length === 0) {
    const setupUrl = appSetupUrl(org.instanceUrl);
    const told = (await ladder.ask(setupUrl))?.trim();
    if (told === undefined || told === '') throw noKey(setupUrl, search.app.name);
    candidates.push({ rung: 'by hand', key: told });
  }
  const { clientId, proof: found } = await proveOneOf(
    { ...proof, clientId: '' },
    candidates.map(({ key }) => key),
    {
      longestMs: ladder.patienceMs,
      pauseMs: ladder.pauseMs,
      onWait: (error, leftMs) => {
        const minutes = Math.ceil(leftMs / MINUTE_MS);
        say(
          `Salesforce does not know the new app yet (${error.code}); it can take half an hour. Waiting, at most ${String(minutes)} more minutes`,
        );
      },
    },
  );
  if (!found.isProven) throw refused(found, search.app.name, org.instanceUrl);
  const rung = candidates.find(({ key }) => key === clientId)?.rung ?? 'own key';
  say(`consumer key: ${rung}`);
  return clientId;
}

/** What a rung tells is tried before what we only wished for. */
async function gather({ org, say }: StepContext, { app, ownKey, proof, ladder }: Search): Promise<Candidate[]> {
  if (ladder.pasted !== undefined) return [{ rung: 'by hand', key: ladder.pasted }];
  if (ownKey !== undefined && (await proveLogin({ ...proof, clientId: ownKey })).isProven) {
    return [{ rung: 'own key', key: ownKey }];
  }
  say('looking for the consumer key');
  const retrieved = await keyByMetadata(org, app.name);
  const connected = retrieved ?? (await keyByConnectRest(org, app.name));
  if (retrieved !== undefined) return [{ rung: 'retrieve', key: retrieved }];
  if (connected !== undefined) return [{ rung: 'Connect REST', key: connected }];
  return ownKey === undefined ? [] : [{ rung: 'own key', key: ownKey }];
}

function noKey(setupUrl: string, app: string): InstallError {
  return new InstallError('INSTALL_NO_KEY', `The org does not tell the consumer key of the app ${app}.`, {
    actions: [
      `Open ${setupUrl}, choose ${app} > Settings > OAuth Settings > Consumer Key and Secret, and copy the key.`,
      'Start again with --consumer-key KEY; what is done already is not done twice.',
    ],
  });
}

function refused({ error }: Extract<Proof, { isProven: false }>, app: string, instanceUrl: string): InstallError {
  return new InstallError('INSTALL_LOGIN_REFUSED', `The login by the app ${app} is refused: ${error.message}`, {
    actions: [
      ...error.actions,
      `Check the app in ${appSetupUrl(instanceUrl)}; then start again, with --consumer-key if its key is another one.`,
    ],
    cause: error,
  });
}

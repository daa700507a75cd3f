/**
 * `npm run bench -- install`: follows docs/install.md to the letter. Each box marked `sh` is run as it stands, in order,
 * in an empty folder, with the real `sf` CLI, against an org in a box in which nothing of Baton is; then the org is
 * held against what it was before.
 *
 * Prints JSON: `seconds` until the first relationship stands in the CRM, `steps` (commands until then), `manualSteps`
 * (listed on the page), `relationships`, and `left`: what differs in the org after everything was taken out again.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

import { type FreshOrg, startFreshOrg } from './install-org.ts';
import { commandsOf, manualStepsOf, type PageCommand } from './install-page.ts';
import { differences, type OrgPicture, takePicture } from './install-picture.ts';

const ACCOUNTS = 500;
const LIMIT_SECONDS = 600;
/** Characters of what a failed command said. */
const SHOWN = 4_000;
/** The step after which the first relationship has to stand in the CRM. */
const CONNECTING = /baton -- init .*--yes/;

const asJson = process.argv.includes('--json');
const page = resolve('docs/install.md');
const work = mkdtempSync(join(tmpdir(), 'baton-install-page-'));

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** What an admin has: a home of their own, Node and npm, the address of the repository, and a session in the org. */
function adminEnvironment(org: FreshOrg): NodeJS.ProcessEnv {
  const tools = join(work, 'tools');
  const node = resolve('node_modules', '.bin');
  const ours = /^(BATON_|SF_|SFDX_|DATABASE_URL|NODE_OPTIONS)/;
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name))),
    PATH: [join(tools, 'bin'), node, process.env['PATH'] ?? ''].join(delimiter),
    HOME: join(work, 'home'),
    npm_config_prefix: tools,
    // What this machine knows of its registry lies in another home.
    npm_config_cache: npmSetting('cache'),
    npm_config_registry: npmSetting('registry'),
    npm_config_userconfig: npmSetting('userconfig'),
    REPOSITORY_URL: resolve('.'),
    INSTANCE_URL: org.url,
    SF_ACCESS_TOKEN: org.adminToken,
    BATON_ALLOW_LOCAL_ORG: 'true',
    // A machine without a keychain, which asks nobody and updates nothing by itself.
    SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
    SF_AUTOUPDATE_DISABLE: 'true',
    SF_DISABLE_TELEMETRY: 'true',
    SF_DISABLE_DNS_CHECK: 'true',
  };
}

function npmSetting(name: string): string {
  return spawnSync('npm', ['config', 'get', name], { encoding: 'utf8' }).stdout.trim();
}

interface Ran {
  readonly command: string;
  readonly seconds: number;
}

/** One shell for the whole page, as one person would have it: `cd` and variables last. */
async function follow(
  commands: readonly PageCommand[],
  env: NodeJS.ProcessEnv,
  after: (ran: Ran) => Promise<void>,
): Promise<void> {
  const shell = spawn('bash', ['--noprofile', '--norc'], { cwd: work, env, stdio: ['pipe', 'pipe', 'pipe'] });
  let output = '';
  let onEnd: ((status: number) => void) | undefined;
  const hear = (chunk: Buffer): void => {
    output += chunk.toString();
    const end = /<<<end (\d+)>>>/.exec(output);
    if (end !== null) onEnd?.(Number(end[1]));
  };
  // A shell that is gone (a page may say `exit`, a machine may run out of memory) ends the wait with what it said.
  shell.on('close', (code, signal) => onEnd?.(code ?? (signal === null ? 1 : 128)));
  shell.stdout.on('data', hear);
  shell.stderr.on('data', hear);
  try {
    for (const { command, line } of commands) {
      say(`$ ${command}`);
      output = '';
      const started = performance.now();
      const status = await new Promise<number>((done) => {
        onEnd = done;
        // Without a keyboard: what reads on would swallow the commands after it.
        shell.stdin.write(`{ ${command}\n} </dev/null\nprintf '<<<end %d>>>' $?\n`);
      });
      const seconds = (performance.now() - started) / 1000;
      if (status !== 0) {
        // Said at once: cleaning up takes a while.
        say(output.slice(-SHOWN));
        throw new Error(`docs/install.md, line ${line}: "${command}" ended with ${status}`);
      }
      await after({ command, seconds });
    }
  } finally {
    shell.stdin.end();
    shell.kill();
  }
}

async function run(org: FreshOrg): Promise<Record<string, unknown>> {
  const before: OrgPicture = takePicture(org.org);
  const ran: Ran[] = [];
  let connectedAfter = 0;
  let relationships = 0;
  await follow(commandsOf(page), adminEnvironment(org), async (one) => {
    ran.push(one);
    say(`  ${one.seconds.toFixed(1)} s`);
    if (!CONNECTING.test(one.command)) return;
    connectedAfter = ran.length;
    relationships = org.relationships();
    await Promise.resolve();
  });
  const connecting = ran.slice(0, connectedAfter);
  return {
    seconds: Math.round(connecting.reduce((sum, { seconds }) => sum + seconds, 0) * 10) / 10,
    steps: connecting.length,
    manualSteps: manualStepsOf(page).length,
    relationships,
    stepsInAll: ran.length,
    secondsInAll: Math.round(ran.reduce((sum, { seconds }) => sum + seconds, 0) * 10) / 10,
    left: differences(before, takePicture(org.org)),
  };
}

if (spawnSync('npm', ['view', '@salesforce/cli', 'version'], { stdio: 'ignore' }).status !== 0) {
  say('The sf CLI can not be had here (no npm registry); the page was not followed.');
  process.exit(2);
}
mkdirSync(join(work, 'home'), { recursive: true });
const org = await startFreshOrg(ACCOUNTS);
try {
  const result = await run(org);
  process.stdout.write(asJson ? `${JSON.stringify(result)}\n` : `${JSON.stringify(result, null, 2)}\n`);
  const { seconds, relationships, left } = result as {
    seconds: number;
    relationships: number;
    left: readonly string[];
  };
  const onlyTheUser = left.every((line) => line.startsWith('users: + baton.integration@') && line.endsWith('| 0'));
  process.exitCode = seconds <= LIMIT_SECONDS && relationships > 0 && onlyTheUser ? 0 : 1;
} finally {
  await org.close();
  // A hundred thousand small files: quicker by another program.
  spawnSync('rm', ['-rf', work]);
}

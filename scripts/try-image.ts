/**
 * Does what the Dockerfile says without a container engine: `node scripts/try-image.ts`. Copies what .dockerignore lets
 * through into an empty folder, runs its `npm ci`, and starts the command there as a user who may write nowhere but the
 * data folder, against an org in a box. Ends with a line that says what ran; fails where something does.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** nobody, where this script runs as root; else whoever runs it. */
const NOBODY = 65_534;
const asNobody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

const folder = mkdtempSync(join(tmpdir(), 'baton-image-'));
const app = join(folder, 'app');
const data = join(folder, 'data');
const home = join(folder, 'home');
for (const path of [app, data, home]) mkdirSync(path);

/** As .dockerignore: these, and of src all but the org in a box. */
for (const name of ['package.json', 'package-lock.json', '.npmrc']) cpSync(name, join(app, name));
cpSync('src', join(app, 'src'), { recursive: true, filter: (path) => !path.startsWith(join('src', 'devorg')) });

function fail(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}

const npm = spawnSync('npm', ['ci', '--omit=dev', '--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund'], {
  cwd: app,
  stdio: ['ignore', 'inherit', 'inherit'],
});
if (npm.status !== 0) fail('npm ci failed');
const packages = readdirSync(join(app, 'node_modules')).length;
for (const name of ['jest', 'jsforce', 'playwright-core', 'typescript']) {
  if (existsSync(join(app, 'node_modules', name))) fail(`${name} is in the image`);
}

// The org in a box plays Salesforce, from this folder: the image has none.
const org = spawn(
  process.execPath,
  ['src/main.ts', 'devorg', '--port', '0', '--accounts', '100', '--json', '--data-folder', join(folder, 'org')],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
const [line] = (await once(createInterface({ input: org.stdout }), 'line')) as [string];
const ready = JSON.parse(line) as Record<'loginUrl' | 'username' | 'clientId' | 'privateKeyFile', string>;
const key = join(folder, 'key.pem');
cpSync(ready.privateKeyFile, key);
chmodSync(folder, 0o711);
chmodSync(app, 0o555);
if (asNobody.uid !== undefined) {
  for (const path of [data, home, key]) chownSync(path, NOBODY, NOBODY);
}

const environment = {
  PATH: process.env['PATH'] ?? '',
  HOME: home,
  NODE_ENV: 'production',
  BATON_HTTP_HOST: '127.0.0.1',
  BATON_HTTP_PORT: '18080',
  BATON_DATA_FOLDER: join(data, 'db'),
  BATON_LOGIN_URL: ready.loginUrl,
  BATON_USERNAME: ready.username,
  BATON_CLIENT_ID: ready.clientId,
  BATON_PRIVATE_KEY_FILE: key,
  BATON_ALLOW_LOCAL_ORG: 'true',
};
const service = spawn(process.execPath, ['src/main.ts', 'serve'], {
  ...asNobody,
  cwd: app,
  env: environment,
  stdio: ['ignore', 'inherit', 'pipe'],
});
let log = '';
service.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));

async function statusOf(path: string): Promise<number> {
  return fetch(`http://127.0.0.1:18080${path}`).then(
    ({ status }) => status,
    () => 0,
  );
}

const LONGEST_MS = 120_000;
const began = Date.now();
while ((await statusOf('/readyz')) !== 200) {
  if (Date.now() - began > LONGEST_MS || service.exitCode !== null) fail(`The service did not become ready:\n${log}`);
  await new Promise((wait) => setTimeout(wait, 500));
}
const readySeconds = (Date.now() - began) / 1000;
const health = await statusOf('/healthz');
service.kill('SIGTERM');
const [code] = (await once(service, 'close')) as [number | null];
org.kill('SIGINT');
await once(org, 'close');
const written = readdirSync(app).filter(
  (name) => !['package.json', 'package-lock.json', '.npmrc', 'src', 'node_modules'].includes(name),
);
rmSync(folder, { recursive: true, force: true });
if (health !== 200 || code !== 0 || written.length > 0)
  fail(`health ${health}, exit ${code}, written ${written.join()}`);
process.stdout.write(`${JSON.stringify({ packages, readySeconds, exitCode: code, uid: asNobody.uid ?? null })}\n`);

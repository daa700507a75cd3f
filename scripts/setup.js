/**
 * Runs before `npm start` and `npm test`, on whatever Node the person has, with nothing installed.
 * It brings the packages, and among them Node 24 itself, which every script after this one runs on: npm puts
 * node_modules/.bin first on the path. Plain JavaScript without dependencies, because there are none yet.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const OLDEST_NODE = [22, 20];

const bringsNode = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch);

function isInstalled() {
  if (bringsNode && !existsSync('node_modules/.bin/node')) return false;
  const stamp = 'node_modules/.package-lock.json';
  if (!existsSync(stamp)) return false;
  const installed = JSON.parse(readFileSync(stamp, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional === true || installed[path]?.version === entry.version,
  );
}

function install() {
  process.stderr.write('Installing packages (a minute or so, once) …\n');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const [command, commandArgs] = npm?.endsWith('.js') ? [process.execPath, [npm, ...args]] : ['npm', args];
  const result = spawnSync(command, commandArgs, {
    stdio: ['ignore', 2, 'inherit'],
    // Only npm itself may be this old; the packages are for the Node that comes with them.
    env: { ...process.env, npm_config_engine_strict: 'false' },
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (result.status !== 0) {
    process.stderr.write('npm ci failed. Check that the npm registry can be reached, then run the command again.\n');
    process.exit(result.status ?? 1);
  }
}

/** Linux gets its Node from npm; elsewhere the person's own one serves if it is young enough. */
function checkNode() {
  if (existsSync('node_modules/.bin/node')) return;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  process.stderr.write(
    `Baton needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}. ` +
      'On Linux it brings its own. Here, please install Node 24 and run the command again.\n',
  );
  process.exit(1);
}

if (!isInstalled()) install();
checkNode();

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A PostgreSQL server for tests: the one in TEST_DATABASE_URL, else a throw-away cluster of the installed binaries.
 *
 * One cluster serves all test files of a run: the first one to come starts it, named after the process that runs jest;
 * a watching shell stops it and deletes its folder once that process is gone, however it ended.
 * @returns undefined where there is no PostgreSQL on this machine.
 */
export async function findPostgres(): Promise<string | undefined> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given !== undefined && given !== '') return given;
  const binaries = findBinaries();
  return binaries === undefined ? undefined : sharedCluster(binaries);
}

function findBinaries(): string | undefined {
  const installed = '/usr/lib/postgresql';
  const versions = existsSync(installed) ? readdirSync(installed).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(installed, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(':'),
  ];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl')));
}

/** The workers of one jest run share their parent; a run in one process is its own. */
function runnerProcess(): number {
  return process.env['JEST_WORKER_ID'] !== undefined && process.send !== undefined ? process.ppid : process.pid;
}

async function sharedCluster(binaries: string): Promise<string> {
  const folder = join(tmpdir(), `baton-test-postgres-${runnerProcess()}`);
  const ready = join(folder, 'url');
  try {
    mkdirSync(folder, { mode: 0o755 });
  } catch {
    return waitFor(ready);
  }
  try {
    const url = await startCluster(binaries, folder);
    writeFileSync(ready, url);
    return url;
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

async function waitFor(file: string): Promise<string> {
  for (let waitedMs = 0; waitedMs < 30_000; waitedMs += 100) {
    if (existsSync(file)) {
      const url = readFileSync(file, 'utf8');
      if (url !== '') return url;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Another test file began to start PostgreSQL but did not finish: ${file}`);
}

async function startCluster(binaries: string, folder: string): Promise<string> {
  const port = await freePort();
  const data = join(folder, 'data');
  if (isRoot()) run('chown', ['postgres', folder]);
  runAsServer(join(binaries, 'initdb'), ['-D', data, '-U', 'baton', '-A', 'trust', '-E', 'UTF8', '--no-sync', '-N']);
  const options = `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories=${folder} -c fsync=off`;
  runAsServer(join(binaries, 'pg_ctl'), ['-D', data, '-w', '-s', '-l', join(folder, 'log'), '-o', options, 'start']);
  stopWhenOver(join(binaries, 'pg_ctl'), data, folder);
  return `postgresql://baton@127.0.0.1:${port}/postgres`;
}

function stopWhenOver(control: string, data: string, folder: string): void {
  const stop = [...asServer(), control, '-D', data, '-m', 'immediate', '-s', 'stop'].join(' ');
  const script = `while kill -0 ${runnerProcess()} 2>/dev/null; do sleep 1; done; ${stop}; rm -rf ${folder}`;
  run('sh', ['-c', `setsid sh -c '${script}' >/dev/null 2>&1 &`]);
}

/** PostgreSQL refuses to run as root. */
function asServer(): string[] {
  return isRoot() ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'] : [];
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function runAsServer(command: string, options: readonly string[]): void {
  const [first = command, ...rest] = [...asServer(), command, ...options];
  run(first, rest);
}

function run(command: string, options: readonly string[]): void {
  const done = spawnSync(command, options, { cwd: tmpdir(), stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${command} failed: ${done.stderr}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/** A folder that the test's process may use and that goes away with it. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'baton-test-'));
}

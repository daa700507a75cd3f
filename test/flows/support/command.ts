import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

import { placeEmbedded } from '../../support/embedded-database.ts';

const MAIN = resolve('src/main.ts');

/** Commands that make a database where there is none. */
const WITH_DATABASE: ReadonlySet<string> = new Set(['sync', 'serve']);

/** How a command ended and what it said. */
export interface Ended {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCommand {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** What it has written so far to both streams. */
  output(): string;
}

export interface CommandPlace {
  readonly environment: Readonly<Record<string, string>>;
  /** The folder it runs in; away from this project, whose `.env` is none of its business. */
  readonly folder: string;
  /** A shell line that runs before it, such as a limit. */
  readonly before?: string;
}

/** `baton …` as a shell runs it: a process of its own with nothing but these settings in its environment. */
export function startCommand(args: readonly string[], { environment, folder, before }: CommandPlace): RunningCommand {
  const dataFolder = environment['BATON_DATA_FOLDER'];
  if (WITH_DATABASE.has(args[0] ?? '') && dataFolder !== undefined) placeEmbedded(dataFolder);
  const command = [process.execPath, MAIN, ...args];
  const [file = '', ...rest] = before === undefined ? command : ['sh', '-c', `${before}; exec "$@"`, 'sh', ...command];
  const child = spawn(file, rest, {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, TZ: 'UTC', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
    stdout,
    stderr,
  }));
  return { child, ended, output: () => stdout + stderr };
}

/** Runs a command to its end. */
export function runCommand(args: readonly string[], place: CommandPlace): Promise<Ended> {
  return startCommand(args, place).ended;
}

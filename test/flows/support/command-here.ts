import { jest } from '@jest/globals';

import { reportFailure } from '../../../src/cli/failure.ts';
import { batonCommand } from '../../../src/cli/program.ts';
import type { CommandPlace, Ended } from './command.ts';

/**
 * `baton …` as `main.ts` runs it, without a process of its own: for commands that end before they do any work, of which
 * starting a process is the longest part. One at a time.
 */
export async function runCommandHere(args: readonly string[], { environment, folder }: CommandPlace): Promise<Ended> {
  const before = { folder: process.cwd(), environment: process.env, exitCode: process.exitCode };
  const said = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    jest.spyOn(process[name], 'write').mockImplementation((chunk) => {
      said[name] += String(chunk);
      return true;
    }),
  );
  process.chdir(folder);
  process.env = { PATH: before.environment['PATH'], HOME: folder, TZ: 'UTC', ...environment };
  try {
    await batonCommand().parseAsync([...args], { from: 'user' });
    return { ...said, code: Number(process.exitCode ?? 0), signal: null };
  } catch (error) {
    const code = reportFailure(error, process.stderr);
    return { ...said, code, signal: null };
  } finally {
    for (const spy of spies) spy.mockRestore();
    process.exitCode = before.exitCode;
    process.chdir(before.folder);
    process.env = before.environment;
  }
}

import { reportFailure } from './failure.ts';
import { batonCommand } from './program.ts';

/** The `baton` command with this process's arguments; a failure becomes one message and an exit code. */
export async function runCommand(): Promise<void> {
  // A reader that has seen enough (`| head`) closes the pipe; that is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
  try {
    await batonCommand().parseAsync();
  } catch (error) {
    process.exitCode = reportFailure(error, process.stderr);
  }
}

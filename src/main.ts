#!/usr/bin/env node
import { reportFailure } from './cli/failure.ts';
import { batonCommand } from './cli/program.ts';

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

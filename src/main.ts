#!/usr/bin/env node
import { reportFailure } from './cli/failure.ts';
import { batonCommand } from './cli/program.ts';

try {
  await batonCommand().parseAsync();
} catch (error) {
  process.exitCode = reportFailure(error, process.stderr);
}

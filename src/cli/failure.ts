import { CommanderError } from 'commander';

import { AppError } from '../errors.ts';
import { redactText } from '../log/redact.ts';

/** What a shell script can rely on. */
export const EXIT = {
  ok: 0,
  /** Something nobody foresaw; please report it. */
  unexpected: 1,
  /** The configuration, the command line or an input file is wrong: a person has to change something. */
  wrongInput: 2,
  /** Salesforce or the database can not be reached or refuses; the same command may work later. */
  unavailable: 3,
  /** The run ended, but something was parked for an admin to look at. */
  parked: 4,
} as const;

const INPUT_CODES = /^(INVALID_|MALFORMED_|UNKNOWN_|MISSING_|WRONG_|INSTALL_)/;

/**
 * Writes an error for a person: what happened, then what to do, one line each; never a stack trace for errors that were
 * foreseen, never a secret.
 * @returns the exit code that tells the kind of failure.
 */
export function reportFailure(error: unknown, stream: NodeJS.WritableStream): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.wrongInput;
  if (error instanceof AppError) {
    stream.write(`baton: ${redactText(error.message)}\n`);
    for (const action of error.actions) stream.write(`  → ${redactText(action)}\n`);
    return INPUT_CODES.test(error.code) ? EXIT.wrongInput : EXIT.unavailable;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  stream.write(`baton: something unexpected happened; please report it\n${redactText(text)}\n`);
  return EXIT.unexpected;
}

import { createInterface } from 'node:readline/promises';

import { AppError } from '../../errors.ts';

/** Asks a person one question; `undefined` where nobody sits there. */
export async function ask(question: string): Promise<string | undefined> {
  if (!process.stdin.isTTY) return undefined;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(`${question} `);
  } finally {
    lines.close();
  }
}

/**
 * Has a plan confirmed.
 * @throws AppError `INSTALL_NOT_CONFIRMED` where somebody says no, or nobody can be asked
 */
export async function confirm(question: string): Promise<void> {
  const answer = await ask(`${question} (yes/no)`);
  if (answer !== undefined && /^y(es)?$/i.test(answer.trim())) return;
  const why = answer === undefined ? 'Nobody is there to confirm the plan.' : 'Nothing was done.';
  throw new AppError('INSTALL_NOT_CONFIRMED', why, {
    actions: ['Read the plan with --dry-run, then start again with --yes.'],
  });
}

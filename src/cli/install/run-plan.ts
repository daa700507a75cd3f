import type { Step, StepContext } from '../../install/step.ts';
import { EXIT } from '../failure.ts';
import { confirm } from './ask.ts';
import type { AdminOptions } from './open-install.ts';
import { isNothingToDo, renderPlan } from './render-plan.ts';

/** What a step has to say while it goes on. */
export function say(text: string): void {
  process.stderr.write(`     ${text}\n`);
}

/**
 * Shows a plan, has it confirmed and does it.
 * @returns an exit code where the plan was all that was wanted
 * @throws AppError `INSTALL_NOT_CONFIRMED`, and what the steps throw
 */
export async function runPlan(
  context: StepContext,
  steps: readonly Step[],
  options: Pick<AdminOptions, 'dryRun' | 'yes'>,
): Promise<number | undefined> {
  const { planOf, runSteps } = await import('../../install/step.ts');
  const { lockInstall } = await import('../../install/install-lock.ts');
  const plan = await planOf(steps);
  if (options.dryRun === true) {
    process.stdout.write(renderPlan(plan));
    return EXIT.ok;
  }
  process.stderr.write(`${renderPlan(plan)}\n`);
  if (options.yes !== true && !isNothingToDo(plan)) await confirm('Do this?');
  const release = lockInstall(context.journal.folder);
  try {
    await runSteps(steps, {
      started: ({ title }, position, count) =>
        process.stderr.write(`[${String(position)}/${String(count)}] ${title}\n`),
      done: (_step, result) => process.stderr.write(`   ✓ ${result}\n`),
    });
  } finally {
    release();
  }
  return undefined;
}

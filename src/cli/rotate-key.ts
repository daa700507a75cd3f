import { Command } from 'commander';

import { EXIT } from './failure.ts';
import { ladderOf, type LadderOptions, withLadderOptions } from './install/ladder-options.ts';
import { type AdminOptions, earlySettings, openOrg, withAdminOptions } from './install/open-install.ts';
import { runPlan, say } from './install/run-plan.ts';

interface Options extends AdminOptions, LadderOptions {
  readonly finish?: true;
  readonly contactEmail?: string;
}

/** `baton rotate-key`: a new key for the service, without a moment in which it can not log in. */
export function rotateKeyCommand(): Command {
  return withLadderOptions(withAdminOptions(new Command('rotate-key')))
    .description('give the service a new key: a second app, then the switch; --finish deletes the first one')
    .option('--finish', 'after the service was started again: delete the old app and key')
    .option('--contact-email <address>', 'where Salesforce writes to about the app (default: your own)')
    .action(async (options: Options) => {
      process.exitCode = await runRotation(options);
    });
}

async function runRotation(options: Options): Promise<number> {
  const early = earlySettings(options.settings);
  const { installRoot } = await import('../install/init.ts');
  const { prepareRotation } = await import('../install/rotate-key.ts');
  const org = await openOrg(options, early);
  const { context, steps, finish } = prepareRotation({
    ...{ org, apiVersion: early.apiVersion, root: installRoot, say },
    settingsFile: options.settings,
    ladder: ladderOf(options),
    ...(options.contactEmail === undefined ? {} : { contactEmail: options.contactEmail }),
  });
  return (await runPlan(context, options.finish === true ? finish : steps, options)) ?? EXIT.ok;
}

import { Command } from 'commander';

import { EXIT } from './failure.ts';
import { type AdminOptions, earlySettings, factsPlaceOf, openOrg, withAdminOptions } from './install/open-install.ts';
import { runPlan, say } from './install/run-plan.ts';

interface Options extends AdminOptions {
  readonly forceApp: string;
}

/** `baton uninit`: takes Baton out of an org again, and says what stays. */
export function uninitCommand(): Command {
  return withAdminOptions(new Command('uninit'))
    .description('take Baton out of an org again, with all its rows; says what stays and why')
    .option('--force-app <folder>', 'source of the package', 'force-app')
    .action(async (options: Options) => {
      process.exitCode = await runUninit(options);
    });
}

async function runUninit(options: Options): Promise<number> {
  const early = earlySettings(options.settings);
  const { installRoot } = await import('../install/init.ts');
  const { leftovers, prepareUninit } = await import('../install/uninit.ts');
  const org = await openOrg(options, early);
  const { context, steps } = prepareUninit({
    ...{ org, forceApp: options.forceApp, root: installRoot, say },
    settingsFile: options.settings,
    factsPlace: factsPlaceOf(early),
  });
  const ended = await runPlan(context, steps, options);
  process.stdout.write(['', 'What stays:', ...leftovers.map((line) => `  - ${line}`), ''].join('\n'));
  return ended ?? EXIT.ok;
}

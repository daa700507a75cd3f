import { Command } from 'commander';

import { EXIT } from './failure.ts';
import { type OpenService, openService } from './open-service.ts';
import { policyDefaultsOf } from './policy-defaults.ts';
import { createProgress } from './progress.ts';
import { runOnce, type Summary } from './run-service.ts';
import { summaryInWords } from './summary-in-words.ts';
import { version } from './version.ts';

/** `baton sync`: one run, then the end; for cron jobs and for trying. */
export function syncCommand(): Command {
  return new Command('sync')
    .description('read what changed, work out who knows whom, write the difference to the CRM; once')
    .option('--json', 'print the result as one JSON line')
    .action(async (options: { json?: true }) => {
      const service = await openService();
      try {
        const summary = await syncOnce(service);
        process.stdout.write(options.json === true ? `${JSON.stringify(summary)}\n` : `${summaryInWords(summary)}\n`);
        if (summary.parked > 0 || summary.problems.length > 0) process.exitCode = EXIT.parked;
      } finally {
        await service.close();
      }
    });
}

function syncOnce({ crm, database, config }: OpenService): Promise<Summary> {
  const progress = createProgress(process.stderr);
  return runOnce({ crm, database, version, progress, policyDefaults: policyDefaultsOf(config) });
}

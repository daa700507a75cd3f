import { Command } from 'commander';

import { processEnvironment, readConfig } from '../config/read-config.ts';
import { createLogger } from '../log/logger.ts';
import { openDatabase } from '../store/open-database.ts';
import { doctorExitCode, runDoctor } from './doctor.ts';
import { renderFindings, renderFindingsAsJson } from './doctor/render-findings.ts';
import { connectOptions, databaseLocation } from './open-service.ts';

/** `baton doctor`: what is missing or wrong, and what to do about it. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('check everything Baton needs, change nothing, and say what to do about each finding')
    .option('--json', 'print the findings as one JSON line')
    .action(async (options: { json?: true }) => {
      const config = readConfig(processEnvironment());
      // What the doctor finds is its answer; the log would say it twice.
      const log = createLogger({ level: 'silent' });
      const findings = await runDoctor({
        connect: connectOptions(config, log),
        keyFile: config.BATON_PRIVATE_KEY_FILE,
        openDatabase: () => openDatabase(databaseLocation(config)),
      });
      process.stdout.write(options.json === true ? renderFindingsAsJson(findings) : renderFindings(findings));
      process.exitCode = doctorExitCode(findings);
    });
}

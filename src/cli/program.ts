import { Command } from 'commander';

import { aboutCommand } from './about.ts';
import { demoCommand } from './demo.ts';
import { devorgCommand } from './devorg.ts';
import { doctorCommand } from './doctor-command.ts';
import { initCommand } from './init.ts';
import { rotateKeyCommand } from './rotate-key.ts';
import { serveCommand } from './serve.ts';
import { statusCommand } from './status.ts';
import { syncCommand } from './sync.ts';
import { tryKnowsCommand } from './try-knows.ts';
import { tryMatchCommand } from './try-match.ts';
import { tryNeedsCommand } from './try-needs.ts';
import { uninitCommand } from './uninit.ts';
import { version } from './version.ts';

const EXIT_CODES = `
Exit codes: 0 done · 1 unexpected · 2 wrong configuration, command or file · 3 Salesforce or database unavailable ·
4 done, but something was parked for an admin`;

/** The `baton` command with everything below it. */
export function batonCommand(): Command {
  const baton = new Command('baton')
    .description('Tells reps, inside Salesforce, which colleague in another division knows their customer.')
    .version(version)
    .addHelpText('after', EXIT_CODES)
    // Errors are thrown, so that one place decides about texts and exit codes.
    .exitOverride()
    .showHelpAfterError('(baton --help shows what there is)');
  const commands = [
    demoCommand(),
    serveCommand(),
    syncCommand(),
    statusCommand(),
    doctorCommand(),
    aboutCommand(),
    initCommand(),
    rotateKeyCommand(),
    uninitCommand(),
    devorgCommand(),
    tryCommand(),
  ];
  for (const command of commands) baton.addCommand(inherit(command));
  return baton;
}

function tryCommand(): Command {
  const command = new Command('try').description('try a part of Baton on an export, before connecting anything');
  for (const part of [tryMatchCommand(), tryKnowsCommand(), tryNeedsCommand()])
    command.addCommand(inherit(part, 'try '));
  return command;
}

/** Settings of the parent do not reach commands that are added to it. */
function inherit(command: Command, before = ''): Command {
  return command.exitOverride().showHelpAfterError(`(baton ${before}${command.name()} --help explains it)`);
}

import { Command } from 'commander';

import { processEnvironment, readConfig } from '../config/read-config.ts';
import { connectCrm } from '../crm/connect.ts';
import type { SyncStatus } from '../crm/read-status.ts';
import { createLogger } from '../log/logger.ts';
import { EXIT } from './failure.ts';
import { connectOptions } from './open-service.ts';

/** `baton status`: how the service is doing, as it wrote it into the CRM; it need not run on this machine. */
export function statusCommand(): Command {
  return new Command('status')
    .description('show when the CRM was last brought up to date, and how things stand')
    .option('--json', 'print one JSON line')
    .action(async (options: { json?: true }) => {
      const config = readConfig(processEnvironment());
      const crm = await connectCrm(connectOptions(config, createLogger({ level: config.BATON_LOG_LEVEL })));
      try {
        const status = await crm.readStatus();
        process.stdout.write(
          options.json === true ? `${JSON.stringify(status ?? null)}\n` : inWords(status, crm.serverNow()),
        );
        if (status?.state !== 'Ok') process.exitCode = EXIT.parked;
      } finally {
        await crm.close();
      }
    });
}

function inWords(status: SyncStatus | undefined, nowMs: number): string {
  if (status === undefined) return 'The service has not run yet. Start it with: baton serve\n';
  const lines: [name: string, value: string][] = [
    ['state', `${status.state}: ${status.message}`],
    [
      'last sync',
      status.lastSync === undefined ? 'never' : `${status.lastSync} (${age(nowMs - Date.parse(status.lastSync))} ago)`,
    ],
    ['accounts', number(status.accounts)],
    [
      'customers',
      `${number(status.customers)}, ${number(status.sharedCustomers)} of them served by more than one division`,
    ],
    ['relationships', number(status.relationships)],
    ['parked writes', number(status.parked)],
    ['API calls', `${number(status.apiCallsDay)} of ${number(status.apiBudgetDay)} a day`],
    ['version', status.version ?? 'unknown'],
  ];
  return lines.map(([name, value]) => `${name.padEnd(14)} ${value}\n`).join('');
}

function number(value = 0): string {
  return value.toLocaleString('en');
}

function age(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / 60_000));
  if (minutes < 120) return `${minutes} min`;
  return `${Math.round(minutes / 60)} h`;
}

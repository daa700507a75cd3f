import type { Config } from '../config/read-config.ts';
import { type Environment, processEnvironment, readConfig } from '../config/read-config.ts';
import { connectCrm } from '../crm/connect.ts';
import type { ConnectOptions } from '../crm/connect-options.ts';
import type { Crm } from '../crm/crm.ts';
import { createLogger, type Logger } from '../log/logger.ts';
import type { Database } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { type DatabaseLocation, openDatabase } from '../store/open-database.ts';

/** Everything a command needs that talks to Salesforce and the database. */
export interface OpenService {
  readonly config: Config;
  readonly log: Logger;
  readonly crm: Crm;
  readonly database: Database;
  close(): Promise<void>;
}

/** The settings as `crm/` wants them. */
export function connectOptions(config: Config, log: Logger): ConnectOptions {
  return {
    loginUrl: config.BATON_LOGIN_URL,
    username: config.BATON_USERNAME,
    clientId: config.BATON_CLIENT_ID,
    privateKeyPem: config.privateKeyPem,
    apiVersion: config.BATON_API_VERSION,
    budgetShare: config.BATON_BUDGET_SHARE,
    reserveShare: config.BATON_RESERVE_SHARE,
    allowLocalOrg: config.BATON_ALLOW_LOCAL_ORG,
    timeoutMs: config.BATON_TIMEOUT_SECONDS * 1000,
    log,
  };
}

export function databaseLocation(config: Config): DatabaseLocation {
  return config.DATABASE_URL === undefined ? { folder: config.BATON_DATA_FOLDER } : { url: config.DATABASE_URL };
}

/**
 * Reads the configuration, opens the database and logs in to Salesforce.
 * @throws AppError that says which of these failed and what to do.
 */
export async function openService(environment: Environment = processEnvironment()): Promise<OpenService> {
  const config = readConfig(environment);
  const log = createLogger({ level: config.BATON_LOG_LEVEL });
  const database = await openDatabase(databaseLocation(config));
  try {
    await migrate(database);
    const crm = await connectCrm(connectOptions(config, log));
    return {
      config,
      log,
      crm,
      database,
      close: async () => {
        await crm.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

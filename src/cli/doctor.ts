import type { ConnectOptions } from '../crm/connect-options.ts';
import type { Database } from '../store/database.ts';
import { checkDatabase } from './doctor/check-database.ts';
import { checkKey } from './doctor/check-key.ts';
import { checkSalesforce } from './doctor/check-salesforce.ts';
import type { Finding } from './doctor/finding.ts';

export interface DoctorOptions {
  readonly connect: ConnectOptions;
  /** Opens the database without changing its tables; the doctor closes it. */
  readonly openDatabase: () => Promise<Database>;
  /** Where the private key lies; nothing is said about it where absent. */
  readonly keyFile?: string;
}

/**
 * Looks at everything that Baton needs, changes nothing, and says for each what to do. Costs about 25 API calls.
 * Foreseen failures are findings; only a fault of our own is thrown.
 */
export async function runDoctor({ connect, openDatabase, keyFile }: DoctorOptions): Promise<readonly Finding[]> {
  const [salesforce, database] = await Promise.all([checkSalesforce(connect), checkDatabase(openDatabase)]);
  return [...salesforce, ...checkKey(keyFile, Date.now()), ...database];
}

/** 0: fine, or only hints. 2: something must be mended. */
export function doctorExitCode(findings: readonly Finding[]): 0 | 2 {
  return findings.some(({ level }) => level === 'fault') ? 2 : 0;
}

import type { Database } from '../../store/database.ts';
import { migrationState } from '../../store/migrate.ts';
import { fault, faultOf, type Finding, hint, ok } from './finding.ts';

function tablesFinding(current: number, newest: number): Finding {
  if (current === newest) return ok('database', `The database answers and its tables are at step ${String(newest)}.`);
  if (current === 0) return ok('database', 'The database answers; it is empty and the first start fills it.');
  if (current < newest) {
    const message = `The tables are at step ${String(current)} of ${String(newest)}; the next start brings them up to date.`;
    return hint('database', message, ['Start Baton.']);
  }
  const message = `The tables were changed by a newer Baton (step ${String(current)}, this one knows ${String(newest)}).`;
  return fault('database', message, ['Start the newer Baton again, or use another database: it is filled anew.']);
}

/**
 * Checks that the database opens, answers and has tables that this Baton knows. Changes nothing in it.
 * @param open opens the database; it is closed again.
 */
export async function checkDatabase(open: () => Promise<Database>): Promise<readonly Finding[]> {
  try {
    const database = await open();
    try {
      const { current, newest } = await migrationState(database);
      return [tablesFinding(current, newest)];
    } finally {
      await database.close();
    }
  } catch (error) {
    return [faultOf('database', error)];
  }
}

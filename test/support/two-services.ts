import type { Database } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { createServerDatabase } from './databases.ts';
import { fillStore } from './filled-store.ts';

/** Two services on one server, whose store holds so many customers that nobody has looked at yet. */
export async function withTwoServices(
  customers: number,
  use: (one: Database, other: Database) => Promise<void>,
): Promise<void> {
  const { url } = await createServerDatabase();
  const [one, other] = await Promise.all([openDatabase({ url }), openDatabase({ url })]);
  try {
    await migrate(one);
    await fillStore(one, customers);
    await use(one, other);
  } finally {
    await Promise.all([one.close(), other.close()]);
  }
}

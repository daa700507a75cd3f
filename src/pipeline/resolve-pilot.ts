import { isInPilot, type Policy } from '../policy/index.ts';
import type { Database } from '../store/database.ts';
import { readLeftOut, readPilotPeople, setInPilot } from '../store/tables/pilot.ts';
import { markCustomersOfUsers } from '../store/tables/work-queues.ts';

/**
 * Notes who takes part in a pilot, and has the customers of whoever joins or leaves looked at again. Reads all users
 * while a pilot is on, since moving to another city or division decides; without one nothing but who was left out.
 */
export async function resolvePilot(database: Database, { pilot }: Policy): Promise<void> {
  await database.transaction(async (transaction) => {
    const changed: { readonly id: string; readonly isIn: boolean }[] =
      pilot === undefined
        ? (await readLeftOut(transaction)).map((id) => ({ id, isIn: true }))
        : (await readPilotPeople(transaction)).flatMap((person) => {
            const isIn = isInPilot(person, pilot);
            return isIn === person.isInPilot ? [] : [{ id: person.id, isIn }];
          });
    for (const isIn of [true, false]) {
      const ids = changed.filter((one) => one.isIn === isIn).map(({ id }) => id);
      await setInPilot(transaction, ids, isIn);
    }
    await markCustomersOfUsers(
      transaction,
      changed.map(({ id }) => id),
    );
  });
}

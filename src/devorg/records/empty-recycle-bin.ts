import { inTransaction, prepare, quoted } from '../data/index.ts';
import type { Org } from '../org.ts';
import { keepsDeleted } from './stored-row.ts';

/**
 * Removes for good what was deleted before a time, as the platform does after 15 days.
 * @param beforeMs ms since 1970
 * @returns how many rows went
 */
export function emptyRecycleBin(org: Org, beforeMs: number): number {
  const before = new Date(beforeMs).toISOString();
  let count = 0;
  inTransaction(org.database, () => {
    for (const object of org.schema.objects.values()) {
      if (!keepsDeleted(object) || !object.fields.has('systemmodstamp')) continue;
      const condition = `FROM ${quoted(object.name)} WHERE "IsDeleted" = 1 AND "SystemModstamp" < ?`;
      prepare(org.database, `DELETE FROM _recycle_bin WHERE id IN (SELECT "Id" ${condition})`).run(before);
      count += Number(prepare(org.database, `DELETE ${condition}`).run(before).changes);
    }
  });
  return count;
}

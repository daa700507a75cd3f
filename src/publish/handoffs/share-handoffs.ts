import type { Crm } from '../../crm/crm.ts';
import { inList, soql } from '../../crm/soql.ts';
import type { Database } from '../../store/database.ts';
import { forgetShares, noteShares, readKnownShares } from '../../store/tables/handoff-writes.ts';

/** Who should be able to open a hand-off beside its giver. */
export interface WantedAccess {
  readonly handoffId: string;
  readonly userOrGroupIds: readonly string[];
}

const SHARE = 'Baton_Handoff__Share';
/** Ids in one query. */
const CHUNK = 150;

interface Standing {
  readonly id: string;
  readonly userOrGroupId: string;
}

/** Hand-offs on which a write failed, with Salesforce's code where it will not pass by itself. */
export type Failures = ReadonlyMap<string, string | undefined>;

/**
 * Opens hand-offs to those who have them now. What is already so costs no call.
 * @returns hand-offs to which access could not be given.
 */
export async function openHandoffs(crm: Crm, database: Database, wanted: readonly WantedAccess[]): Promise<Failures> {
  const failed = new Map<string, string | undefined>();
  for (const { access, standing } of await readStanding(crm, database, wanted)) {
    const missing = access.userOrGroupIds.filter((id) => !standing.some(({ userOrGroupId }) => userOrGroupId === id));
    if (missing.length === 0) continue;
    const rows = missing.map((id) => ({
      ParentId: access.handoffId,
      UserOrGroupId: id,
      AccessLevel: 'Edit',
      RowCause: 'Manual',
    }));
    const results = await crm.create(SHARE, rows);
    const refused = results.find((result) => !result.ok);
    if (refused?.ok === false) failed.set(access.handoffId, refused.isTransient ? undefined : refused.code);
  }
  return failed;
}

/**
 * Takes access from those who have them no more, and remembers how things stand.
 * @returns hand-offs from which access could not be taken.
 */
export async function closeHandoffs(
  crm: Crm,
  database: Database,
  wanted: readonly WantedAccess[],
): Promise<ReadonlySet<string>> {
  const failed = new Set<string>();
  const looked = await readStanding(crm, database, wanted);
  for (const { access, standing } of looked) {
    const surplus = standing.filter(({ userOrGroupId }) => !access.userOrGroupIds.includes(userOrGroupId));
    // Killed from here on, nothing is remembered rather than what no longer holds.
    if (surplus.length > 0) await forgetShares(database, [access.handoffId]);
    for (const { id } of surplus) {
      if (!(await crm.removeOne(SHARE, id))) failed.add(access.handoffId);
    }
  }
  await noteShares(
    database,
    looked.map(({ access }) => access).filter(({ handoffId }) => !failed.has(handoffId)),
  );
  return failed;
}

/** Hand-offs whose access is not what we last saw, with what stands in the CRM right now. */
async function readStanding(
  crm: Crm,
  database: Database,
  wanted: readonly WantedAccess[],
): Promise<{ access: WantedAccess; standing: readonly Standing[] }[]> {
  const known = await readKnownShares(
    database,
    wanted.map(({ handoffId }) => handoffId),
  );
  const different = wanted.filter(({ handoffId, userOrGroupIds }) => {
    const seen = known.get(handoffId);
    return seen === undefined || [...seen].sort().join() !== [...userOrGroupIds].sort().join();
  });
  const rows = new Map<string, Standing[]>();
  for (let from = 0; from < different.length; from += CHUNK) {
    const ids = different.slice(from, from + CHUNK).map(({ handoffId }) => handoffId);
    const query = soql`SELECT Id, ParentId, UserOrGroupId FROM Baton_Handoff__Share
      WHERE RowCause = 'Manual' AND ParentId IN ${inList(ids)}`;
    for (const row of await crm.query(query)) {
      const parentId = String(row['ParentId']);
      const share = { id: String(row['Id']), userOrGroupId: String(row['UserOrGroupId']) };
      rows.set(parentId, [...(rows.get(parentId) ?? []), share]);
    }
  }
  return different.map((access) => ({ access, standing: rows.get(access.handoffId) ?? [] }));
}

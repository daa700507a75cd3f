import type { Viewer } from '../access/viewer.ts';
import { ApiError } from '../api-error.ts';
import { inTransaction, noteAccessChange, prepare, quoted, timestamp } from '../data/index.ts';
import type { Org } from '../org.ts';
import type { Field, SObject } from '../schema.ts';
import { PAIRS } from './check-row.ts';
import { type Deletion, removeRow } from './delete-record.ts';
import { derive } from './derive/index.ts';
import { insufficientAccess } from './errors.ts';
import type { RecordValues } from './field-values.ts';
import { guardSave } from './save-guards.ts';
import { keepsDeleted, type StoredRow, updateRow } from './stored-row.ts';
import { updateRecord } from './update-record.ts';
import { checkObjectRight, existingRow, recordId, visibleObject } from './visible-object.ts';

const MERGEABLE = new Set(['Account', 'Contact', 'Lead']);
const MOST_LOSERS = 2;

/** Children of which a parent has one for each: the winner's stays. */
const ONE_FOR_EACH: Readonly<Record<string, readonly string[]>> = { ...PAIRS, CampaignMember: ['CampaignId'] };

/**
 * Merges up to two records into another of their object: the losers go to the recycle bin and name the winner, what hung
 * on them hangs on the winner, and the winner is updated once. Children that move keep their stamps and ask no rules: no
 * trigger runs for them (Apex Developer Guide, *Triggers and Merge Statements*), so that who polls does not see them move.
 * @param values what the winner gets besides
 * @throws ApiError MERGE_FAILED for what cannot be merged, and what stands against the update or the deletion
 */
export function mergeRecords(
  org: Org,
  viewer: Viewer,
  objectName: string,
  masterId: string,
  loserIds: readonly string[],
  values: RecordValues = {},
): void {
  const object = visibleObject(org, viewer, objectName);
  checkObjectRight(viewer, object, 'delete');
  if (!MERGEABLE.has(object.name)) throw mergeFailed(`entity type cannot be merged: ${object.label}`);
  const master = recordId(object, masterId);
  const losers = [...new Set(loserIds.map((id) => recordId(object, id)))];
  if (losers.length === 0 || losers.length > MOST_LOSERS || losers.includes(master)) {
    throw mergeFailed('A merge has one master and one or two other records');
  }
  inTransaction(org.database, () => {
    existingRow(org, object, master);
    for (const loser of losers) mergeOne(org, viewer, object, master, loser);
    updateRecord(org, viewer, object.name, master, values);
  });
}

function mergeFailed(message: string): ApiError {
  return new ApiError(400, 'MERGE_FAILED', message);
}

function mergeOne(org: Org, viewer: Viewer, object: SObject, master: string, loser: string): void {
  const row = existingRow(org, object, loser);
  if (!viewer.mayDeleteRow(object.name, loser)) throw insufficientAccess();
  const now = timestamp(org.clock.now());
  const deletion: Deletion = { org, viewer, hard: false, root: loser, now };
  guardSave({ org, userId: viewer.userId, kind: 'delete', object, id: loser, row, stamp: now });
  for (const { childObject, field: name } of org.schema.childrenOf(object.name)) {
    const child = org.schema.object(childObject);
    const field = child?.fields.get(name.toLowerCase());
    if (!child || !field || STAYS.has(field.name) || child.name.endsWith('Share')) continue;
    moveChildren(deletion, child, field, master);
  }
  removeRow(deletion, object, row);
  updateRow(org, object, loser, { MasterRecordId: master });
  const day = row['LastActivityDate'];
  const later = `UPDATE ${quoted(object.name)} SET "LastActivityDate" = ?1 WHERE "Id" = ?2 AND coalesce("LastActivityDate", '') < ?1`;
  if (typeof day === 'string') prepare(org.database, later).run(day, master);
}

/** References that say where a record came from. */
const STAYS = new Set(['MasterRecordId']);

function moveChildren(deletion: Deletion, child: SObject, field: Field, master: string): void {
  const { org, root } = deletion;
  const live = keepsDeleted(child) ? ' AND "IsDeleted" = 0' : '';
  const sql = `SELECT * FROM ${quoted(child.name)} WHERE ${quoted(field.name)} = ?${live}`;
  const rows = prepare(org.database, sql).all(root) as StoredRow[];
  for (const row of rows) {
    if (masterHasOne(org, child, field, row, master)) removeRow(deletion, child, row);
    else moveChild(org, child, field, row, master);
  }
  if (rows.length > 0) noteAccessChange(org, child);
}

function masterHasOne(org: Org, child: SObject, field: Field, row: StoredRow, master: string): boolean {
  const others = (ONE_FOR_EACH[child.name] ?? []).filter((name) => name !== field.name);
  if (others.length === 0) return false;
  const conditions = others.map((name) => `${quoted(name)} = ?`).join(' AND ');
  const live = keepsDeleted(child) ? ' AND "IsDeleted" = 0' : '';
  const sql = `SELECT 1 FROM ${quoted(child.name)} WHERE ${quoted(field.name)} = ? AND ${conditions}${live}`;
  return prepare(org.database, sql).get(master, ...others.map((name) => row[name] ?? null)) !== undefined;
}

function moveChild(org: Org, child: SObject, field: Field, row: StoredRow, master: string): void {
  const id = String(row['Id']);
  // A record does not become its own parent.
  const moved: StoredRow = { ...row, [field.name]: id === master ? null : master };
  derive({
    org,
    object: child,
    id,
    before: row,
    row: moved,
    given: new Set(),
    now: String(row['SystemModstamp'] ?? ''),
  });
  const changed = Object.entries(moved).filter(([name, value]) => value !== row[name]);
  updateRow(org, child, id, Object.fromEntries(changed));
}

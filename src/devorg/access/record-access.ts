import type { Org } from '../org.ts';
import { viewerFor } from './viewer.ts';

/** What a user may do with a record, as the object UserRecordAccess says it. */
export interface RecordAccess {
  readonly HasReadAccess: boolean;
  readonly HasEditAccess: boolean;
  readonly HasDeleteAccess: boolean;
  readonly HasTransferAccess: boolean;
  readonly HasAllAccess: boolean;
  readonly MaxAccessLevel: 'None' | 'Read' | 'Edit' | 'Delete' | 'Transfer' | 'All';
}

/** Permission that lets people give away rows that are not theirs, by object. */
const TRANSFER: Readonly<Record<string, string>> = { Lead: 'TransferAnyLead', Case: 'TransferAnyCase' };

/** Object permissions and sharing of one user for one record. */
export function recordAccess(org: Org, userId: string, objectName: string, id: string): RecordAccess {
  const viewer = viewerFor(org, userId);
  const HasReadAccess = viewer.mayReadRow(objectName, id);
  const HasEditAccess = HasReadAccess && viewer.mayEditRow(objectName, id);
  const HasDeleteAccess = HasReadAccess && viewer.mayDeleteRow(objectName, id);
  const mayTransferAny = ['TransferAnyEntity', TRANSFER[objectName] ?? 'TransferAnyEntity'].some((name) =>
    viewer.hasSystemPermission(name),
  );
  const hasOwner = org.schema.object(objectName)?.hasOwner === true;
  const HasTransferAccess = hasOwner && HasEditAccess && (mayTransferAny || viewer.mayTransferRow(objectName, id));
  const HasAllAccess = HasDeleteAccess && (HasTransferAccess || !hasOwner);
  const has = { HasReadAccess, HasEditAccess, HasDeleteAccess, HasTransferAccess, HasAllAccess };
  return { ...has, MaxAccessLevel: highest(has) };
}

function highest(has: Omit<RecordAccess, 'MaxAccessLevel'>): RecordAccess['MaxAccessLevel'] {
  if (has.HasAllAccess) return 'All';
  if (has.HasTransferAccess) return 'Transfer';
  if (has.HasDeleteAccess) return 'Delete';
  if (has.HasEditAccess) return 'Edit';
  return has.HasReadAccess ? 'Read' : 'None';
}

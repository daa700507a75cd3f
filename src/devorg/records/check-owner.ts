import { type Viewer, viewerFor } from '../access/viewer.ts';
import { ApiError } from '../api-error.ts';
import type { Org } from '../org.ts';
import type { SObject } from '../schema.ts';
import { insufficientAccess } from './errors.ts';
import { lookUp, type StoredRow } from './stored-row.ts';

/** Permission that lets people give away rows that are not theirs, besides *Transfer Record*. */
const TRANSFER: Readonly<Record<string, string>> = { Lead: 'TransferAnyLead', Case: 'TransferAnyCase' };

/** Queues own rows too. */
const USER_PREFIX = '005';

/**
 * Whether a row may get this owner: an active user who may read the object, given by who has all rights on the row.
 * @param before the row as it was; undefined for a new one
 */
export function checkOwner(
  org: Org,
  viewer: Viewer,
  object: SObject,
  values: StoredRow,
  before: StoredRow | undefined,
): void {
  const ownerId = values['OwnerId'];
  if (!object.hasOwner || typeof ownerId !== 'string' || ownerId === before?.['OwnerId']) return;
  if (before && !mayTransfer(viewer, object, String(before['Id']))) throw insufficientAccess();
  if (ownerId !== viewer.userId && ownerId.startsWith(USER_PREFIX)) checkUser(org, object, ownerId);
}

function checkUser(org: Org, object: SObject, ownerId: string): void {
  if (lookUp(org, 'User', ownerId, 'IsActive') !== 1) {
    const message = `operation performed with inactive user [${ownerId}] as owner of ${object.label.toLowerCase()}`;
    throw new ApiError(400, 'INACTIVE_OWNER_OR_USER', message, ['OwnerId']);
  }
  if (!viewerFor(org, ownerId).mayObject(object.name, 'read')) {
    const message = 'The new owner must have read permission';
    throw new ApiError(400, 'TRANSFER_REQUIRES_READ', message, ['OwnerId']);
  }
}

function mayTransfer(viewer: Viewer, object: SObject, id: string): boolean {
  if (viewer.hasSystemPermission('TransferAnyEntity')) return true;
  const permission = TRANSFER[object.name];
  if (permission !== undefined && viewer.hasSystemPermission(permission)) return true;
  return viewer.mayTransferRow(object.name, id);
}

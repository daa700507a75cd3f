import { viewerFor } from '../access/viewer.ts';
import { ApiError } from '../api-error.ts';
import { prepare } from '../data/index.ts';
import type { Session } from '../sessions.ts';
import type { DevorgContext } from './context.ts';

/**
 * The session of a caller who may use the API now.
 * @throws ApiError INVALID_SESSION_ID, API_CURRENTLY_DISABLED or REQUEST_LIMIT_EXCEEDED
 */
export function checkCaller(context: DevorgContext, token: string | undefined): Session {
  const session = token === undefined ? undefined : context.sessions.find(token);
  if (session === undefined || !isActive(context, session)) {
    throw new ApiError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
  }
  if (session.browser) return session;
  if (!viewerFor(context.org, session.userId).hasSystemPermission('ApiEnabled')) {
    throw new ApiError(403, 'API_CURRENTLY_DISABLED', 'API is disabled for this User');
  }
  if (context.usage.isUsedUp()) {
    throw new ApiError(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
  }
  return session;
}

/** Deactivating a user ends what the user has open. */
function isActive({ org }: DevorgContext, { userId }: Session): boolean {
  return prepare(org.database, 'SELECT 1 FROM "User" WHERE Id = ? AND IsActive = 1').get(userId) !== undefined;
}

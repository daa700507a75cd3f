import type { Request, Response } from 'express';

import type { DevorgContext } from '../api/context.ts';
import { sessionCookie } from '../api/session-cookie.ts';
import { people, type Person } from './demo-data.ts';
import { escapeHtml } from './page-html.ts';

/** The user whose session this browser carries, if it is still open. */
export function currentUser(context: DevorgContext, req: Request): string | undefined {
  const token = sessionCookie(req);
  return token === undefined ? undefined : context.sessions.find(token)?.userId;
}

/** Opens a session as this user in this browser; false if the org has no such active user. */
export function signIn(context: DevorgContext, res: Response, userId: string): boolean {
  if (!isActiveUser(context, userId)) return false;
  const { token } = context.sessions.start(userId, { browser: true, expires: false });
  res.cookie('sid', token, { httpOnly: true, sameSite: 'strict', path: '/' });
  return true;
}

/** Who comes without a session sees a record as the person whose it is; undefined where nobody owns it. */
export function signInOwner(
  context: DevorgContext,
  res: Response,
  objectName: string,
  recordId: string,
): string | undefined {
  const object = context.org.schema.object(objectName);
  if (object?.fields.has('ownerid') !== true) return undefined;
  const row = context.org.database.prepare(`SELECT OwnerId FROM "${object.name}" WHERE Id = ?`).get(recordId);
  const ownerId = row === undefined ? undefined : String(row['OwnerId']);
  return ownerId !== undefined && signIn(context, res, ownerId) ? ownerId : undefined;
}

export function isActiveUser(context: DevorgContext, userId: string): boolean {
  const found = context.org.database.prepare('SELECT 1 FROM "User" WHERE Id = ? AND IsActive = 1').get(userId);
  return found !== undefined;
}

/** A form that shows the same page as somebody else. Works without scripts, too. */
export function switcher(context: DevorgContext, userId: string, path: string): string {
  const divisions = Map.groupBy(people(context.org), (person) => person.division || 'No division');
  const groups = [...divisions].map(
    ([division, members]) =>
      `<optgroup label="${escapeHtml(division)}">${members.map((person) => option(person, userId)).join('')}</optgroup>`,
  );
  return `<form class="switcher" action="${escapeHtml(path)}" method="get">
<label for="as">Seen by</label>
<div class="slds-select_container"><select id="as" name="as" class="slds-select">${groups.join('')}</select></div>
<button class="slds-button slds-button_neutral" id="switch">Switch</button>
</form>`;
}

function option(person: Person, userId: string): string {
  const isSelected = person.userId === userId ? ' selected' : '';
  return `<option value="${escapeHtml(person.userId)}"${isSelected}>${escapeHtml(person.name)}</option>`;
}

import { viewerFor } from '../access/viewer.ts';
import type { Org } from '../org.ts';

/** What `@salesforce/i18n`, `@salesforce/user` and `@salesforce/customPermission` tell a component. */
export interface PageUser {
  readonly userId: string;
  readonly locale: string;
  readonly lang: string;
  readonly timeZone: string;
  readonly customPermissions: readonly string[];
}

export function pageUser(org: Org, userId: string): PageUser {
  const user = org.database
    .prepare('SELECT LocaleSidKey, LanguageLocaleKey, TimeZoneSidKey FROM "User" WHERE Id = ?')
    .get(userId);
  const viewer = viewerFor(org, userId);
  const permissions = org.database.prepare('SELECT DeveloperName FROM CustomPermission').all();
  return {
    userId,
    locale: tagOf(user?.['LocaleSidKey']),
    lang: tagOf(user?.['LanguageLocaleKey']),
    timeZone: typeof user?.['TimeZoneSidKey'] === 'string' ? user['TimeZoneSidKey'] : 'UTC',
    customPermissions: permissions
      .map((row) => String(row['DeveloperName']))
      .filter((name) => viewer.hasCustomPermission(name)),
  };
}

/** Salesforce writes `de_DE`, browsers read `de-DE`. */
function tagOf(key: unknown): string {
  return typeof key === 'string' && key !== '' ? key.replaceAll('_', '-') : 'en-US';
}

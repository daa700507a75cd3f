import { ConnectedApps } from '../../src/devorg/connected-apps.ts';
import { componentsOf, isLabels, labelNames } from '../../src/devorg/metadata/package-source.ts';
import type { Org } from '../../src/devorg/org.ts';

/** Everything in an org that an installation could leave a trace in, as lines that can be held against each other. */
export type OrgPicture = Readonly<Record<string, readonly string[]>>;

/** Rows that record who logged in or when something was looked at: not part of the picture. */
const COUNTED_ONLY = new Set(['Task', 'Event', 'EmailMessage', 'Contact', 'Lead', 'Opportunity', 'Account', 'Case']);

export function takePicture(org: Org): OrgPicture {
  const rows = (sql: string): string[] =>
    org.database
      .prepare(sql)
      .all()
      .map((row) => Object.values(row).join(' | '))
      .sort();
  const objects = [...org.schema.objects.values()];
  return {
    // Every org has a place for labels, empty or not: the labels in it count.
    components: [...componentsOf(org.source).keys()].filter((key) => !key.startsWith('CustomLabels ')).sort(),
    labels: org.source.filter(isLabels).flatMap(labelNames).sort(),
    objects: objects.map(({ name }) => name).sort(),
    fields: objects.flatMap(({ name, fields }) => [...fields.values()].map((field) => `${name}.${field.name}`)).sort(),
    rows: [...COUNTED_ONLY].flatMap((name) => rows(`SELECT '${name}', count(*), max("SystemModstamp") FROM "${name}"`)),
    users: rows('SELECT "Username", "IsActive" FROM "User"'),
    permissionSets: rows('SELECT "Name" FROM "PermissionSet"'),
    assignments: rows('SELECT "AssigneeId", "PermissionSetId" FROM "PermissionSetAssignment"'),
    rights: rows('SELECT "ParentId", "SobjectType" FROM "ObjectPermissions"'),
    fieldRights: rows('SELECT "ParentId", "Field" FROM "FieldPermissions"'),
    customPermissions: rows('SELECT "DeveloperName" FROM "CustomPermission"'),
    notificationTypes: rows('SELECT "DeveloperName" FROM "CustomNotificationType"'),
    apps: rows('SELECT "DeveloperName" FROM "ExternalClientApplication"'),
    waysIn: new ConnectedApps(org).all().map(({ clientId }) => clientId),
    tables: rows(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'`),
  };
}

/** What is in one picture and not in the other, `+` for what came and `-` for what went. */
export function differences(before: OrgPicture, after: OrgPicture): string[] {
  return Object.keys(before).flatMap((part) => {
    const [old, now] = [new Set(before[part]), new Set(after[part])];
    return [
      ...[...now].filter((line) => !old.has(line)).map((line) => `${part}: + ${line}`),
      ...[...old].filter((line) => !now.has(line)).map((line) => `${part}: - ${line}`),
    ];
  });
}

import type { Org } from '../../org.ts';
import type { Records } from './company.ts';
import type { ProfileName } from './write-users.ts';

interface Template {
  readonly permissions: readonly string[];
  /** Letters for each object: create, read, edit, delete. */
  readonly objects: Readonly<Record<string, string>>;
}

const EVERYBODY = [
  'ActivitiesAccess',
  'ApiEnabled',
  'EditTask',
  'EditEvent',
  'EmailSingle',
  'RunReports',
  'LightningExperienceUser',
  'ViewRoles',
];

/** What the seller's own profiles allow; the standard ones came with the org. */
const TEMPLATES: Readonly<Partial<Record<ProfileName, Template>>> = {
  'Nordwerk Sales': {
    permissions: [...EVERYBODY, 'ConvertLeads'],
    objects: {
      Account: 'cre',
      Contact: 'cred',
      Lead: 'cre',
      Opportunity: 'cred',
      Case: 'cre',
      Campaign: 'r',
      Product2: 'r',
      Pricebook2: 'r',
      Individual: 'r',
      Task: 'cred',
      Event: 'cred',
    },
  },
  'Nordwerk Service': {
    permissions: [...EVERYBODY, 'ManageCases'],
    objects: {
      Account: 're',
      Contact: 'cre',
      Case: 'cred',
      Product2: 'r',
      Individual: 'r',
      Task: 'cred',
      Event: 'cred',
    },
  },
  'Nordwerk Marketing': {
    permissions: [...EVERYBODY, 'EmailMass', 'ImportLeads'],
    objects: {
      Account: 'r',
      Contact: 'cre',
      Lead: 'cre',
      Opportunity: 'r',
      Campaign: 'cred',
      Product2: 'r',
      Individual: 're',
      Task: 'cred',
      Event: 'cred',
    },
  },
};

/** Finds the profiles that the org has and makes the seller's own; answers with their ids. */
export function writeProfiles(records: Records, org: Org): (name: ProfileName) => string {
  const ids = new Map<string, string>();
  for (const row of org.database.prepare('SELECT "Id" AS id, "Name" AS name FROM "Profile"').all())
    ids.set(String(row['name']), String(row['id']));
  for (const [name, template] of Object.entries(TEMPLATES)) {
    if (!ids.has(name)) ids.set(name, writeProfile(records, org, name, template));
  }
  return (name) => {
    const id = ids.get(name);
    if (id === undefined) throw new Error(`The org has no profile ${name}`);
    return id;
  };
}

function writeProfile(records: Records, org: Org, name: string, template: Template): string {
  const profileId = records.id('Profile');
  const setId = records.id('PermissionSet');
  const columns = Object.fromEntries(template.permissions.map((permission) => [`Permissions${permission}`, true]));
  records.add('Profile', { Id: profileId, Name: name, UserType: 'Standard', ...columns });
  records.add('PermissionSet', {
    Id: setId,
    Name: `X${profileId}`,
    Label: name,
    ProfileId: profileId,
    IsOwnedByProfile: true,
    IsCustom: true,
    ...columns,
  });
  for (const [objectName, letters] of Object.entries(template.objects)) {
    const object = org.schema.object(objectName);
    if (object === undefined) continue;
    records.add('ObjectPermissions', {
      ParentId: setId,
      SobjectType: object.name,
      PermissionsRead: true,
      PermissionsCreate: letters.includes('c'),
      PermissionsEdit: letters.includes('e'),
      PermissionsDelete: letters.includes('d'),
      PermissionsViewAllRecords: false,
      PermissionsModifyAllRecords: false,
    });
  }
  writeFieldRights(records, org, setId, template);
  return profileId;
}

/** All standard fields, editable where the object is; what a package adds is for its permission sets to grant. */
function writeFieldRights(records: Records, org: Org, setId: string, template: Template): void {
  for (const object of org.schema.objects.values()) {
    const letters = template.objects[object.name] ?? 're';
    for (const field of object.fields.values()) {
      if (object.custom || field.custom || !field.permissionable) continue;
      records.add('FieldPermissions', {
        ParentId: setId,
        SobjectType: object.name,
        Field: `${object.name}.${field.name}`,
        PermissionsRead: true,
        PermissionsEdit:
          letters.includes('e') && (field.createable || field.updateable || field.compound !== undefined),
      });
    }
  }
}

import { standardObject } from '../standard-object.ts';
import { permissionLines } from './system-permissions.ts';

export const profile = standardObject(
  `
  00e | Profile | Profile | Profile
  @id Profile ID
  Name | Name | string(255) | required name
  ${permissionLines}
  UserLicenseId | User License ID | ref(UserLicense) UserLicense | readonly
  UserType | User Type | picklist(40) | readonly | Standard*;PowerPartner=Partner;CsnOnly=Chatter Free;Guest
  @audit
  Description | Description | string(255) | system
`,
  { allows: 'q' },
);

export const permissionSet = standardObject(
  `
  0PS | PermissionSet | Permission Set | Permission Set
  @id PermissionSet ID
  Name | Permission Set Name | string(80) | required name
  Label | Permission Set Label | string(80) | required
  LicenseId | License ID | string(18) | createonly
  ProfileId | Profile ID | ref(Profile) Profile | readonly
  IsOwnedByProfile | Is Owned By Profile | boolean | readonly
  IsCustom | Custom | boolean | readonly
  ${permissionLines}
  Description | Description | string(255) | system
  @audit
  NamespacePrefix | Namespace Prefix | string(15) | readonly
  HasActivationRequired | Has Activation Required | boolean | system
  Type | Permission Set Type | picklist(40) | readonly | Regular*;Standard;Group;Session
  PermissionSetGroupId | Permission Set Group ID | string(18) | readonly
`,
  { allows: 'cudq' },
);

export const permissionSetAssignment = standardObject(
  `
  0Pa | PermissionSetAssignment | Permission Set Assignment | Permission Set Assignment
  @id PermissionSetAssignment ID
  PermissionSetId | PermissionSet ID | ref(PermissionSet) PermissionSet Assignments | createonly nillable cascade
  AssigneeId | Assignee ID | ref(User) Assignee PermissionSetAssignments | required createonly cascade
  SystemModstamp | Date Assigned | datetime | readonly required defaulted
  ExpirationDate | Expires On | datetime | system
  IsActive | Is Active | boolean | readonly yes
`,
  { allows: 'cdq' },
);

export const objectPermissions = standardObject(
  `
  110 | ObjectPermissions | Object Permissions | Object Permissions
  @id ObjectPermissions ID
  ParentId | Parent ID | ref(PermissionSet) Parent ObjectPerms | required createonly cascade
  SobjectType | Sobject Type Name | picklist(40) | required createonly
  PermissionsCreate | Create Records | boolean | system
  PermissionsRead | Read Records | boolean | system
  PermissionsEdit | Edit Records | boolean | system
  PermissionsDelete | Delete Records | boolean | system
  PermissionsViewAllRecords | Read All Records | boolean | system
  PermissionsModifyAllRecords | Edit All Records | boolean | system
  @audit
`,
  { allows: 'cudq' },
);

export const fieldPermissions = standardObject(
  `
  01k | FieldPermissions | Field Permissions | Field Permissions
  @id FieldPermissions ID
  ParentId | Parent ID | ref(PermissionSet) Parent FieldPerms | required createonly cascade
  SobjectType | Sobject Type Name | picklist(40) | required createonly
  Field | Field Name | picklist(4000) | required createonly
  PermissionsEdit | Edit Field | boolean | system
  PermissionsRead | Read Field | boolean | system
  SystemModstamp | System Modstamp | datetime | readonly required defaulted
`,
  { allows: 'cudq' },
);

export const setupEntityAccess = standardObject(
  `
  0J0 | SetupEntityAccess | Setup Entity Access | Setup Entity Access
  @id SetupEntityAccess ID
  ParentId | Parent ID | ref(PermissionSet) Parent SetupEntityAccessItems | required createonly cascade
  SetupEntityId | Setup Entity ID | ref(CustomPermission) SetupEntity SetupEntityAccessItems | required createonly cascade
  SetupEntityType | Setup Entity Type | picklist(40) | readonly restricted | ApexClass=Apex Class;CustomPermission=Custom Permission;TabSet=App
  SystemModstamp | System Modstamp | datetime | readonly required defaulted
`,
  { allows: 'cdq' },
);

export const customPermission = standardObject(
  `
  0CP | CustomPermission | Custom Permission | Custom Permission
  @id Custom Permission ID
  DeveloperName | Custom Permission Name | string(80) | required name
  MasterLabel | Master Label | string(80) | required
  Description | Description | string(255) | system
  NamespacePrefix | Namespace Prefix | string(15) | readonly
  IsProtected | Protected Component | boolean | readonly
  IsLicensed | License Required | boolean | readonly
  @audit
`,
  { allows: 'q' },
);

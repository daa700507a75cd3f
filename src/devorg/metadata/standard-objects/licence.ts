import { standardObject } from '../standard-object.ts';

export const userLicense = standardObject(
  `
  100 | UserLicense | User License | User License
  @id User License ID
  LicenseDefinitionKey | License Def. ID | string(40) | readonly
  Name | Name | string(40) | required name
  TotalLicenses | Total Licenses | int | readonly
  UsedLicenses | Used Licenses | int | readonly
  Status | Status | picklist(40) | readonly | Active*;Disabled
  MasterLabel | Master Label | string(40) | readonly
  SystemModstamp | System Modstamp | datetime | readonly required defaulted
`,
  { allows: 'q' },
);

export const permissionSetLicense = standardObject(
  `
  0PL | PermissionSetLicense | Permission Set License | Permission Set License
  @id PermissionSetLicense ID
  DeveloperName | Permission Set License Name | string(80) | required name
  MasterLabel | Permission Set License Label | string(80) | required
  TotalLicenses | Total Licenses | int | readonly
  UsedLicenses | Used Licenses | int | readonly
  Status | Status | picklist(40) | readonly | Active*;Disabled
  SystemModstamp | System Modstamp | datetime | readonly required defaulted
`,
  { allows: 'q' },
);

export const permissionSetLicenseAssign = standardObject(
  `
  2LA | PermissionSetLicenseAssign | Permission Set License Assignment | Permission Set License Assignment
  @id PermissionSetLicenseAssign ID
  PermissionSetLicenseId | PermissionSetLicense ID | ref(PermissionSetLicense) PermissionSetLicense PermissionSetLicenseAssignments | required createonly
  AssigneeId | Assignee ID | ref(User) Assignee PermissionSetLicenseAssignments | required createonly cascade
  SystemModstamp | Date Assigned | datetime | readonly required defaulted
`,
  { allows: 'cdq' },
);

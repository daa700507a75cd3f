import { standardObject } from '../standard-object.ts';

export const externalClientApplication = standardObject(
  `
  0xI | ExternalClientApplication | External Client Application | External Client Applications
  @id External Client Application ID
  DeveloperName | API Name | string(80) | required name
  MasterLabel | Label | string(80) | readonly
  Description | Description | string(255) | readonly
  ContactEmail | Contact Email | email(80) | readonly
  DistributionState | Distribution State | picklist(40) | readonly | Local*;Packaged
  @audit
`,
  { allows: 'q' },
);

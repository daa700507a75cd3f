import { standardObject } from '../standard-object.ts';
import { ACCESS_LEVELS, CLEAN_STATES, INDUSTRIES, LEAD_SOURCES, ROW_CAUSES } from './picklists.ts';

export const lead = standardObject(
  `
  00Q | Lead | Lead | Leads
  @id Lead ID
  @deleted
  MasterRecordId | Master Record ID | ref(Lead) MasterRecord | readonly
  @person
  Title | Title | string(128)
  Company | Company | string(255) | required
  @address Address | Address
  Phone | Phone | phone(40)
  MobilePhone | Mobile Phone | phone(40)
  Fax | Fax | phone(40)
  Email | Email | email(80)
  Website | Website | url(255)
  PhotoUrl | Photo URL | url(255) | readonly
  Description | Description | textarea(32000)
  LeadSource | Lead Source | picklist(255) |  | ${LEAD_SOURCES}
  Status | Status | picklist(255) | required defaulted | Open - Not Contacted*;Working - Contacted;Closed - Converted;Closed - Not Converted
  Industry | Industry | picklist(255) |  | ${INDUSTRIES}
  Rating | Rating | picklist(255) |  | Hot;Warm;Cold
  AnnualRevenue | Annual Revenue | currency(18,0)
  NumberOfEmployees | Employees | int
  OwnerId | Owner ID | ref(Group,User) Owner | required defaulted
  HasOptedOutOfEmail | Email Opt Out | boolean | fls
  DoNotCall | Do Not Call | boolean | fls
  IsConverted | Converted | boolean | createonly
  ConvertedDate | Converted Date | date | readonly
  ConvertedAccountId | Converted Account ID | ref(Account) ConvertedAccount | readonly
  ConvertedContactId | Converted Contact ID | ref(Contact) ConvertedContact | readonly
  ConvertedOpportunityId | Converted Opportunity ID | ref(Opportunity) ConvertedOpportunity | readonly
  IsUnreadByOwner | Unread By Owner | boolean | system
  @audit
  LastActivityDate | Last Activity | date | readonly
  @viewed
  Jigsaw | Data.com Key | string(20)
  JigsawContactId | Jigsaw Contact ID | string(20) | readonly
  CleanStatus | Clean Status | picklist(40) | restricted | ${CLEAN_STATES}
  CompanyDunsNumber | Company D-U-N-S Number | string(9)
  EmailBouncedReason | Email Bounced Reason | string(255) | updateonly
  EmailBouncedDate | Email Bounced Date | datetime | updateonly
  IndividualId | Individual ID | ref(Individual) Individual Leads | system
`,
  { sharing: 'Private', share: 'LeadShare' },
);

export const leadShare = standardObject(
  `
  01o | LeadShare | Lead Share | Lead Share
  @id Lead Share ID
  LeadId | Lead ID | ref(Lead) Lead Shares | required createonly cascade
  UserOrGroupId | User/Group ID | ref(Group,User) UserOrGroup | required createonly cascade
  LeadAccessLevel | Lead Access | picklist(40) | required restricted | ${ACCESS_LEVELS}
  RowCause | Row Cause | picklist(40) | createonly defaulted restricted | ${ROW_CAUSES}
  LastModifiedDate | Last Modified Date | datetime | readonly required defaulted
  LastModifiedById | Last Modified By ID | ref(User) LastModifiedBy | readonly required defaulted
  @deleted
`,
  { sharing: 'ControlledByParent', parents: ['LeadId'], allows: 'cudq' },
);

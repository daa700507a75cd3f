import { standardObject } from '../standard-object.ts';
import { ACCESS_LEVELS, CLEAN_STATES, INDUSTRIES, LEAD_SOURCES, ROW_CAUSES } from './picklists.ts';

export const account = standardObject(
  `
  001 | Account | Account | Accounts
  @id Account ID
  @deleted
  MasterRecordId | Master Record ID | ref(Account) MasterRecord | readonly
  Name | Account Name | string(255) | required name
  Type | Account Type | picklist(40) |  | Prospect;Customer - Direct;Customer - Channel;Channel Partner / Reseller;Installation Partner;Technology Partner;Other
  RecordTypeId | Record Type ID | ref(RecordType) RecordType | system
  ParentId | Parent Account ID | ref(Account) Parent ChildAccounts
  @address BillingAddress | Billing Address
  @address ShippingAddress | Shipping Address
  Phone | Account Phone | phone(40)
  Fax | Account Fax | phone(40)
  AccountNumber | Account Number | string(40)
  Website | Website | url(255)
  PhotoUrl | Photo URL | url(255) | readonly
  Sic | SIC Code | string(20)
  Industry | Industry | picklist(40) |  | ${INDUSTRIES}
  AnnualRevenue | Annual Revenue | currency(18,0)
  NumberOfEmployees | Employees | int
  Ownership | Ownership | picklist(40) |  | Public;Private;Subsidiary;Other
  TickerSymbol | Ticker Symbol | string(20)
  Description | Account Description | textarea(32000)
  Rating | Account Rating | picklist(40) |  | Hot;Warm;Cold
  Site | Account Site | string(80)
  OwnerId | Owner ID | ref(User) Owner | required defaulted
  @audit
  LastActivityDate | Last Activity | date | readonly
  @viewed
  IsPartner | Partner Account | boolean | updateonly
  IsCustomerPortal | Customer Portal Account | boolean | updateonly
  ChannelProgramName | Channel Program Name | string(255) | readonly nofilter nosort
  ChannelProgramLevelName | Channel Program Level Name | string(255) | readonly nofilter nosort
  Jigsaw | Data.com Key | string(20)
  JigsawCompanyId | Jigsaw Company ID | string(20) | readonly
  CleanStatus | Clean Status | picklist(40) | restricted | ${CLEAN_STATES}
  AccountSource | Account Source | picklist(40) |  | ${LEAD_SOURCES}
  DunsNumber | D-U-N-S Number | string(9)
  Tradestyle | Tradestyle | string(255)
  NaicsCode | NAICS Code | string(8)
  NaicsDesc | NAICS Description | string(120)
  YearStarted | Year Started | string(4)
  SicDesc | SIC Description | string(80)
`,
  { sharing: 'Private', share: 'AccountShare' },
);

export const accountTeamMember = standardObject(
  `
  01M | AccountTeamMember | Account Team Member | Account Team Member
  @id Account Team Member ID
  AccountId | Account ID | ref(Account) Account AccountTeamMembers | required createonly cascade
  UserId | User ID | ref(User) User AccountTeams | required createonly restrict
  TeamMemberRole | Team Role | picklist(40) | system | Account Manager;Channel Manager;Executive Sponsor;Lead Qualifier;Pre-Sales Consultant;Sales Manager;Sales Rep
  PhotoUrl | Photo URL | url(255) | readonly
  Title | Title | string(80) | readonly
  AccountAccessLevel | Account Access | picklist(40) | system defaulted restricted | ${ACCESS_LEVELS}
  OpportunityAccessLevel | Opportunity Access | picklist(40) | system defaulted restricted | ${ACCESS_LEVELS}
  CaseAccessLevel | Case Access | picklist(40) | system defaulted restricted | ${ACCESS_LEVELS}
  ContactAccessLevel | Contact Access | picklist(40) | system defaulted restricted | ${ACCESS_LEVELS}
  @audit
  @deleted
`,
  { sharing: 'ControlledByParent', parents: ['AccountId'], allows: 'cudq' },
);

export const accountShare = standardObject(
  `
  00r | AccountShare | Account Share | Account Share
  @id Account Share ID
  AccountId | Account ID | ref(Account) Account Shares | required createonly cascade
  UserOrGroupId | User/Group ID | ref(Group,User) UserOrGroup | required createonly cascade
  AccountAccessLevel | Account Access | picklist(40) | required restricted | ${ACCESS_LEVELS}
  OpportunityAccessLevel | Opportunity Access | picklist(40) | required defaulted restricted | ${ACCESS_LEVELS}
  CaseAccessLevel | Case Access | picklist(40) | required defaulted restricted | ${ACCESS_LEVELS}
  ContactAccessLevel | Contact Access | picklist(40) | system defaulted restricted | ${ACCESS_LEVELS}
  RowCause | Row Cause | picklist(40) | createonly defaulted restricted | ${ROW_CAUSES}
  LastModifiedDate | Last Modified Date | datetime | readonly required defaulted
  LastModifiedById | Last Modified By ID | ref(User) LastModifiedBy | readonly required defaulted
  @deleted
`,
  { sharing: 'ControlledByParent', parents: ['AccountId'], allows: 'cudq' },
);

import { standardObject } from '../standard-object.ts';
import { ACCESS_LEVELS, CLEAN_STATES, LEAD_SOURCES, ROW_CAUSES } from './picklists.ts';

export const contact = standardObject(
  `
  003 | Contact | Contact | Contacts
  @id Contact ID
  @deleted
  MasterRecordId | Master Record ID | ref(Contact) MasterRecord | readonly
  AccountId | Account ID | ref(Account) Account Contacts | cascade
  @person
  @address OtherAddress | Other Address
  @address MailingAddress | Mailing Address
  Phone | Business Phone | phone(40)
  Fax | Business Fax | phone(40)
  MobilePhone | Mobile Phone | phone(40)
  HomePhone | Home Phone | phone(40)
  OtherPhone | Other Phone | phone(40)
  AssistantPhone | Asst. Phone | phone(40)
  ReportsToId | Reports To ID | ref(Contact) ReportsTo
  Email | Email | email(80)
  Title | Title | string(128)
  Department | Department | string(80)
  AssistantName | Assistant's Name | string(40)
  LeadSource | Lead Source | picklist(255) |  | ${LEAD_SOURCES}
  Birthdate | Birthdate | date
  Description | Contact Description | textarea(32000)
  OwnerId | Owner ID | ref(User) Owner | required defaulted
  HasOptedOutOfEmail | Email Opt Out | boolean | fls
  DoNotCall | Do Not Call | boolean | fls
  @audit
  LastActivityDate | Last Activity | date | readonly
  LastCURequestDate | Last Stay-in-Touch Request Date | datetime | readonly
  LastCUUpdateDate | Last Stay-in-Touch Save Date | datetime | readonly
  @viewed
  EmailBouncedReason | Email Bounced Reason | string(255) | system
  EmailBouncedDate | Email Bounced Date | datetime | system
  IsEmailBounced | Is Email Bounced | boolean | readonly
  PhotoUrl | Photo URL | url(255) | readonly
  Jigsaw | Data.com Key | string(20)
  JigsawContactId | Jigsaw Contact ID | string(20) | readonly
  CleanStatus | Clean Status | picklist(40) | restricted | ${CLEAN_STATES}
  IndividualId | Individual ID | ref(Individual) Individual Contacts | system
`,
  { sharing: 'ControlledByParent', parents: ['AccountId'], share: 'ContactShare' },
);

export const contactShare = standardObject(
  `
  03s | ContactShare | Contact Share | Contact Share
  @id Contact Share ID
  ContactId | Contact ID | ref(Contact) Contact Shares | required createonly cascade
  UserOrGroupId | User/Group ID | ref(Group,User) UserOrGroup | required createonly cascade
  ContactAccessLevel | Contact Access | picklist(40) | required restricted | ${ACCESS_LEVELS}
  RowCause | Row Cause | picklist(40) | createonly defaulted restricted | ${ROW_CAUSES}
  LastModifiedDate | Last Modified Date | datetime | readonly required defaulted
  LastModifiedById | Last Modified By ID | ref(User) LastModifiedBy | readonly required defaulted
  @deleted
`,
  { sharing: 'ControlledByParent', parents: ['ContactId'], allows: 'cudq' },
);

export const individual = standardObject(
  `
  0PK | Individual | Individual | Individuals
  @id Individual ID
  OwnerId | Owner ID | ref(User) Owner | required defaulted
  @deleted
  @person
  HasOptedOutTracking | Don't Track | boolean | fls
  HasOptedOutProfiling | Don't Profile | boolean | fls
  HasOptedOutProcessing | Don't Process | boolean | fls
  HasOptedOutSolicit | Don't Market | boolean | fls
  ShouldForget | Forget this Individual | boolean | fls
  SendIndividualData | Export Individual's Data | boolean | fls
  CanStorePiiElsewhere | OK to Store PII Data Elsewhere | boolean | fls
  HasOptedOutGeoTracking | Block Geolocation Tracking | boolean | fls
  BirthDate | Birth Date | date
  LastViewedDate | Last Viewed Date | datetime | readonly
  @audit
`,
  { sharing: 'ReadWrite' },
);

import { standardObject } from '../standard-object.ts';
import { ACCESS_LEVELS, ROW_CAUSES } from './picklists.ts';

export const supportCase = standardObject(
  `
  500 | Case | Case | Cases
  @id Case ID
  @deleted
  MasterRecordId | Master Record ID | ref(Case) MasterRecord | readonly
  CaseNumber | Case Number | string(30) | readonly required defaulted name nogroup auto
  ContactId | Contact ID | ref(Contact) Contact Cases | restrict
  AccountId | Account ID | ref(Account) Account Cases | restrict
  ParentId | Parent Case ID | ref(Case) Parent Cases
  SuppliedName | Name | string(80)
  SuppliedEmail | Email Address | email(80)
  SuppliedPhone | Phone | string(40)
  SuppliedCompany | Company | string(80)
  Type | Case Type | picklist(40) |  | Mechanical;Electrical;Electronic;Structural;Other
  Status | Status | picklist(40) | system defaulted | New*;Working;Escalated;Closed
  Reason | Case Reason | picklist(40) |  | Installation;Equipment Complexity;Performance;Breakdown;Equipment Design;Feedback;Other
  Origin | Case Origin | picklist(40) |  | Phone;Email;Web
  Subject | Subject | string(255)
  Priority | Priority | picklist(40) | defaulted | High;Medium*;Low
  Description | Description | textarea(32000)
  IsClosed | Closed | boolean | readonly
  ClosedDate | Closed Date | datetime | readonly fls
  IsEscalated | Escalated | boolean | fls
  OwnerId | Owner ID | ref(Group,User) Owner | required defaulted
  @audit
  ContactPhone | Contact Phone | phone(40) | readonly
  ContactMobile | Contact Mobile | phone(40) | readonly
  ContactEmail | Contact Email | email(80) | readonly
  ContactFax | Contact Fax | phone(40) | readonly
  Comments | Internal Comments | textarea(4000) | system sort
  @viewed
`,
  { sharing: 'Private', share: 'CaseShare' },
);

export const caseShare = standardObject(
  `
  01n | CaseShare | Case Share | Case Share
  @id Case Share ID
  CaseId | Case ID | ref(Case) Case Shares | required createonly cascade
  UserOrGroupId | User/Group ID | ref(Group,User) UserOrGroup | required createonly cascade
  CaseAccessLevel | Case Access | picklist(40) | required restricted | ${ACCESS_LEVELS}
  RowCause | Row Cause | picklist(40) | createonly defaulted restricted | ${ROW_CAUSES}
  LastModifiedDate | Last Modified Date | datetime | readonly required defaulted
  LastModifiedById | Last Modified By ID | ref(User) LastModifiedBy | readonly required defaulted
  @deleted
`,
  { sharing: 'ControlledByParent', parents: ['CaseId'], allows: 'cudq' },
);

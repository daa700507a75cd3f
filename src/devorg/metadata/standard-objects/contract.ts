import { standardObject } from '../standard-object.ts';

export const contract = standardObject(
  `
  800 | Contract | Contract | Contracts
  @id Contract ID
  AccountId | Account ID | ref(Account) Account Contracts | required cascade holds
  Pricebook2Id | Price Book ID | ref(Pricebook2) Pricebook2
  OwnerExpirationNotice | Owner Expiration Notice | picklist(40) |  | 15=15 Days;30=30 Days;45=45 Days;60=60 Days;90=90 Days;120=120 Days
  StartDate | Contract Start Date | date
  EndDate | Contract End Date | date | readonly fls
  @address Billing | Billing Address
  ContractTerm | Contract Term | int
  OwnerId | Owner ID | ref(User) Owner | required defaulted
  Status | Status | picklist(40) | system defaulted | In Approval Process;Activated;Draft*
  CompanySignedId | Company Signed By ID | ref(User) CompanySigned
  CompanySignedDate | Company Signed Date | date
  CustomerSignedId | Customer Signed By ID | ref(Contact) CustomerSigned ContractsSigned | restrict
  CustomerSignedTitle | Customer Signed Title | string(40)
  CustomerSignedDate | Customer Signed Date | date
  SpecialTerms | Special Terms | textarea(4000)
  ActivatedById | Activated By ID | ref(User) ActivatedBy | readonly
  ActivatedDate | Activated Date | datetime | readonly
  StatusCode | Status Category | picklist(40) | readonly | Draft;InApproval=In Approval Process;Activated
  Description | Description | textarea(32000)
  @deleted
  ContractNumber | Contract Number | string(30) | readonly required defaulted name nogroup auto
  LastApprovedDate | Last Approved Date | datetime | readonly
  @audit
  LastActivityDate | Last Activity | date | readonly
  @viewed
`,
  { sharing: 'ControlledByParent', parents: ['AccountId'] },
);

import { standardObject } from '../standard-object.ts';
import { LEAD_SOURCES } from './picklists.ts';

export const campaign = standardObject(
  `
  701 | Campaign | Campaign | Campaigns
  @id Campaign ID
  @deleted
  Name | Name | string(80) | required name
  ParentId | Parent Campaign ID | ref(Campaign) Parent ChildCampaigns
  Type | Type | picklist(40) |  | Conference;Webinar;Trade Show;Public Relations;Partners;Referral Program;Advertisement;Banner Ads;Direct Mail;Email;Telemarketing;Other
  Status | Status | picklist(40) | defaulted | Planned*;In Progress;Completed;Aborted
  StartDate | Start Date | date
  EndDate | End Date | date
  ExpectedRevenue | Expected Revenue | currency(18,0)
  BudgetedCost | Budgeted Cost | currency(18,0)
  ActualCost | Actual Cost | currency(18,0)
  ExpectedResponse | Expected Response (%) | percent(10,2)
  NumberSent | Num Sent | double(18,0)
  IsActive | Active | boolean | fls
  Description | Description | textarea(32000)
  NumberOfLeads | Leads in Campaign | int | readonly
  NumberOfConvertedLeads | Converted Leads in Campaign | int | readonly
  NumberOfContacts | Contacts in Campaign | int | readonly
  NumberOfResponses | Responses in Campaign | int | readonly
  NumberOfOpportunities | Opportunities in Campaign | int | readonly
  NumberOfWonOpportunities | Won Opportunities in Campaign | int | readonly
  AmountAllOpportunities | Value Opportunities in Campaign | currency(18,0) | readonly
  AmountWonOpportunities | Value Won Opportunities in Campaign | currency(18,0) | readonly
  OwnerId | Owner ID | ref(User) Owner | required defaulted
  @audit
  LastActivityDate | Last Activity | date | readonly
  @viewed
`,
  { sharing: 'ReadWrite' },
);

export const campaignMember = standardObject(
  `
  00v | CampaignMember | Campaign Member | Campaign Members
  @id Campaign Member ID
  @deleted
  CampaignId | Campaign ID | ref(Campaign) Campaign CampaignMembers | required createonly cascade
  LeadId | Lead ID | ref(Lead) Lead CampaignMembers | createonly cascade
  ContactId | Contact ID | ref(Contact) Contact CampaignMembers | createonly cascade
  Status | Status | picklist(40) | system defaulted | Sent*;Responded
  HasResponded | Responded | boolean | readonly
  @audit
  FirstRespondedDate | First Responded Date | date | readonly
  Salutation | Salutation | picklist(40) | readonly
  Name | Name | string(361) | readonly
  FirstName | First Name | string(40) | readonly
  LastName | Last Name | string(80) | readonly
  Title | Title | string(128) | readonly
  Email | Email | email(80) | readonly
  Phone | Phone | phone(40) | readonly
  MobilePhone | Mobile | phone(40) | readonly
  LeadSource | Lead Source | picklist(40) | readonly | ${LEAD_SOURCES}
  CompanyOrAccount | Company (Account) | string(255) | readonly
  Type | Type | picklist(40) | readonly | Contact;Lead
  LeadOrContactId | Related Record ID | ref(Contact,Lead) LeadOrContact | readonly
  LeadOrContactOwnerId | Related Record Owner ID | ref(Group,User) LeadOrContactOwner | readonly
`,
  { sharing: 'ControlledByParent', parents: ['CampaignId'], allows: 'cudqs' },
);

import { standardObject } from '../standard-object.ts';
import { ACCESS_LEVELS, LEAD_SOURCES, ROW_CAUSES } from './picklists.ts';

export const opportunity = standardObject(
  `
  006 | Opportunity | Opportunity | Opportunities
  @id Opportunity ID
  @deleted
  AccountId | Account ID | ref(Account) Account Opportunities | cascade
  IsPrivate | Private | boolean | fls
  Name | Name | string(120) | required name
  Description | Description | textarea(32000)
  StageName | Stage | picklist(255) | required | Prospecting;Qualification;Needs Analysis;Value Proposition;Id. Decision Makers;Perception Analysis;Proposal/Price Quote;Negotiation/Review;Closed Won;Closed Lost
  Amount | Amount | currency(18,2)
  Probability | Probability (%) | percent(3,0) | defaulted
  ExpectedRevenue | Expected Amount | currency(18,2) | readonly fls
  TotalOpportunityQuantity | Quantity | double(18,2)
  CloseDate | Close Date | date | required
  Type | Opportunity Type | picklist(255) |  | Existing Customer - Upgrade;Existing Customer - Replacement;Existing Customer - Downgrade;New Customer
  NextStep | Next Step | string(255)
  LeadSource | Lead Source | picklist(255) |  | ${LEAD_SOURCES}
  IsClosed | Closed | boolean | readonly
  IsWon | Won | boolean | readonly
  ForecastCategory | Forecast Category | picklist(40) | readonly required restricted | Omitted;Pipeline;BestCase=Best Case;MostLikely=Most Likely;Forecast=Commit;Closed
  ForecastCategoryName | Forecast Category | picklist(255) | system defaulted restricted | Omitted;Pipeline;Best Case;Commit;Closed
  CampaignId | Campaign ID | ref(Campaign) Campaign Opportunities
  HasOpportunityLineItem | Has Line Item | boolean | readonly
  Pricebook2Id | Price Book ID | ref(Pricebook2) Pricebook2 Opportunities | system defaulted
  OwnerId | Owner ID | ref(User) Owner | required defaulted
  @audit
  LastActivityDate | Last Activity | date | readonly
  LastStageChangeDate | Last Stage Change Date | datetime | readonly
  FiscalQuarter | Fiscal Quarter | int | readonly
  FiscalYear | Fiscal Year | int | readonly
  Fiscal | Fiscal Period | string(6) | readonly
  ContactId | Contact ID | ref(Contact) - Opportunities | createonly
  @viewed
  HasOpenActivity | Has Open Activity | boolean | readonly nofilter nosort
  HasOverdueTask | Has Overdue Task | boolean | readonly nofilter nosort
`,
  { sharing: 'Private', share: 'OpportunityShare' },
);

export const opportunityContactRole = standardObject(
  `
  00K | OpportunityContactRole | Opportunity Contact Role | Opportunity Contact Role
  @id Contact Role ID
  OpportunityId | Opportunity ID | ref(Opportunity) Opportunity OpportunityContactRoles | required createonly cascade
  ContactId | Contact ID | ref(Contact) Contact OpportunityContactRoles | required cascade
  Role | Role | picklist(40) | system | Business User;Decision Maker;Economic Buyer;Economic Decision Maker;Evaluator;Executive Sponsor;Influencer;Technical Buyer;Other
  IsPrimary | Primary | boolean | system
  @audit
  @deleted
`,
  { sharing: 'ControlledByParent', parents: ['OpportunityId'], allows: 'cudq' },
);

export const opportunityTeamMember = standardObject(
  `
  00q | OpportunityTeamMember | Opportunity Team Member | Opportunity Team Member
  @id Opportunity Team Member ID
  OpportunityId | Opportunity ID | ref(Opportunity) Opportunity OpportunityTeamMembers | required createonly cascade
  UserId | User ID | ref(User) User OpportunityTeams | required createonly restrict
  Name | Name | string(361) | readonly name
  PhotoUrl | Photo URL | url(255) | readonly
  Title | Title | string(80) | readonly
  TeamMemberRole | Member Role | picklist(40) | system | Account Manager;Channel Manager;Executive Sponsor;Lead Qualifier;Pre-Sales Consultant;Sales Manager;Sales Rep
  OpportunityAccessLevel | Opportunity Access | picklist(40) | system defaulted restricted | ${ACCESS_LEVELS}
  @audit
  @deleted
`,
  { sharing: 'ControlledByParent', parents: ['OpportunityId'], allows: 'cudq' },
);

export const opportunityShare = standardObject(
  `
  00t | OpportunityShare | Opportunity Share | Opportunity Share
  @id Opportunity Share ID
  OpportunityId | Opportunity ID | ref(Opportunity) Opportunity Shares | required createonly cascade
  UserOrGroupId | User/Group ID | ref(Group,User) UserOrGroup | required createonly cascade
  OpportunityAccessLevel | Opportunity Access | picklist(40) | required restricted | ${ACCESS_LEVELS}
  RowCause | Row Cause | picklist(40) | createonly defaulted restricted | ${ROW_CAUSES}
  LastModifiedDate | Last Modified Date | datetime | readonly required defaulted
  LastModifiedById | Last Modified By ID | ref(User) LastModifiedBy | readonly required defaulted
  @deleted
`,
  { sharing: 'ControlledByParent', parents: ['OpportunityId'], allows: 'cudq' },
);

export const opportunityStage = standardObject(
  `
  01J | OpportunityStage | Opportunity Stage | Opportunity Stage
  @id Opportunity Stage ID
  MasterLabel | Master Label | string(255) | readonly name
  ApiName | API Name | string(255) | readonly required
  IsActive | Is Active | boolean | readonly
  SortOrder | Order | int | readonly
  IsClosed | Closed | boolean | readonly
  IsWon | Won | boolean | readonly
  ForecastCategory | Forecast Category | picklist(40) | readonly required restricted | Omitted;Pipeline;BestCase=Best Case;MostLikely=Most Likely;Forecast=Commit;Closed
  ForecastCategoryName | Forecast Category Name | picklist(255) | readonly required restricted | Omitted;Pipeline;Best Case;Commit;Closed
  DefaultProbability | Probability (%) | percent(3,0) | readonly
  Description | Description | string(255) | readonly
  @audit
`,
  { allows: 'q' },
);

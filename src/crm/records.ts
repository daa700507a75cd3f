import type { AccountId, ContactId, DivisionId, HandoffId, LeadId, NeedId, OpportunityId, UserId } from '../ids.ts';
import type {
  DivisionRecord,
  MatchJudgementRecord,
  PolicyRecord,
  PreferenceRecord,
  RelationshipRecord,
  SyncIssueRecord,
} from './baton-records.ts';
import type { FieldValue } from './crm.ts';
import type { Followed } from './followed.ts';
import type {
  HandoffMessageRecord,
  HandoffRecord,
  IntroductionRecord,
  IntroductionRequestRecord,
} from './handoff-records.ts';

export type * from './baton-records.ts';

export interface AccountRecord extends Followed {
  readonly id: AccountId;
  readonly name: string;
  readonly ownerId: UserId;
  /** Dates an ownership under which nothing was logged yet. */
  readonly createdDate: string;
  readonly masterRecordId?: AccountId;
  readonly parentId?: AccountId;
  readonly isPersonAccount: boolean;
  readonly website?: string;
  readonly phone?: string;
  readonly street?: string;
  readonly city?: string;
  readonly postalCode?: string;
  readonly country?: string;
  readonly industry?: string;
  readonly annualRevenue?: number;
  readonly numberOfEmployees?: number;
  readonly doNotSuggest: boolean;
  /** Of a person account. */
  readonly individualId?: string;
}

export interface ContactRecord extends Followed {
  readonly id: ContactId;
  readonly accountId?: AccountId;
  readonly masterRecordId?: ContactId;
  readonly ownerId: UserId;
  readonly firstName?: string;
  readonly lastName: string;
  readonly email?: string;
  readonly phone?: string;
  readonly mobilePhone?: string;
  readonly doNotSuggest: boolean;
  readonly individualId?: string;
}

/** A possible customer that is no account yet. Once converted it stays, and tells what became of it. */
export interface LeadRecord extends Followed {
  readonly id: LeadId;
  readonly masterRecordId?: LeadId;
  /** A user (`005…`) or a queue (`00G…`). */
  readonly ownerId: string;
  readonly createdDate: string;
  readonly firstName?: string;
  readonly lastName: string;
  /** Absent where person accounts are in use and the lead is a private person. */
  readonly company?: string;
  readonly street?: string;
  readonly city?: string;
  readonly postalCode?: string;
  readonly country?: string;
  readonly phone?: string;
  readonly mobilePhone?: string;
  readonly email?: string;
  readonly website?: string;
  readonly status?: string;
  readonly isConverted: boolean;
  readonly convertedAccountId?: AccountId;
  readonly convertedContactId?: ContactId;
  readonly convertedOpportunityId?: OpportunityId;
  /** The hand-off that this lead was made for. */
  readonly handoffId?: HandoffId;
  readonly individualId?: string;
}

/** What a person wishes about their data, where the org keeps it. No name is read. */
export interface IndividualRecord extends Followed {
  readonly id: string;
  /** "Forget this Individual" or "Don't Process". */
  readonly mustNotProcess: boolean;
}

export interface UserRecord {
  readonly id: UserId;
  readonly systemModstamp: string;
  readonly name: string;
  readonly isActive: boolean;
  readonly userType?: string;
  readonly userRoleId?: string;
  readonly city?: string;
  /** Values of the User fields that divisions name in `User_Field__c`, by API name. */
  readonly divisionFields: Readonly<Record<string, string>>;
}

export interface OpportunityRecord extends Followed {
  readonly id: OpportunityId;
  readonly accountId?: AccountId;
  readonly ownerId: UserId;
  readonly createdDate: string;
  readonly closeDate: string;
  readonly isClosed: boolean;
  readonly isWon: boolean;
  /** The hand-off that this deal came of. */
  readonly handoffId?: HandoffId;
  /** The amount in steps; the amount itself is not kept. */
  readonly amountClass?: string;
}

export interface OpportunityContactRoleRecord extends Followed {
  readonly id: string;
  readonly opportunityId: OpportunityId;
  readonly contactId: ContactId;
}

export interface AccountTeamMemberRecord extends Followed {
  readonly id: string;
  readonly accountId: AccountId;
  readonly userId: UserId;
  readonly createdDate: string;
}

export interface OpportunityTeamMemberRecord extends Followed {
  readonly id: string;
  readonly opportunityId: OpportunityId;
  readonly userId: UserId;
  readonly createdDate: string;
}

export interface TaskRecord extends Followed {
  readonly id: string;
  readonly ownerId: string;
  readonly whoId?: string;
  readonly whatId?: string;
  readonly accountId?: AccountId;
  readonly isClosed: boolean;
  readonly activityDate?: string;
  readonly createdDate: string;
  readonly completedDateTime?: string;
  /** `Call`, `Email` or `Task`; from TaskSubtype, else from Type where that is filled. */
  readonly subtype?: string;
  /** `Inbound`, `Outbound` or `Internal`, for calls. */
  readonly callType?: string;
  /** Seconds of a call that a telephone system logged; calls that people logged have none. */
  readonly callSeconds?: number;
  /** What came of a call, in the words of the org or of its telephone system. */
  readonly callDisposition?: string;
}

export interface EventRecord extends Followed {
  readonly id: string;
  readonly ownerId: string;
  readonly whoId?: string;
  readonly whatId?: string;
  readonly accountId?: AccountId;
  readonly isChild: boolean;
  readonly isRecurrence: boolean;
  readonly startDateTime?: string;
  readonly activityDate?: string;
}

/** Headers only: Baton never asks for subjects, bodies or addresses to keep. */
export interface EmailMessageRecord extends Followed {
  readonly id: string;
  readonly incoming: boolean;
  readonly messageDate: string;
  /** The Task that stands for this mail, which says whose it is. */
  readonly activityId?: string;
  readonly relatedToId?: string;
  /** How many addresses it went to, counted at the border and then forgotten. */
  readonly recipients: number;
}

export interface CaseRecord extends Followed {
  readonly id: string;
  readonly accountId?: AccountId;
  readonly contactId?: ContactId;
  /** A user (`005…`) or a queue (`00G…`). */
  readonly ownerId: string;
  readonly createdById: UserId;
  readonly createdDate: string;
  readonly closedDate?: string;
  /** Looked through for needs while it is read, and never stored. */
  readonly subject?: string;
}

/** An agreement with a customer: when it ends, and nothing of what it says. */
export interface ContractRecord extends Followed {
  readonly id: string;
  readonly accountId: AccountId;
  readonly ownerId: UserId;
  readonly isActive: boolean;
  /** Absent where it has no end. */
  readonly endDate?: string;
}

/** Something that customers may need, in their words. */
export interface NeedRecord extends Followed {
  readonly id: NeedId;
  readonly name: string;
  readonly key: string;
  readonly isActive: boolean;
  readonly divisionId?: DivisionId;
  /** Product families that serve it; none: all that the division sells. */
  readonly families: readonly string[];
  readonly keywords?: readonly string[];
}

/** What was sold or offered with a deal: only the family of the product. */
export interface OpportunityLineRecord extends Followed {
  readonly id: string;
  readonly opportunityId: OpportunityId;
  readonly family?: string;
}

export interface CampaignRecord extends Followed {
  readonly id: string;
  readonly ownerId: UserId;
  /** Looked through for needs while it is read, and never stored. */
  readonly name?: string;
}

export interface CampaignMemberRecord extends Followed {
  readonly id: string;
  readonly campaignId: string;
  readonly contactId?: ContactId;
  readonly hasResponded: boolean;
  readonly respondedDate?: string;
  readonly createdDate: string;
}

/** One of our own rows, as the CRM holds it: fields by API name, null where empty. */
export interface OwnRowRecord extends Followed {
  readonly id: string;
  readonly externalId: string;
  readonly createdDate: string;
  readonly accountId?: AccountId;
  readonly fields: Readonly<Record<string, FieldValue>>;
}

export interface PermissionSetAssignmentRecord {
  readonly id: string;
  readonly systemModstamp: string;
  readonly assigneeId: UserId;
  /** Developer name of the permission set, without namespace. Only Baton's own are read. */
  readonly permissionSet: string;
}

/** Every object that Baton follows, by the name it has in our code. */
export interface Records {
  account: AccountRecord;
  contact: ContactRecord;
  individual: IndividualRecord;
  lead: LeadRecord;
  user: UserRecord;
  opportunity: OpportunityRecord;
  opportunityContactRole: OpportunityContactRoleRecord;
  accountTeamMember: AccountTeamMemberRecord;
  opportunityTeamMember: OpportunityTeamMemberRecord;
  task: TaskRecord;
  event: EventRecord;
  emailMessage: EmailMessageRecord;
  case: CaseRecord;
  contract: ContractRecord;
  need: NeedRecord;
  opportunityLine: OpportunityLineRecord;
  campaign: CampaignRecord;
  campaignMember: CampaignMemberRecord;
  suggestion: OwnRowRecord;
  needRule: OwnRowRecord;
  feedback: OwnRowRecord;
  needResult: OwnRowRecord;
  exchange: OwnRowRecord;
  expert: OwnRowRecord;
  received: OwnRowRecord;
  permissionSetAssignment: PermissionSetAssignmentRecord;
  division: DivisionRecord;
  preference: PreferenceRecord;
  handoff: HandoffRecord;
  handoffMessage: HandoffMessageRecord;
  introduction: IntroductionRecord;
  introductionRequest: IntroductionRequestRecord;
  policy: PolicyRecord;
  relationship: RelationshipRecord;
  syncIssue: SyncIssueRecord;
  matchJudgement: MatchJudgementRecord;
}

export type RecordName = keyof Records;

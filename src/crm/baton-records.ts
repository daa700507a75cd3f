/** Baton's own records that people decide in, or that tell what stands in the CRM. */
import type { AccountId, ContactId, DivisionId, LeadId, UserId } from '../ids.ts';
import type { Followed } from './followed.ts';

export interface DivisionRecord extends Followed {
  readonly id: DivisionId;
  readonly name: string;
  readonly key: string;
  readonly isActive: boolean;
  readonly userField: string;
  readonly userValues: readonly string[];
  readonly intakeUserId?: UserId;
  /** Developer name of a public group. */
  readonly intakeGroup?: string;
  readonly businessHours?: string;
  readonly decideHours?: number;
  readonly contactHours?: number;
  readonly statusDays?: number;
}

export type Naming = 'Named' | 'Unnamed' | 'Hidden';

export interface PreferenceRecord extends Followed {
  readonly id: string;
  readonly ownerId: UserId;
  /** Absent: the person has not chosen, and the default of the company counts. */
  readonly naming?: Naming;
  /** `YYYY-MM-DD`, the last day. */
  readonly awayUntil?: string;
  readonly asksAMonth?: number;
  readonly openCap?: number;
  readonly notices?: string;
  readonly digestAt?: string;
  readonly digestSentAt?: string;
  /** Stamped by a panel that does not want to wait. */
  readonly wake?: string;
}

export interface PolicyRecord extends Followed {
  readonly id: string;
  readonly createdDate: string;
  readonly isActive: boolean;
  readonly namingDefault?: 'Named' | 'Unnamed';
  readonly halfLifeDays?: number;
  readonly weightMeeting?: number;
  readonly weightCall?: number;
  readonly weightMail?: number;
  readonly weightDeal?: number;
  readonly weightCase?: number;
  readonly weightTeam?: number;
  readonly weightOwnership?: number;
  readonly bandStrong?: number;
  readonly bandGood?: number;
  readonly bandSome?: number;
  readonly relationshipsPerDivision?: number;
  readonly relationshipRowCap?: number;
  readonly decideHours?: number;
  readonly contactHours?: number;
  readonly statusDays?: number;
  readonly graceHours?: number;
  readonly answerHours?: number;
  readonly asksAMonth?: number;
  readonly openHandoffsCap?: number;
  readonly digestHour?: number;
  readonly meetingsAPerson?: number;
  readonly amountClass?: 'hidden';
  readonly suggestionMinimumGroup?: number;
  readonly suggestionsPerAccount?: number;
  readonly suggestionDays?: number;
  readonly retentionMonths?: number;
  readonly suggestionRowCap?: number;
  readonly branches?: 'Same group' | 'Same customer';
  readonly matchProposals?: number;
  readonly pilot: boolean;
  /** Keys of divisions, cities and ids of users, who take part in a pilot. */
  readonly pilotDivisions: readonly string[];
  readonly pilotPlaces: readonly string[];
  readonly pilotUsers: readonly string[];
  /** Filled on a draft that an admin tries out. */
  readonly draftKey?: string;
  readonly effectRequest?: string;
}

/** Our own rows as they stand in the CRM: what the publisher compares with. */
export interface RelationshipRecord extends Followed {
  readonly id: string;
  readonly externalId: string;
  readonly accountId: AccountId;
  readonly contactId?: ContactId;
  readonly colleagueId?: UserId;
  readonly divisionId?: DivisionId;
  readonly band: string;
  readonly rank?: number;
  readonly reasons: string;
  /** First day of the month of the last contact. */
  readonly lastContactMonth?: string;
}

export interface SyncIssueRecord extends Followed {
  readonly id: string;
  readonly externalId: string;
  readonly kind: string;
  readonly state: string;
  readonly object?: string;
  readonly recordId?: string;
  readonly code?: string;
  readonly reason?: string;
  readonly fix?: string;
}

/** Two records and the judgement on them, as it stands in the CRM. */
export interface MatchJudgementRecord extends Followed {
  readonly id: string;
  /** Absent on rows that a person made. */
  readonly externalId?: string;
  readonly kind?: string;
  readonly accountId?: AccountId;
  readonly otherAccountId?: AccountId;
  readonly contactId?: ContactId;
  readonly otherContactId?: ContactId;
  readonly leadId?: LeadId;
  /** Kept when the record itself is deleted, which empties the lookups. */
  readonly recordId?: string;
  readonly otherRecordId?: string;
  /** `Same` and `Different` are a person's; `Unsure` leaves it to the service. */
  readonly judgement: string;
  readonly state?: string;
  readonly score?: number;
  readonly evidence?: string;
  readonly decidedBy?: UserId;
  readonly decidedAt?: string;
  readonly lastModifiedBy: UserId;
  readonly lastModified: string;
}

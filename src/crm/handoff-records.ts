import type { AccountId, ContactId, DivisionId, HandoffId, LeadId, UserId } from '../ids.ts';
import type { Followed } from './followed.ts';

export interface HandoffRecord extends Followed {
  readonly id: HandoffId;
  /** The giver. */
  readonly ownerId: UserId;
  readonly createdDate: string;
  readonly lastModified: string;
  readonly lastModifiedBy: UserId;
  readonly state: string;
  readonly needId?: string;
  readonly fromDivisionId?: DivisionId;
  readonly toDivisionId?: DivisionId;
  readonly accountId?: AccountId;
  readonly contactId?: ContactId;
  readonly leadId?: LeadId;
  readonly city?: string;
  readonly choice?: string;
  readonly receiverId?: UserId;
  readonly receiverReasons?: string;
  readonly verification?: string;
  readonly verificationReason?: string;
  readonly isWithIntake: boolean;
  readonly intakeId?: UserId;
  readonly declineReason?: string;
  readonly passOnToId?: DivisionId;
  readonly assignment?: number;
  readonly step?: number;
  readonly offeredAt?: string;
  readonly assignedAt?: string;
  readonly seenAt?: string;
  readonly decidedAt?: string;
  readonly firstContactAt?: string;
  readonly closedAt?: string;
  readonly decideBy?: string;
  readonly contactBy?: string;
  readonly statusBy?: string;
  readonly lastStatus?: string;
  readonly lastStatusAt?: string;
  readonly giverToldAt?: string;
  readonly againOn?: string;
  readonly outcome?: string;
  readonly amountClass?: string;
  readonly verdict?: string;
  readonly previousId?: HandoffId;
  /** One notice a line; see `src/handoff/notices.ts`. */
  readonly notices?: string;
}

export interface HandoffMessageRecord extends Followed {
  readonly id: string;
  readonly handoffId: HandoffId;
  readonly kind: string;
  readonly authorId: UserId;
  readonly createdDate: string;
}

export interface IntroductionRecord extends Followed {
  readonly id: string;
  /** The asker. */
  readonly ownerId: UserId;
  readonly createdDate: string;
  readonly state: string;
  readonly accountId?: AccountId;
  readonly contactId?: ContactId;
  readonly customerName?: string;
  readonly wantedDivisionId?: DivisionId;
  readonly answerBy?: string;
  readonly knowerId?: UserId;
  readonly closedAt?: string;
  readonly notices?: string;
}

export interface IntroductionRequestRecord extends Followed {
  readonly id: string;
  /** The colleague who is asked. */
  readonly ownerId: UserId;
  readonly createdDate: string;
  readonly externalId: string;
  readonly introductionId: string;
  readonly askerId?: UserId;
  readonly state: string;
  readonly answer?: string;
  readonly answerBy?: string;
  readonly notices?: string;
}

import type { State } from './states.ts';

/** A hand-off as it stands in the CRM. Times are ISO 8601 in UTC, days `YYYY-MM-DD`; undefined or null is empty. */
export interface Handoff {
  readonly id: string;
  readonly ownerId: string;
  readonly createdDate: string;
  readonly lastModified: string;
  readonly state: State;
  readonly needId?: Text;
  readonly fromDivisionId?: Text;
  readonly toDivisionId?: Text;
  readonly accountId?: Text;
  readonly contactId?: Text;
  readonly leadId?: Text;
  readonly city?: Text;
  readonly choice?: Text;
  readonly receiverId?: Text;
  readonly receiverReasons?: Text;
  readonly verification?: Text;
  readonly verificationReason?: Text;
  readonly isWithIntake: boolean;
  readonly intakeId?: Text;
  readonly declineReason?: Text;
  readonly passOnToId?: Text;
  readonly assignment?: number | null | undefined;
  readonly step?: number | null | undefined;
  readonly offeredAt?: Text;
  readonly assignedAt?: Text;
  readonly seenAt?: Text;
  readonly decidedAt?: Text;
  readonly firstContactAt?: Text;
  readonly closedAt?: Text;
  readonly decideBy?: Text;
  readonly contactBy?: Text;
  readonly statusBy?: Text;
  readonly lastStatus?: Text;
  readonly lastStatusAt?: Text;
  readonly giverToldAt?: Text;
  readonly againOn?: Text;
  readonly outcome?: Text;
  readonly amountClass?: Text;
  readonly verdict?: Text;
  readonly previousId?: Text;
  readonly notices?: Text;
}

type Text = string | null | undefined;

/** Whether somebody may receive now, and why not. */
export type Standing = 'fine' | 'not in division' | 'not available' | 'away';

/** What a division decides, with the policy's choices where it decides nothing. */
export interface Rules {
  readonly decideHours: number;
  readonly contactHours: number;
  readonly statusDays: number;
  readonly graceHours: number;
  readonly tellsAmountClass: boolean;
}

/** Who takes what found no receiver. */
export interface Intake {
  /** Undefined where a public group is the intake. */
  readonly userId?: string | undefined;
  readonly groupId?: string | undefined;
}

/** Somebody to whom a hand-off can go, with the reasons as they stand in `Receiver_Reasons__c`. */
export interface Candidate {
  readonly userId: string;
  readonly reasons: string;
}

/** The deal that came of a hand-off. */
export interface Deal {
  readonly id: string;
  readonly isClosed: boolean;
  readonly isWon: boolean;
  readonly amountClass?: string | null | undefined;
  /** When it last changed, milliseconds since 1970. */
  readonly stampMs: number;
}

/** A message, as far as it moves something. */
export interface Word {
  readonly kind: string;
  readonly authorId: string;
  readonly createdMs: number;
}

/** All that decides what happens to a hand-off next. */
export interface World {
  readonly nowMs: number;
  /** Adds working hours of the receiving division. */
  readonly addHours: (fromMs: number, hours: number) => number;
  readonly rules: Rules;
  readonly giverDivisionId: string | undefined;
  readonly intake: Intake | undefined;
  /** Of the receiver as it stands. */
  readonly receiver: Standing | undefined;
  /** Best first; nobody who may not receive, nobody who had it before in this chain. */
  readonly candidates: readonly Candidate[];
  /** Who has most room, where neither a candidate nor an intake can have it: nothing else speaks for them. */
  readonly standIn?: string | undefined;
  readonly deals: readonly Deal[];
  /** First contact with the customer that the receiver logged since accepting. */
  readonly firstActivityMs: number | undefined;
  readonly words: readonly Word[];
  readonly previousStep: number | undefined;
  /** True where this was passed on again already. */
  readonly hasNext: boolean;
}

import type { AccountId, ContactId, UserId } from '../ids.ts';

export type ActivityKind = 'meeting' | 'call' | 'mail';
export type WorkKind = 'deal' | 'case' | 'team' | 'ownership';
export type FactKind = ActivityKind | WorkKind;

/** One sign that a colleague is in touch with a customer or works for them. Never contents: kind, time, people. */
export interface Fact {
  readonly kind: FactKind;
  /** Milliseconds since 1970 at which it happened; for lasting work (ownership, team) the last time it was seen to matter. */
  readonly at: number;
  readonly colleague: UserId;
  readonly account: AccountId;
  /** Empty where it is known only which account it was. */
  readonly contact?: ContactId;
  /** Seen from the colleague. Meetings need none; calls and mails without one count as unknown. */
  readonly direction?: 'in' | 'out';
  /** Number of people a mail went to; 1 where unknown. */
  readonly recipients?: number;
}

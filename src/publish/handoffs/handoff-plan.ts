/** What shall happen to one hand-off in the CRM. */
export interface HandoffPlan {
  readonly id: string;
  /** Values by our names; null empties. */
  readonly changes: Readonly<Record<string, unknown>>;
  /** Who may open it beside the giver. */
  readonly access: readonly string[];
  /** What is recorded, or will be with `changes`, and not sent yet. */
  readonly notices: readonly PlannedNotice[];
  /** What to record once these were sent. */
  readonly afterSending: (nowMs: number) => Readonly<Record<string, unknown>>;
  readonly successor: { readonly toDivisionId: string; readonly receiverId?: string | undefined } | undefined;
  readonly trouble: Trouble | undefined;
  /** When to look again, milliseconds since 1970. */
  readonly dueMs: number | undefined;
}

interface PlannedNotice {
  /** Unique within the hand-off. */
  readonly key: string;
  readonly recipientIds: readonly string[];
  readonly title: string;
  readonly body: string;
}

/** Something for the admin. */
interface Trouble {
  readonly reason: string;
  readonly fix: string;
  /** True: shown as long as it lasts; false: shown until the admin has seen to it. */
  readonly isPassing: boolean;
  readonly externalId: string;
}

/** What somebody is told. */
export const NOTICE_KINDS = [
  'offered',
  'decide',
  'contact',
  'status',
  'intake',
  'question',
  'answer',
  'accepted',
  'declined',
  'returned',
  'expired',
  'won',
  'lost',
  'asked',
  'connected',
  'nobody',
] as const;

export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** One notice as it stands on the record: recorded when it was due, and once more when it was sent. */
export interface NoticeEntry {
  readonly kind: NoticeKind;
  /** Number of the assignment, or of the question, that it is about: each is told once. */
  readonly number: number;
  readonly dueMs: number;
  readonly sentMs?: number | undefined;
}

/** Reads `Notices__c`; lines that make no sense are left out. */
export function parseNotices(text: string | undefined): readonly NoticeEntry[] {
  return (text ?? '').split('\n').flatMap((line) => {
    const [kind = '', number = '', due = '', sent] = line.trim().split(' ');
    const known = NOTICE_KINDS.find((name) => name === kind);
    const dueMs = Date.parse(due);
    if (known === undefined || Number.isNaN(dueMs) || !/^\d+$/.test(number)) return [];
    const entry = { kind: known, number: Number(number), dueMs };
    return [sent === undefined ? entry : { ...entry, sentMs: Date.parse(sent) }];
  });
}

/** Writes `Notices__c`, one notice a line. */
export function formatNotices(entries: readonly NoticeEntry[]): string {
  const time = (ms: number): string => new Date(ms).toISOString();
  return entries
    .map(({ kind, number, dueMs, sentMs }) =>
      [kind, String(number), time(dueMs), ...(sentMs === undefined ? [] : [time(sentMs)])].join(' '),
    )
    .join('\n');
}

/** Who is told: the giver hears what became of it, who has it hears what to do. */
export function isForGiver(kind: NoticeKind): boolean {
  return ['question', 'accepted', 'declined', 'returned', 'expired', 'won', 'lost'].includes(kind);
}

/** The giver's promise: after one of these the outcome is known to the giver. */
export function tellsOutcome(kind: NoticeKind): boolean {
  return ['declined', 'returned', 'expired', 'won', 'lost'].includes(kind);
}

/** Title and text. No customer's name: a notification shows on a locked phone. */
export function noticeText(kind: NoticeKind): { readonly title: string; readonly body: string } {
  return TEXTS[kind];
}

const TEXTS: Readonly<Record<NoticeKind, { readonly title: string; readonly body: string }>> = {
  offered: { title: 'A hand-off for you', body: 'A colleague passes you a need of a customer. Please decide.' },
  decide: { title: 'A hand-off waits for you', body: 'Please decide. Otherwise your intake takes it over.' },
  contact: { title: 'Time for a first contact', body: 'The customer waits for your call.' },
  status: { title: 'How does it go?', body: 'One click tells the colleague who gave you this how it goes.' },
  intake: { title: 'A hand-off needs a receiver', body: 'Decide it yourself, or name who shall.' },
  question: { title: 'A question about your hand-off', body: 'The receiver wants to know something before deciding.' },
  answer: { title: 'Your question was answered', body: 'The giver has answered. Please decide.' },
  accepted: { title: 'Your hand-off was accepted', body: 'A colleague takes care of it.' },
  declined: { title: 'Your hand-off was declined', body: 'See why, and what happens next.' },
  returned: { title: 'Your hand-off came back', body: 'See why, and what happens next.' },
  expired: { title: 'Nobody took your hand-off', body: 'You can pass it on again.' },
  won: { title: 'Your hand-off became an order', body: 'See what came of it.' },
  asked: { title: 'Can you introduce a colleague?', body: 'Only you see this. Your answer is yours.' },
  connected: { title: 'A colleague can introduce you', body: 'See who, and what they say.' },
  nobody: { title: 'Nobody to introduce you this time', body: 'No colleague came forward for this customer.' },
  lost: { title: 'Your hand-off is closed', body: 'No order this time. See how it went.' },
};

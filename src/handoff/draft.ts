import type { Handoff } from './handoff.ts';
import { formatNotices, type NoticeEntry, type NoticeKind, parseNotices } from './notices.ts';

/** What the service writes on a hand-off; null empties a field. */
export type Changes = { -readonly [Key in keyof Handoff]?: Handoff[Key] | null };

/** A hand-off while it is looked at: what it is, and what shall change. */
export class Draft {
  readonly #before: Handoff;
  readonly #changes: Changes = {};
  #notices: readonly NoticeEntry[];

  constructor(before: Handoff) {
    this.#before = before;
    this.#notices = parseNotices(before.notices ?? undefined);
  }

  /** The hand-off as it will be. */
  get now(): Handoff {
    return { ...this.#before, ...this.#changes } as Handoff;
  }

  set(changes: Changes): void {
    Object.assign(this.#changes, changes);
  }

  /** Fills a time once; what stands there stays. */
  stamp(key: 'offeredAt' | 'decidedAt' | 'firstContactAt' | 'closedAt', ms: number): void {
    if (isEmpty(this.now[key])) this.set({ [key]: toIso(ms) });
  }

  wasTold(kind: NoticeKind, number: number): boolean {
    return this.#notices.some((entry) => entry.kind === kind && entry.number === number);
  }

  /** When a notice became due; undefined where it did not. */
  toldMs(kind: NoticeKind, number: number): number | undefined {
    return this.#notices.find((entry) => entry.kind === kind && entry.number === number)?.dueMs;
  }

  /** Records a notice, once for each kind and number. */
  tell(kind: NoticeKind, number: number, dueMs: number): void {
    if (this.wasTold(kind, number)) return;
    this.#notices = [...this.#notices, { kind, number, dueMs }];
    this.set({ notices: formatNotices(this.#notices) });
  }

  /** Only what really differs. */
  changes(): Changes {
    const pairs = Object.entries(this.#changes).filter(
      ([key, value]) => (value ?? null) !== (this.#before[key as keyof Handoff] ?? null),
    );
    return Object.fromEntries(pairs);
  }

  notices(): readonly NoticeEntry[] {
    return this.#notices;
  }
}

export function isEmpty(value: unknown): value is null | undefined | '' {
  return value === undefined || value === null || value === '';
}

/** Whole seconds: the CRM keeps no more, and would show a difference for ever. */
export function toIso(ms: number): string {
  return new Date(Math.floor(ms / 1000) * 1000).toISOString();
}

/** @returns undefined where the text is empty. */
export function toMs(text: string | null | undefined): number | undefined {
  return isEmpty(text) ? undefined : Date.parse(text);
}

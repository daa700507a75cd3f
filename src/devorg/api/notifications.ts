import type { Org } from '../org.ts';

/** One in-app notification as it was sent. */
export interface Notification {
  readonly typeId: string;
  readonly typeName: string;
  readonly senderId: string;
  readonly recipientIds: readonly string[];
  /** The active users behind the recipients: groups, queues and teams are expanded when it is sent. */
  readonly userIds: readonly string[];
  readonly title: string;
  readonly body: string;
  readonly targetId: string | null;
  readonly targetPageRef: string | null;
}

export interface SentNotification extends Notification {
  readonly sentAt: string;
}

/** What was sent through the notification action; nobody's bell rings, the admin port shows it. */
export class Notifications {
  readonly #org: Org;

  constructor(org: Org) {
    this.#org = org;
    org.database.exec(
      'CREATE TABLE IF NOT EXISTS "_Notification" (id INTEGER PRIMARY KEY, sentAt TEXT NOT NULL, content TEXT NOT NULL)',
    );
  }

  add(notification: Notification): void {
    const sentAt = new Date(this.#org.clock.now()).toISOString();
    this.#org.database
      .prepare('INSERT INTO "_Notification" (sentAt, content) VALUES (?, ?)')
      .run(sentAt, JSON.stringify(notification));
  }

  /** All of them, oldest first. */
  all(): SentNotification[] {
    const rows = this.#org.database.prepare('SELECT sentAt, content FROM "_Notification" ORDER BY id').all();
    return rows.map((row) => ({
      ...(JSON.parse(String(row['content'])) as Notification),
      sentAt: String(row['sentAt']),
    }));
  }
}

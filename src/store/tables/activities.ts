import type { Table } from '../table.ts';

/** A call or mail that took place. */
export interface TaskRow {
  readonly id: string;
  readonly ownerId: string;
  readonly whoId?: string | undefined;
  readonly whatId?: string | undefined;
  readonly accountId?: string | undefined;
  readonly kind: 'call' | 'mail';
  readonly direction?: 'in' | 'out' | undefined;
  readonly atMs: number;
}

export const tasks: Table<TaskRow> = {
  name: 'task',
  columns: {
    id: 'text',
    ownerId: 'text',
    whoId: 'text',
    whatId: 'text',
    accountId: 'text',
    kind: 'text',
    direction: 'text',
    atMs: 'bigint',
  },
  links: ['accountId', 'whoId', 'whatId'],
};

export interface EventRow {
  readonly id: string;
  readonly ownerId: string;
  readonly whoId?: string | undefined;
  readonly whatId?: string | undefined;
  readonly accountId?: string | undefined;
  readonly atMs: number;
}

export const events: Table<EventRow> = {
  name: 'event',
  columns: { id: 'text', ownerId: 'text', whoId: 'text', whatId: 'text', accountId: 'text', atMs: 'bigint' },
  links: ['accountId', 'whoId', 'whatId'],
};

/** Says of a mail which way it went and to how many; whose it is stands in its task. */
export interface EmailMessageRow {
  readonly id: string;
  readonly activityId: string;
  readonly isIncoming: boolean;
  readonly recipients: number;
  readonly atMs: number;
}

export const emailMessages: Table<EmailMessageRow> = {
  name: 'email_message',
  columns: { id: 'text', activityId: 'text', isIncoming: 'boolean', recipients: 'int', atMs: 'bigint' },
  links: ['activityId'],
};

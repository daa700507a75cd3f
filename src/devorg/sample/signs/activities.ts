import type { Colleague } from '../company/company.ts';
import { SELLER } from '../divisions.ts';
import type { AccountPlan } from '../plan/customer.ts';
import { audit, dateOf, HOUR_MS, stampOf } from '../time.ts';
import { webWord } from '../words/company-name.ts';
import { mailOf, noteActivity, type Page, personAt } from './page.ts';

/** Something that happened between a colleague and somebody at the customer. */
export interface Happening {
  readonly colleague: Colleague;
  readonly account: AccountPlan;
  /** Index into the account's contacts. */
  readonly contact: number;
  readonly atMs: number;
  readonly subject: string;
  /** The deal it was about, if it was about one. */
  readonly dealId?: string | undefined;
}

function contactId(page: Page, { account, contact }: Happening): string | null {
  const id = account.contacts[contact]?.id ?? null;
  return page.random.chance(0.15 * page.office.noise) ? null : id;
}

function common(page: Page, happening: Happening): Record<string, string | number | boolean | null> {
  const { account, colleague, atMs, subject, dealId } = happening;
  const whoId = contactId(page, happening);
  noteActivity(page, account.id, atMs);
  if (whoId !== null) noteActivity(page, whoId, atMs);
  return {
    WhoId: whoId,
    WhatId: dealId ?? account.id,
    AccountId: account.id,
    OwnerId: colleague.id,
    Subject: subject,
    ActivityDate: dateOf(atMs),
    ...audit(atMs, colleague.id),
  };
}

/** A call, logged as a finished task. */
export function writeCall(page: Page, happening: Happening, call: { isIncoming: boolean; isMissed: boolean }): void {
  const { random, office } = page;
  const direction = call.isIncoming ? 'Inbound' : 'Outbound';
  office.records.add('Task', {
    ...common(page, happening),
    Status: 'Completed',
    Priority: 'Normal',
    IsClosed: true,
    TaskSubtype: random.chance(0.08 * office.noise) ? 'Task' : 'Call',
    CallType: random.chance(0.25 * office.noise) ? null : direction,
    CallDurationInSeconds: call.isMissed ? 0 : random.between(60, 1500),
    CallDisposition: call.isMissed ? 'Left voicemail' : null,
    CompletedDateTime: stampOf(happening.atMs),
  });
}

/** The mail of a colleague, as it stands in their user row as long as they have no namesake. */
function ownMail(colleague: Colleague): string {
  return `${webWord(colleague.firstName)}.${webWord(colleague.lastName)}@${SELLER.domain}`;
}

export interface Mail {
  readonly isIncoming: boolean;
  /** Others it went to. */
  readonly alsoTo: readonly string[];
}

/** A mail: the task on the timeline, and mostly the message with who wrote to whom. */
export function writeMail(page: Page, happening: Happening, mail: Mail): void {
  const { random, office } = page;
  const taskId = office.records.id('Task');
  office.records.add('Task', {
    ...common(page, happening),
    Id: taskId,
    Status: 'Completed',
    Priority: 'Normal',
    IsClosed: true,
    TaskSubtype: 'Email',
    CompletedDateTime: stampOf(happening.atMs),
  });
  if (random.chance(0.2 * office.noise)) return;
  const { colleague, account, contact, atMs, subject, dealId } = happening;
  const theirs = mailOf(page, personAt(page, account.contacts[contact]?.person ?? 0));
  const ours = ownMail(colleague);
  office.records.add('EmailMessage', {
    ActivityId: taskId,
    Subject: subject,
    FromAddress: mail.isIncoming ? theirs : ours,
    ToAddress: mail.isIncoming ? ours : theirs,
    BccAddress: mail.alsoTo.length > 0 ? mail.alsoTo.join('; ') : null,
    Incoming: mail.isIncoming,
    Status: mail.isIncoming ? '1' : '3',
    MessageDate: stampOf(atMs),
    RelatedToId: dealId ?? account.id,
    ...audit(atMs, colleague.id),
  });
}

/** A mass mail through the CRM: a task of its own kind, no message. */
export function writeListMail(page: Page, happening: Happening): void {
  page.office.records.add('Task', {
    ...common(page, happening),
    Status: 'Completed',
    Priority: 'Normal',
    IsClosed: true,
    TaskSubtype: 'ListEmail',
    CompletedDateTime: stampOf(happening.atMs),
  });
}

/** A meeting of about an hour; it may lie in the future. */
export function writeMeeting(page: Page, happening: Happening): void {
  const { random, office, customer } = page;
  const minutes = random.pick([30, 60, 60, 90, 120]);
  const isPast = happening.atMs <= office.nowMs;
  office.records.add('Event', {
    ...(isPast ? common(page, happening) : planned(page, happening)),
    StartDateTime: stampOf(happening.atMs),
    EndDateTime: stampOf(happening.atMs + (minutes / 60) * HOUR_MS),
    ActivityDateTime: stampOf(happening.atMs),
    EndDate: dateOf(happening.atMs),
    DurationInMinutes: minutes,
    Location: random.chance(0.6) ? customer.address.city.name : 'Teams',
    EventSubtype: 'Event',
  });
}

/** What is planned was entered today and counts as nothing that happened. */
function planned(page: Page, happening: Happening): Record<string, string | number | boolean | null> {
  const { account, colleague, contact, atMs, subject } = happening;
  return {
    WhoId: account.contacts[contact]?.id ?? null,
    WhatId: account.id,
    AccountId: account.id,
    OwnerId: colleague.id,
    Subject: subject,
    ActivityDate: dateOf(atMs),
    ...audit(page.office.nowMs - 30 * HOUR_MS, colleague.id),
  };
}

/** A task that is still to be done. */
export function writeOpenTask(page: Page, happening: Happening): void {
  page.office.records.add('Task', {
    ...planned(page, happening),
    Status: 'Not Started',
    Priority: 'Normal',
    IsClosed: false,
    TaskSubtype: 'Task',
  });
}

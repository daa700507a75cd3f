import type { AccountId } from '../../ids.ts';
import { combined, essential, integrationFix, optional, type RawRow, type RecordSource } from './field.ts';
import {
  flag,
  optionalDateTime,
  optionalDay,
  optionalId,
  optionalNumber,
  optionalText,
  requiredDateTime,
  requiredId,
} from './read-value.ts';

const typeWords: Readonly<Record<string, string>> = { call: 'Call', email: 'Email', 'e-mail': 'Email' };
const notReached = 'Calls that nobody answered count like others.';
const lessWhen = 'An activity counts from the day it was written down.';

/** TaskSubtype says what a task is; where it says only `Task`, the older Type may know that it was a call or a mail. */
function readSubtype(row: RawRow): string {
  const subtype = optionalText(row['TaskSubtype']) ?? 'Task';
  const type = optionalText(row['Type'])?.toLowerCase() ?? '';
  return subtype === 'Task' ? (typeWords[type] ?? 'Task') : subtype;
}

export const task: RecordSource<'task'> = {
  object: 'Task',
  need: 'essential',
  without: 'Calls and mails do not count for who knows a customer.',
  fix: integrationFix,
  hasIsDeleted: true,
  isArchived: true,
  fields: {
    id: essential('Id', requiredId<string>()),
    systemModstamp: essential('SystemModstamp', requiredDateTime),
    isDeleted: essential('IsDeleted', flag),
    ownerId: essential('OwnerId', requiredId<string>()),
    whoId: essential('WhoId', optionalId<string>()),
    whatId: essential('WhatId', optionalId<string>()),
    accountId: essential('AccountId', optionalId<AccountId>()),
    isClosed: essential('IsClosed', flag),
    activityDate: optional('ActivityDate', optionalDay, lessWhen),
    createdDate: essential('CreatedDate', requiredDateTime),
    completedDateTime: optional('CompletedDateTime', optionalDateTime, lessWhen),
    // Type is a field of the org's own choosing, which may be hidden; TaskSubtype is always there.
    subtype: { from: ['TaskSubtype', 'Type'], need: 'feature', without: '', read: readSubtype },
    callType: optional('CallType', optionalText, 'Calls in can not be told from calls out.'),
    callSeconds: optional('CallDurationInSeconds', optionalNumber, notReached),
    callDisposition: optional('CallDisposition', optionalText, notReached),
  },
};

export const event: RecordSource<'event'> = {
  object: 'Event',
  need: 'optional',
  without: 'Meetings do not count for who knows a customer.',
  fix: integrationFix,
  hasIsDeleted: true,
  isArchived: true,
  fields: {
    id: essential('Id', requiredId<string>()),
    systemModstamp: essential('SystemModstamp', requiredDateTime),
    isDeleted: essential('IsDeleted', flag),
    ownerId: essential('OwnerId', requiredId<string>()),
    whoId: essential('WhoId', optionalId<string>()),
    whatId: essential('WhatId', optionalId<string>()),
    accountId: essential('AccountId', optionalId<AccountId>()),
    isChild: optional('IsChild', flag, 'A meeting with several colleagues may count more than once.'),
    isRecurrence: optional('IsRecurrence', flag, 'A series of meetings may count once too often.'),
    startDateTime: essential('StartDateTime', optionalDateTime),
    activityDate: optional('ActivityDate', optionalDay, 'Meetings of a whole day have no day.'),
  },
};

/** Addresses in one header field of a mail, by the at signs outside display names. */
function countAddresses(text: string): number {
  return text.split(/[;,]/).filter((part) => part.includes('@')).length;
}

const addressFields = ['ToAddress', 'CcAddress', 'BccAddress'];

export const emailMessage: RecordSource<'emailMessage'> = {
  object: 'EmailMessage',
  need: 'optional',
  without: 'Mails in and out can not be told apart.',
  fix: integrationFix,
  hasIsDeleted: true,
  fields: {
    id: essential('Id', requiredId<string>()),
    systemModstamp: essential('SystemModstamp', requiredDateTime),
    isDeleted: essential('IsDeleted', flag),
    incoming: essential('Incoming', flag),
    messageDate: {
      from: ['MessageDate', 'CreatedDate'],
      need: 'essential',
      without: 'Mails have no date.',
      read: (row) => optionalDateTime(row['MessageDate']) ?? requiredDateTime(row['CreatedDate']),
    },
    activityId: essential('ActivityId', optionalId<string>()),
    relatedToId: optional('RelatedToId', optionalId<string>(), 'Mails without a task have no customer.'),
    recipients: combined(addressFields, 'A mail to many counts like a mail to one.', (row) =>
      addressFields.reduce((sum, name) => sum + countAddresses(optionalText(row[name]) ?? ''), 0),
    ),
  },
};

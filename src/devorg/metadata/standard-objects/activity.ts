import { standardObject } from '../standard-object.ts';
import { MONTHS, RECURRENCE_INSTANCES, RECURRENCE_TYPES } from './picklists.ts';

export const task = standardObject(
  `
  00T | Task | Task | Tasks
  @id Activity ID
  WhoId | Name ID | ref(Contact,Lead) Who Tasks | cascade
  WhatId | Related To ID | ref(Account,Campaign,Case,Opportunity,Product2) What Tasks | cascade
  Subject | Subject | combobox(255) | system name | Call;Email;Send Letter;Send Quote;Other
  ActivityDate | Due Date Only | date
  Status | Status | picklist(255) | required defaulted | Not Started*;In Progress;Completed;Waiting on someone else;Deferred
  Priority | Priority | picklist(255) | required defaulted | High;Normal*;Low
  IsHighPriority | High Priority | boolean | readonly
  OwnerId | Assigned To ID | ref(Group,User) Owner | required defaulted
  Description | Description | textarea(32000)
  @deleted
  AccountId | Account ID | ref(Account) Account | readonly
  IsClosed | Closed | boolean | readonly
  @audit
  IsArchived | Archived | boolean | readonly
  CallDurationInSeconds | Call Duration | int
  CallType | Call Type | picklist(40) | restricted | Internal;Inbound;Outbound
  CallDisposition | Call Result | string(255)
  CallObject | Call Object Identifier | string(255)
  ReminderDateTime | Reminder Date/Time | datetime | system
  IsReminderSet | Reminder Set | boolean | system
  RecurrenceActivityId | Recurrence Activity ID | ref(Task) - RecurringTasks | readonly
  IsRecurrence | Create Recurring Series of Tasks | boolean | createonly
  RecurrenceStartDateOnly | Recurrence Start | date | system
  RecurrenceEndDateOnly | Recurrence End | date | system
  RecurrenceType | Recurrence Type | picklist(40) | system restricted | ${RECURRENCE_TYPES}
  RecurrenceInterval | Recurrence Interval | int(9) | system
  RecurrenceDayOfWeekMask | Recurrence Day of Week Mask | int(9) | system
  RecurrenceDayOfMonth | Recurrence Day of Month | int(9) | system
  RecurrenceInstance | Recurrence Instance | picklist(40) | system restricted | ${RECURRENCE_INSTANCES}
  RecurrenceMonthOfYear | Recurrence Month of Year | picklist(40) | system restricted | ${MONTHS}
  RecurrenceRegeneratedType | Repeat This Task | picklist(40) | system restricted | RecurrenceRegenerateAfterDueDate=After due date;RecurrenceRegenerateAfterToday=After date completed;RecurrenceRegenerated=(Task Closed)
  TaskSubtype | Task Subtype | picklist(40) | createonly defaulted restricted | Task*;Email;ListEmail=List Email;Cadence;Call;LinkedIn
  CompletedDateTime | Completed Date | datetime | readonly
`,
  { sharing: 'ControlledByParent', parents: ['WhatId', 'WhoId'] },
);

export const event = standardObject(
  `
  00U | Event | Event | Events
  @id Activity ID
  WhoId | Name ID | ref(Contact,Lead) Who Events | cascade
  WhatId | Related To ID | ref(Account,Campaign,Case,Opportunity,Product2) What Events | cascade
  Subject | Subject | combobox(255) | system name | Call;Email;Meeting;Send Letter/Quote;Other
  Location | Location | string(255)
  IsAllDayEvent | All-Day Event | boolean | fls
  ActivityDateTime | Due Date Time | datetime | system
  ActivityDate | Due Date Only | date | system
  DurationInMinutes | Duration | int | system
  StartDateTime | Start Date Time | datetime | system
  EndDateTime | End Date Time | datetime | system
  EndDate | End Date | date | readonly
  Description | Description | textarea(32000)
  AccountId | Account ID | ref(Account) Account | readonly
  OwnerId | Assigned To ID | ref(User) Owner | required defaulted
  IsPrivate | Private | boolean | system
  ShowAs | Show Time As | picklist(40) | system defaulted restricted | Busy*;OutOfOffice=Out of Office;Free
  @deleted
  IsChild | Is Child | boolean | readonly
  IsGroupEvent | Is Group Event | boolean | readonly
  GroupEventType | Group Event Type | picklist(40) | readonly defaulted restricted | 0=Non-group Event*;1=Group Event;2=Proposed Event;3=IsRecurrence2 Series Pattern
  @audit
  IsArchived | Archived | boolean | readonly
  RecurrenceActivityId | Recurrence Activity ID | ref(Event) - RecurringEvents | readonly
  IsRecurrence | Create Recurring Series of Events | boolean | createonly
  RecurrenceStartDateTime | Recurrence Start | datetime | system
  RecurrenceEndDateOnly | Recurrence End | date | system
  RecurrenceType | Recurrence Type | picklist(40) | system restricted | ${RECURRENCE_TYPES}
  RecurrenceInterval | Recurrence Interval | int(9) | system
  RecurrenceDayOfWeekMask | Recurrence Day of Week Mask | int(9) | system
  RecurrenceDayOfMonth | Recurrence Day of Month | int(9) | system
  RecurrenceInstance | Recurrence Instance | picklist(40) | system restricted | ${RECURRENCE_INSTANCES}
  RecurrenceMonthOfYear | Recurrence Month of Year | picklist(40) | system restricted | ${MONTHS}
  ReminderDateTime | Reminder Date/Time | datetime | system
  IsReminderSet | Reminder Set | boolean | system
  EventSubtype | Event Subtype | picklist(40) | createonly restricted | Event
  IsRecurrence2Exclusion | Historical Event, Not Following Recurrence | boolean | readonly
  IsRecurrence2 | Repeat | boolean | readonly
  IsRecurrence2Exception | Is Exception | boolean | readonly
  Recurrence2PatternStartDate | Recurrence Pattern Start Date | datetime | readonly
  Recurrence2PatternTimeZone | Recurrence Pattern Time Zone Reference | string(255) | readonly
`,
  { sharing: 'ControlledByParent', parents: ['WhatId', 'WhoId'] },
);

export const taskStatus = standardObject(
  `
  01H | TaskStatus | Task Status Value | Task Status Value
  @id Task Status Value ID
  MasterLabel | Master Label | string(255) | readonly name
  ApiName | API Name | string(255) | readonly required
  SortOrder | Order | int | readonly
  IsDefault | Is Default | boolean | readonly
  IsClosed | Closed | boolean | readonly
  @audit
`,
  { allows: 'q' },
);

export const emailMessage = standardObject(
  `
  02s | EmailMessage | Email Message | Email Messages
  @id Email Message ID
  ParentId | Case ID | ref(Case) Parent EmailMessages | createonly cascade
  ActivityId | Activity ID | ref(Task) Activity | createonly
  @audit
  TextBody | Text Body | textarea(32000) | system
  HtmlBody | HTML Body | textarea(32000) | system
  Headers | Headers | textarea(32000) | system
  Subject | Subject | string(3000) | system nogroup name
  FromName | From Name | string(1000) | system
  FromAddress | From Address | email(1000) | system
  ToAddress | To Address | string(4000) | system
  CcAddress | CC Address | string(4000) | system
  BccAddress | BCC Address | string(4000) | system
  Incoming | Is Incoming | boolean | system
  HasAttachment | Has Attachment | boolean | readonly
  Status | Status | picklist(40) | required | 0=New;1=Read;2=Replied;3=Sent;4=Forwarded;5=Draft
  MessageDate | Message Date | datetime | system
  @deleted
  ReplyToEmailMessageId | Email Message ID | ref(EmailMessage) ReplyToEmailMessage | createonly
  IsExternallyVisible | Is Externally Visible | boolean | system
  MessageIdentifier | Message ID | string(765) | system
  ThreadIdentifier | Thread ID | string(765) | system
  IsClientManaged | Is Client Managed | boolean | createonly
  RelatedToId | Related To ID | ref(Account,Campaign,Case,Opportunity,Product2) RelatedTo Emails | system
`,
  { sharing: 'ControlledByParent', parents: ['RelatedToId', 'ParentId'] },
);

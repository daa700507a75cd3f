import type { Records } from '../crm/records.ts';
import type { EmailMessageRow, EventRow, TaskRow } from '../store/tables/activities.ts';
import type { CaseRow } from '../store/tables/cases.ts';
import type { PolicyRow } from '../store/tables/choices.ts';
import type { ContractRow } from '../store/tables/contracts.ts';
import type { HeldMatchRow } from '../store/tables/held-matches.ts';
import type { OpportunityRow } from '../store/tables/opportunities.ts';

const USER_PREFIX = '005';

const DIRECTIONS: Readonly<Record<string, 'in' | 'out'>> = { Inbound: 'in', Outbound: 'out' };

/** Only calls and mails that took place, of a person (not a queue), are signs of contact. */
export function toTaskRow(record: Records['task']): TaskRow | undefined {
  const kind = record.subtype === 'Call' ? 'call' : record.subtype === 'Email' ? 'mail' : undefined;
  if (kind === undefined || !record.isClosed || !isUser(record.ownerId) || isUnanswered(record)) return undefined;
  const { id, ownerId, whoId, whatId, accountId } = record;
  return {
    id,
    ownerId,
    whoId,
    whatId,
    accountId,
    kind,
    direction: record.callType === undefined ? undefined : DIRECTIONS[record.callType],
    atMs: dayDone(record),
  };
}

/** Said of calls that reached nobody, in the words of telephone systems and of people, English and German. */
const UNANSWERED =
  /voice ?mail|answering machine|no answer|not? (?:answered|reached|connected)|unanswered|missed|busy|wrong number|left (?:a )?message|mailbox|besetzt|nicht (?:erreicht|abgenommen)|anrufbeantworter/i;

/**
 * A telephone system logs every attempt: those that lasted no second, or whose outcome says so, reached nobody. A call
 * that a person wrote down has no duration at all, and took place.
 */
function isUnanswered({ subtype, callSeconds, callDisposition }: Records['task']): boolean {
  return subtype === 'Call' && (callSeconds === 0 || UNANSWERED.test(callDisposition ?? ''));
}

/** The day that people entered; but nothing was done after it was ticked off, whatever day it was due. */
function dayDone({ activityDate, completedDateTime, createdDate }: Records['task']): number {
  const tickedMs = completedDateTime === undefined ? Number.POSITIVE_INFINITY : toMs(completedDateTime);
  return Math.min(toMs(activityDate ?? completedDateTime ?? createdDate), tickedMs);
}

/** A series stands for its occurrences, which are rows of their own. An invited colleague's copy is that colleague's meeting. */
export function toEventRow(record: Records['event']): EventRow | undefined {
  const start = record.startDateTime ?? record.activityDate;
  if (start === undefined || record.isRecurrence || !isUser(record.ownerId)) return undefined;
  const { id, ownerId, whoId, whatId, accountId } = record;
  return { id, ownerId, whoId, whatId, accountId, atMs: toMs(start) };
}

/** A mail without a task belongs to nobody that we could name. */
export function toEmailMessageRow(record: Records['emailMessage']): EmailMessageRow | undefined {
  if (record.activityId === undefined) return undefined;
  return {
    id: record.id,
    activityId: record.activityId,
    isIncoming: record.incoming,
    // An incoming mail is for us, however many it went to.
    recipients: record.incoming ? 1 : Math.max(1, record.recipients),
    atMs: toMs(record.messageDate),
  };
}

export function toOpportunityRow(record: Records['opportunity']): OpportunityRow {
  const { id, accountId, ownerId, isWon, isClosed } = record;
  return { id, accountId, ownerId, isWon, isClosed, atMs: toMs(isClosed ? record.closeDate : record.createdDate) };
}

export function toCaseRow(record: Records['case']): CaseRow | undefined {
  if (!isUser(record.ownerId)) return undefined;
  const { id, accountId, contactId, ownerId } = record;
  return { id, accountId, contactId, ownerId, atMs: toMs(record.closedDate ?? record.createdDate) };
}

/** Drafts bind nobody, and what has no end forces no decision. */
export function toContractRow(record: Records['contract']): ContractRow | undefined {
  const { id, accountId, ownerId, isActive, endDate } = record;
  return isActive && endDate !== undefined ? { id, accountId, ownerId, endMs: toMs(endDate) } : undefined;
}

const POLICY_CHOICES = [
  'namingDefault',
  'halfLifeDays',
  'weightMeeting',
  'weightCall',
  'weightMail',
  'weightDeal',
  'weightCase',
  'weightTeam',
  'weightOwnership',
  'bandStrong',
  'bandGood',
  'bandSome',
  'relationshipsPerDivision',
  'relationshipRowCap',
  'decideHours',
  'contactHours',
  'statusDays',
  'graceHours',
  'answerHours',
  'asksAMonth',
  'openHandoffsCap',
  'digestHour',
  'meetingsAPerson',
  'amountClass',
  'suggestionMinimumGroup',
  'suggestionsPerAccount',
  'suggestionDays',
  'retentionMonths',
  'suggestionRowCap',
  'branches',
  'matchProposals',
  'draftKey',
  'effectRequest',
] as const satisfies readonly (keyof Records['policy'])[];

export function toPolicyRow(record: Records['policy']): PolicyRow {
  const { id, createdDate, isActive } = record;
  const filled = POLICY_CHOICES.flatMap((choice) => {
    const value = record[choice];
    return value === undefined ? [] : [[choice, value] as const];
  });
  return { id, createdMs: toMs(createdDate), isActive, choices: { ...Object.fromEntries(filled), ...pilotOf(record) } };
}

/** Lists as lines of one text; nothing where no pilot is on. */
function pilotOf(record: Records['policy']): Record<string, string> {
  if (!record.pilot) return {};
  const { pilotDivisions, pilotPlaces, pilotUsers } = record;
  return {
    pilot: 'on',
    pilotDivisions: pilotDivisions.join('\n'),
    pilotPlaces: pilotPlaces.join('\n'),
    pilotUsers: pilotUsers.join('\n'),
  };
}

/**
 * Which two records a judgement is about: what its lookups point to, else the ids that it keeps. Where a merge has made
 * one record of the two there is nothing left to judge; an open question of ours stays known until it is taken back.
 */
export function toHeldMatchRow(record: Records['matchJudgement']): HeldMatchRow | undefined {
  const { leadId, accountId, otherAccountId, contactId, otherContactId, recordId, otherRecordId } = record;
  const looked = [leadId, accountId, otherAccountId, contactId, otherContactId].filter((id) => id !== undefined);
  const kept = [recordId, otherRecordId].filter((id) => id !== undefined);
  const [oneId, otherId] = (looked.length === 2 ? looked : kept).toSorted();
  const { id, externalId, kind, judgement, state, score, evidence, decidedBy, decidedAt } = record;
  if (oneId === undefined || otherId === undefined || (oneId === otherId && DECIDED.has(judgement))) return undefined;
  const { lastModifiedBy, lastModified } = record;
  return {
    ...{ id, externalId, kind, oneId, otherId, judgement, state, score, evidence, decidedBy, decidedAt },
    ...{ lastModifiedBy, lastModified },
  };
}

const DECIDED: ReadonlySet<string> = new Set(['Same', 'Different']);

export function toMs(date: string): number {
  return Date.parse(date);
}

function isUser(id: string): boolean {
  return id.startsWith(USER_PREFIX);
}

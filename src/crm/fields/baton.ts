import type { AccountId, ContactId, DivisionId, LeadId, UserId } from '../../ids.ts';
import type { Naming } from '../records.ts';
import { essential, optional, packageFix, type RecordSource } from './field.ts';
import {
  flag,
  lines,
  oneOf,
  optionalDateTime,
  optionalDay,
  optionalId,
  optionalNumber,
  optionalText,
  requiredDateTime,
  requiredId,
  requiredText,
  textOrEmpty,
} from './read-value.ts';

const notCompared = 'Baton can not compare what stands in the CRM with what should.';
const noIntake = 'Hand-offs that find no receiver reach nobody.';
const rule = 'The rules of the company are not known and the defaults apply.';

export const division: RecordSource<'division'> = {
  object: 'Baton_Division__c',
  need: 'essential',
  without: 'Baton does not know the divisions.',
  fix: packageFix,
  hasIsDeleted: true,
  fields: {
    id: essential('Id', requiredId<DivisionId>()),
    systemModstamp: essential('SystemModstamp', requiredDateTime),
    isDeleted: essential('IsDeleted', flag),
    name: essential('Name', requiredText),
    key: essential('Key__c', textOrEmpty),
    isActive: essential('Active__c', flag),
    userField: essential('User_Field__c', (value) => optionalText(value) ?? 'Division'),
    userValues: essential('User_Values__c', lines),
    intakeUserId: optional('Intake_User__c', optionalId<UserId>(), noIntake),
    intakeGroup: optional('Intake_Group__c', optionalText, noIntake),
    businessHours: optional('Business_Hours__c', optionalText, rule),
    decideHours: optional('Decide_Hours__c', optionalNumber, rule),
    contactHours: optional('Contact_Hours__c', optionalNumber, rule),
    statusDays: optional('Status_Days__c', optionalNumber, rule),
  },
};

const noChoice = 'Who is away, and how much people want to be asked, is not known.';

export const preference: RecordSource<'preference'> = {
  object: 'Baton_Preference__c',
  need: 'essential',
  without: 'Baton does not know who does not want to be named.',
  fix: packageFix,
  hasIsDeleted: true,
  fields: {
    id: essential('Id', requiredId<string>()),
    systemModstamp: essential('SystemModstamp', requiredDateTime),
    isDeleted: essential('IsDeleted', flag),
    ownerId: essential('OwnerId', requiredId<UserId>()),
    // A word that we do not know is no consent to be named.
    naming: essential('Naming__c', oneOf<Naming>(['Named', 'Unnamed', 'Hidden'], 'Unnamed')),
    awayUntil: optional('Away_Until__c', optionalDay, noChoice),
    asksAMonth: optional('Asks_A_Month__c', optionalNumber, noChoice),
    openCap: optional('Open_Handoffs_Cap__c', optionalNumber, noChoice),
    notices: optional('Notices__c', optionalText, noChoice),
    digestAt: optional('Digest_At__c', optionalDateTime, noChoice),
    digestSentAt: optional('Digest_Sent_At__c', optionalDateTime, noChoice),
    wake: optional('Wake__c', optionalDateTime, 'Panels that do not want to wait do.'),
  },
};

export const policy: RecordSource<'policy'> = {
  object: 'Baton_Policy__c',
  need: 'essential',
  without: rule,
  fix: packageFix,
  hasIsDeleted: true,
  fields: {
    id: essential('Id', requiredId<string>()),
    systemModstamp: essential('SystemModstamp', requiredDateTime),
    isDeleted: essential('IsDeleted', flag),
    createdDate: essential('CreatedDate', requiredDateTime),
    isActive: essential('Active__c', flag),
    namingDefault: essential('Naming_Default__c', oneOf<'Named' | 'Unnamed'>(['Named', 'Unnamed'])),
    halfLifeDays: optional('Half_Life_Days__c', optionalNumber, rule),
    weightMeeting: optional('Weight_Meeting__c', optionalNumber, rule),
    weightCall: optional('Weight_Call__c', optionalNumber, rule),
    weightMail: optional('Weight_Mail__c', optionalNumber, rule),
    weightDeal: optional('Weight_Deal__c', optionalNumber, rule),
    weightCase: optional('Weight_Case__c', optionalNumber, rule),
    weightTeam: optional('Weight_Team__c', optionalNumber, rule),
    weightOwnership: optional('Weight_Ownership__c', optionalNumber, rule),
    bandStrong: optional('Band_Strong__c', optionalNumber, rule),
    bandGood: optional('Band_Good__c', optionalNumber, rule),
    bandSome: optional('Band_Some__c', optionalNumber, rule),
    relationshipsPerDivision: optional('Relationships_Per_Division__c', optionalNumber, rule),
    relationshipRowCap: optional('Relationship_Row_Cap__c', optionalNumber, rule),
    decideHours: optional('Decide_Hours__c', optionalNumber, rule),
    contactHours: optional('Contact_Hours__c', optionalNumber, rule),
    statusDays: optional('Status_Days__c', optionalNumber, rule),
    graceHours: optional('Grace_Hours__c', optionalNumber, rule),
    answerHours: optional('Answer_Hours__c', optionalNumber, rule),
    asksAMonth: optional('Asks_A_Month__c', optionalNumber, rule),
    openHandoffsCap: optional('Open_Handoffs_Cap__c', optionalNumber, rule),
    digestHour: optional('Digest_Hour__c', optionalNumber, rule),
    meetingsAPerson: optional('Meetings_A_Person__c', optionalNumber, rule),
    amountClass: optional('Hide_Amount_Class__c', (value) => (flag(value) ? ('hidden' as const) : undefined), rule),
    suggestionMinimumGroup: optional('Suggestion_Minimum_Group__c', optionalNumber, rule),
    suggestionsPerAccount: optional('Suggestions_Per_Account__c', optionalNumber, rule),
    suggestionDays: optional('Suggestion_Days__c', optionalNumber, rule),
    suggestionRowCap: optional('Suggestion_Row_Cap__c', optionalNumber, rule),
    branches: optional('Branches__c', oneOf<'Same group' | 'Same customer'>(['Same group', 'Same customer']), rule),
    matchProposals: optional('Match_Proposals__c', optionalNumber, rule),
    retentionMonths: optional('Retention_Months__c', optionalNumber, rule),
    pilot: optional('Pilot__c', flag, 'A pilot is not kept: Baton works for everybody.'),
    pilotDivisions: optional('Pilot_Divisions__c', lines, rule),
    pilotPlaces: optional('Pilot_Places__c', lines, rule),
    pilotUsers: optional('Pilot_Users__c', lines, rule),
    draftKey: optional('Draft_Key__c', optionalText, 'Admins do not see what new rules would do.'),
    effectRequest: optional('Effect_Request__c', optionalText, 'Admins do not see what new rules would do.'),
  },
};

export const relationship: RecordSource<'relationship'> = {
  object: 'Baton_Relationship__c',
  need: 'essential',
  without: notCompared,
  fix: packageFix,
  hasIsDeleted: true,
  fields: {
    id: essential('Id', requiredId<string>()),
    systemModstamp: essential('SystemModstamp', requiredDateTime),
    isDeleted: essential('IsDeleted', flag),
    externalId: essential('External_Id__c', textOrEmpty, notCompared),
    accountId: essential('Account__c', requiredId<AccountId>(), notCompared),
    contactId: essential('Contact__c', optionalId<ContactId>(), notCompared),
    colleagueId: essential('Colleague__c', optionalId<UserId>(), notCompared),
    divisionId: essential('Division__c', optionalId<DivisionId>(), notCompared),
    band: essential('Band__c', textOrEmpty, notCompared),
    rank: essential('Rank__c', optionalNumber, notCompared),
    reasons: essential('Reasons__c', textOrEmpty, notCompared),
    lastContactMonth: essential('Last_Contact_Month__c', optionalDay, notCompared),
  },
};

const noIssue = 'Problems can not be shown in the CRM.';

export const syncIssue: RecordSource<'syncIssue'> = {
  object: 'Baton_Sync_Issue__c',
  need: 'essential',
  without: noIssue,
  fix: packageFix,
  hasIsDeleted: true,
  fields: {
    id: essential('Id', requiredId<string>()),
    systemModstamp: essential('SystemModstamp', requiredDateTime),
    isDeleted: essential('IsDeleted', flag),
    externalId: essential('External_Id__c', textOrEmpty, noIssue),
    kind: essential('Kind__c', textOrEmpty, noIssue),
    state: essential('State__c', textOrEmpty, noIssue),
    object: optional('Object__c', optionalText, noIssue),
    recordId: optional('Record_Id__c', optionalText, noIssue),
    code: optional('Code__c', optionalText, noIssue),
    reason: optional('Reason__c', optionalText, noIssue),
    fix: optional('Fix__c', optionalText, noIssue),
  },
};

const noJudgement = 'What people decided on equal customers is not known, and nothing is proposed to them.';

export const matchJudgement: RecordSource<'matchJudgement'> = {
  object: 'Baton_Match__c',
  need: 'optional',
  without: noJudgement,
  fix: packageFix,
  hasIsDeleted: true,
  fields: {
    id: essential('Id', requiredId<string>()),
    systemModstamp: essential('SystemModstamp', requiredDateTime),
    isDeleted: essential('IsDeleted', flag),
    externalId: essential('External_Id__c', optionalText, noJudgement),
    kind: essential('Kind__c', optionalText, noJudgement),
    accountId: essential('Account__c', optionalId<AccountId>(), noJudgement),
    otherAccountId: essential('Other_Account__c', optionalId<AccountId>(), noJudgement),
    contactId: essential('Contact__c', optionalId<ContactId>(), noJudgement),
    otherContactId: essential('Other_Contact__c', optionalId<ContactId>(), noJudgement),
    leadId: essential('Lead__c', optionalId<LeadId>(), noJudgement),
    recordId: essential('Record_Id__c', optionalText, noJudgement),
    otherRecordId: essential('Other_Record_Id__c', optionalText, noJudgement),
    judgement: essential('Judgement__c', textOrEmpty, noJudgement),
    state: essential('State__c', optionalText, noJudgement),
    score: essential('Score__c', optionalNumber, noJudgement),
    evidence: essential('Evidence__c', optionalText, noJudgement),
    decidedBy: essential('Decided_By__c', optionalId<UserId>(), noJudgement),
    decidedAt: essential('Decided_At__c', optionalDateTime, noJudgement),
    lastModifiedBy: essential('LastModifiedById', requiredId<UserId>(), noJudgement),
    lastModified: essential('LastModifiedDate', requiredDateTime, noJudgement),
  },
};

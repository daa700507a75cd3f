import type { AccountId, ContactId, DivisionId, HandoffId, LeadId, UserId } from '../../ids.ts';
import { essential, optional, packageFix, type RecordSource } from './field.ts';
import {
  flag,
  optionalDateTime,
  optionalDay,
  optionalId,
  optionalNumber,
  optionalText,
  requiredDateTime,
  requiredId,
  textOrEmpty,
} from './read-value.ts';

const without = 'Hand-offs are neither brought to their receivers nor followed.';

const common = {
  systemModstamp: essential('SystemModstamp', requiredDateTime, without),
  isDeleted: essential('IsDeleted', flag, without),
} as const;

export const handoff: RecordSource<'handoff'> = {
  object: 'Baton_Handoff__c',
  need: 'optional',
  without,
  fix: packageFix,
  hasIsDeleted: true,
  fields: {
    ...common,
    id: essential('Id', requiredId<HandoffId>(), without),
    ownerId: essential('OwnerId', requiredId<UserId>(), without),
    createdDate: essential('CreatedDate', requiredDateTime, without),
    lastModified: essential('LastModifiedDate', requiredDateTime, without),
    lastModifiedBy: essential('LastModifiedById', requiredId<UserId>(), without),
    state: essential('State__c', textOrEmpty, without),
    needId: essential('Need__c', optionalId<string>(), without),
    fromDivisionId: essential('From_Division__c', optionalId<DivisionId>(), without),
    toDivisionId: essential('To_Division__c', optionalId<DivisionId>(), without),
    accountId: essential('Account__c', optionalId<AccountId>(), without),
    contactId: essential('Contact__c', optionalId<ContactId>(), without),
    leadId: essential('Lead__c', optionalId<LeadId>(), without),
    city: optional('Customer_City__c', optionalText, 'Receivers near the customer are not preferred.'),
    choice: essential('Receiver_Choice__c', optionalText, without),
    receiverId: essential('Receiver__c', optionalId<UserId>(), without),
    receiverReasons: essential('Receiver_Reasons__c', optionalText, without),
    verification: essential('Verification__c', optionalText, without),
    verificationReason: essential('Verification_Reason__c', optionalText, without),
    isWithIntake: essential('With_Intake__c', flag, without),
    intakeId: essential('Intake__c', optionalId<UserId>(), without),
    declineReason: essential('Decline_Reason__c', optionalText, without),
    passOnToId: essential('Pass_On_To__c', optionalId<DivisionId>(), without),
    assignment: essential('Assignment__c', optionalNumber, without),
    step: essential('Step__c', optionalNumber, without),
    offeredAt: essential('Offered_At__c', optionalDateTime, without),
    assignedAt: essential('Assigned_At__c', optionalDateTime, without),
    seenAt: essential('Seen_At__c', optionalDateTime, without),
    decidedAt: essential('Decided_At__c', optionalDateTime, without),
    firstContactAt: essential('First_Contact_At__c', optionalDateTime, without),
    closedAt: essential('Closed_At__c', optionalDateTime, without),
    decideBy: essential('Decide_By__c', optionalDateTime, without),
    contactBy: essential('Contact_By__c', optionalDateTime, without),
    statusBy: essential('Status_By__c', optionalDateTime, without),
    lastStatus: essential('Last_Status__c', optionalText, without),
    lastStatusAt: essential('Last_Status_At__c', optionalDateTime, without),
    giverToldAt: essential('Giver_Told_At__c', optionalDateTime, without),
    againOn: essential('Again_On__c', optionalDay, without),
    outcome: essential('Outcome__c', optionalText, without),
    amountClass: essential('Amount_Class__c', optionalText, without),
    verdict: essential('Verdict__c', optionalText, without),
    previousId: essential('Previous__c', optionalId<HandoffId>(), without),
    notices: essential('Notices__c', optionalText, without),
  },
};

export const handoffMessage: RecordSource<'handoffMessage'> = {
  object: 'Baton_Handoff_Message__c',
  need: 'optional',
  without: 'Nobody is told of questions, answers and thanks.',
  fix: packageFix,
  hasIsDeleted: true,
  fields: {
    ...common,
    id: essential('Id', requiredId<string>(), without),
    handoffId: essential('Handoff__c', requiredId<HandoffId>(), without),
    kind: essential('Kind__c', textOrEmpty, without),
    authorId: essential('CreatedById', requiredId<UserId>(), without),
    createdDate: essential('CreatedDate', requiredDateTime, without),
  },
};

const noIntroductions = 'Asks for introductions reach nobody.';

export const introduction: RecordSource<'introduction'> = {
  object: 'Baton_Introduction__c',
  need: 'optional',
  without: noIntroductions,
  fix: packageFix,
  hasIsDeleted: true,
  fields: {
    ...common,
    id: essential('Id', requiredId<string>(), noIntroductions),
    ownerId: essential('OwnerId', requiredId<UserId>(), noIntroductions),
    createdDate: essential('CreatedDate', requiredDateTime, noIntroductions),
    state: essential('State__c', textOrEmpty, noIntroductions),
    accountId: essential('Account__c', optionalId<AccountId>(), noIntroductions),
    contactId: essential('Contact__c', optionalId<ContactId>(), noIntroductions),
    customerName: essential('Customer_Name__c', optionalText, noIntroductions),
    wantedDivisionId: essential('Wanted_Division__c', optionalId<DivisionId>(), noIntroductions),
    answerBy: essential('Answer_By__c', optionalDateTime, noIntroductions),
    knowerId: essential('Knower__c', optionalId<UserId>(), noIntroductions),
    closedAt: essential('Closed_At__c', optionalDateTime, noIntroductions),
    notices: essential('Notices__c', optionalText, noIntroductions),
  },
};

export const introductionRequest: RecordSource<'introductionRequest'> = {
  object: 'Baton_Introduction_Request__c',
  need: 'optional',
  without: noIntroductions,
  fix: packageFix,
  hasIsDeleted: true,
  fields: {
    ...common,
    id: essential('Id', requiredId<string>(), noIntroductions),
    ownerId: essential('OwnerId', requiredId<UserId>(), noIntroductions),
    createdDate: essential('CreatedDate', requiredDateTime, noIntroductions),
    externalId: essential('External_Id__c', textOrEmpty, noIntroductions),
    introductionId: essential('Introduction_Id__c', textOrEmpty, noIntroductions),
    askerId: essential('Asker__c', optionalId<UserId>(), noIntroductions),
    state: essential('State__c', textOrEmpty, noIntroductions),
    answer: essential('Answer__c', optionalText, noIntroductions),
    answerBy: essential('Answer_By__c', optionalDateTime, noIntroductions),
    notices: essential('Notices__c', optionalText, noIntroductions),
  },
};

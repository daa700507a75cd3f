import type { AccountId, ContactId, DivisionId, NeedId, OpportunityId, UserId } from '../../ids.ts';
import type { FieldValue } from '../crm.ts';
import type { OwnRowRecord } from '../records.ts';
import { essential, type Field, integrationFix, optional, packageFix, type RecordSource } from './field.ts';
import {
  flag,
  lines,
  optionalDateTime,
  optionalDay,
  optionalId,
  optionalNumber,
  optionalText,
  type ReadValue,
  requiredDateTime,
  requiredId,
  requiredText,
  textOrEmpty,
} from './read-value.ts';

const noNeeds = 'Baton suggests nothing.';
const lessNeeds = 'Suggestions know less.';
const followed = {
  id: essential('Id', requiredId<string>()),
  systemModstamp: essential('SystemModstamp', requiredDateTime),
  isDeleted: essential('IsDeleted', flag),
};

export const need: RecordSource<'need'> = {
  object: 'Baton_Need__c',
  need: 'optional',
  without: noNeeds,
  fix: packageFix,
  hasIsDeleted: true,
  fields: {
    ...followed,
    id: essential('Id', requiredId<NeedId>()),
    name: essential('Name', requiredText, noNeeds),
    key: essential('Key__c', textOrEmpty, noNeeds),
    isActive: essential('Active__c', flag, noNeeds),
    divisionId: essential('Division__c', optionalId<DivisionId>(), noNeeds),
    families: essential('Product_Families__c', lines, noNeeds),
    keywords: optional('Keywords__c', lines, 'Cases and campaigns name no need.'),
  },
};

export const opportunityLine: RecordSource<'opportunityLine'> = {
  object: 'OpportunityLineItem',
  need: 'optional',
  without: 'Baton does not know what customers bought, only from which division.',
  fix: integrationFix,
  hasIsDeleted: true,
  fields: {
    ...followed,
    opportunityId: essential('OpportunityId', requiredId<OpportunityId>(), lessNeeds),
    family: essential('Product2.Family', optionalText, lessNeeds),
  },
};

export const campaign: RecordSource<'campaign'> = {
  object: 'Campaign',
  need: 'optional',
  without: 'Answers to campaigns are no reason for a suggestion.',
  fix: integrationFix,
  hasIsDeleted: true,
  fields: {
    ...followed,
    ownerId: essential('OwnerId', requiredId<UserId>(), lessNeeds),
    name: essential('Name', optionalText, lessNeeds),
  },
};

export const campaignMember: RecordSource<'campaignMember'> = {
  object: 'CampaignMember',
  need: 'optional',
  without: 'Answers to campaigns are no reason for a suggestion.',
  fix: integrationFix,
  hasIsDeleted: true,
  fields: {
    ...followed,
    campaignId: essential('CampaignId', requiredId<string>(), lessNeeds),
    contactId: essential('ContactId', optionalId<ContactId>(), lessNeeds),
    hasResponded: essential('HasResponded', flag, lessNeeds),
    respondedDate: optional('FirstRespondedDate', optionalDay, 'An answer counts from the day it was written down.'),
    createdDate: essential('CreatedDate', requiredDateTime, lessNeeds),
  },
};

type OwnName = 'suggestion' | 'needRule' | 'feedback' | 'needResult' | 'exchange' | 'expert' | 'received';

/** Rows that Baton writes and compares: external id, and fields by API name. */
export function ownRows(object: string, account: boolean, fields: Readonly<Record<string, ReadValue<unknown>>>) {
  const notCompared = 'Baton can not compare what stands in the CRM with what should.';
  const accountId: Field<AccountId | undefined> = account
    ? essential('Account__c', requiredId<AccountId>(), notCompared)
    : { from: [], need: 'feature', without: '', read: () => undefined };
  const source: RecordSource<OwnName> = {
    object,
    need: 'optional',
    without: noNeeds,
    fix: packageFix,
    hasIsDeleted: true,
    fields: {
      ...followed,
      externalId: essential('External_Id__c', textOrEmpty, notCompared),
      createdDate: essential('CreatedDate', requiredDateTime, notCompared),
      accountId,
      fields: {
        from: Object.keys(fields),
        need: 'essential',
        without: notCompared,
        read: (row): OwnRowRecord['fields'] =>
          Object.fromEntries(
            Object.entries(fields).map(([name, read]) => [name, (read(row[name]) ?? null) as FieldValue]),
          ),
      },
    },
  };
  return source;
}

const id = optionalId<string>();
const count = optionalNumber;

export const suggestion: RecordSource<'suggestion'> = ownRows('Baton_Suggestion__c', true, {
  Account__c: id,
  Need__c: id,
  Division__c: id,
  Rank__c: count,
  Reasons__c: optionalText,
  Receiver__c: id,
  Status__c: optionalText,
  Answered_By__c: id,
  Answered_At__c: optionalDateTime,
  Expires__c: optionalDay,
});

export const needRule: RecordSource<'needRule'> = ownRows('Baton_Need_Rule__c', false, {
  Need__c: id,
  Division__c: id,
  Rule__c: optionalText,
  Customers__c: count,
  Have_It__c: count,
  Off__c: flag,
});

export const feedback: RecordSource<'feedback'> = ownRows('Baton_Feedback__c', false, {
  OwnerId: id,
  Kind__c: optionalText,
  Case__c: id,
  Campaign__c: id,
  Need__c: id,
  Outcome__c: optionalText,
  Customers__c: count,
  Suggested__c: count,
  Passed_On__c: count,
  Refused__c: count,
  Won__c: count,
  Changed_On__c: optionalDay,
});

export const needResult: RecordSource<'needResult'> = ownRows('Baton_Need_Result__c', false, {
  Need__c: id,
  Division__c: id,
  Suggested__c: count,
  Passed_On__c: count,
  Not_Now__c: count,
  Has_It__c: count,
  Not_Relevant__c: count,
  Expired__c: count,
  Won__c: count,
});

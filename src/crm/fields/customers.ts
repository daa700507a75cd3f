import type { AccountId, ContactId, HandoffId, LeadId, OpportunityId, UserId } from '../../ids.ts';
import { combined, essential, feature, integrationFix, money, optional, type RecordSource } from './field.ts';
import {
  flag,
  optionalId,
  optionalNumber,
  optionalText,
  requiredDateTime,
  requiredId,
  requiredText,
} from './read-value.ts';

const lessMatching = 'Accounts of the same customer are found less often.';
const noReach = 'Less is known to tell two contacts of the same name apart.';
const noWish = 'Baton could not honour "do not suggest".';

export const account: RecordSource<'account'> = {
  object: 'Account',
  need: 'essential',
  without: 'Baton does not know the customers.',
  fix: integrationFix,
  hasIsDeleted: true,
  fields: {
    id: essential('Id', requiredId<AccountId>()),
    systemModstamp: essential('SystemModstamp', requiredDateTime),
    isDeleted: essential('IsDeleted', flag),
    name: essential('Name', requiredText),
    ownerId: essential('OwnerId', requiredId<UserId>()),
    createdDate: essential('CreatedDate', requiredDateTime),
    masterRecordId: optional('MasterRecordId', optionalId<AccountId>(), 'Merged accounts are followed later.'),
    parentId: optional('ParentId', optionalId<AccountId>(), lessMatching),
    isPersonAccount: feature('IsPersonAccount', flag),
    website: optional('Website', optionalText, lessMatching),
    phone: optional('Phone', optionalText, lessMatching),
    street: optional('BillingStreet', optionalText, lessMatching),
    city: optional('BillingCity', optionalText, lessMatching),
    postalCode: optional('BillingPostalCode', optionalText, lessMatching),
    country: optional('BillingCountry', optionalText, lessMatching),
    industry: optional('Industry', optionalText, 'Suggestions do not know the industry.'),
    annualRevenue: money('AnnualRevenue', optionalNumber, 'Suggestions do not know the turnover.'),
    numberOfEmployees: optional(
      'NumberOfEmployees',
      optionalNumber,
      'Suggestions do not know the number of employees.',
    ),
    doNotSuggest: essential('Baton_Do_Not_Suggest__c', flag, noWish),
    individualId: feature('PersonIndividualId', optionalId<string>()),
  },
};

export const contact: RecordSource<'contact'> = {
  object: 'Contact',
  need: 'essential',
  without: 'Baton does not know the people at a customer.',
  fix: integrationFix,
  hasIsDeleted: true,
  fields: {
    id: essential('Id', requiredId<ContactId>()),
    systemModstamp: essential('SystemModstamp', requiredDateTime),
    isDeleted: essential('IsDeleted', flag),
    accountId: essential('AccountId', optionalId<AccountId>()),
    masterRecordId: optional('MasterRecordId', optionalId<ContactId>(), 'Merged contacts are followed later.'),
    ownerId: essential('OwnerId', requiredId<UserId>()),
    firstName: optional('FirstName', optionalText, noReach),
    lastName: essential('LastName', requiredText),
    email: optional('Email', optionalText, `${noReach} ${lessMatching}`),
    phone: optional('Phone', optionalText, noReach),
    mobilePhone: optional('MobilePhone', optionalText, noReach),
    doNotSuggest: essential('Baton_Do_Not_Suggest__c', flag, noWish),
    individualId: feature('IndividualId', optionalId<string>()),
  },
};

const noConversion = 'What became of a converted lead is not known.';

export const lead: RecordSource<'lead'> = {
  object: 'Lead',
  need: 'optional',
  without: 'Leads of customers that colleagues know already are not recognised.',
  fix: integrationFix,
  hasIsDeleted: true,
  fields: {
    id: essential('Id', requiredId<LeadId>()),
    systemModstamp: essential('SystemModstamp', requiredDateTime),
    isDeleted: essential('IsDeleted', flag),
    masterRecordId: optional('MasterRecordId', optionalId<LeadId>(), 'Merged leads are followed later.'),
    ownerId: essential('OwnerId', requiredId<string>()),
    createdDate: essential('CreatedDate', requiredDateTime),
    firstName: optional('FirstName', optionalText, noReach),
    lastName: essential('LastName', requiredText),
    // Empty for private persons, in orgs with person accounts.
    company: optional('Company', optionalText, lessMatching),
    street: optional('Street', optionalText, lessMatching),
    city: optional('City', optionalText, lessMatching),
    postalCode: optional('PostalCode', optionalText, lessMatching),
    country: optional('Country', optionalText, lessMatching),
    phone: optional('Phone', optionalText, lessMatching),
    mobilePhone: optional('MobilePhone', optionalText, lessMatching),
    email: optional('Email', optionalText, lessMatching),
    website: optional('Website', optionalText, lessMatching),
    status: optional('Status', optionalText, noConversion),
    isConverted: essential('IsConverted', flag),
    convertedAccountId: optional('ConvertedAccountId', optionalId<AccountId>(), noConversion),
    convertedContactId: optional('ConvertedContactId', optionalId<ContactId>(), noConversion),
    convertedOpportunityId: optional('ConvertedOpportunityId', optionalId<OpportunityId>(), noConversion),
    handoffId: feature('Baton_Handoff__c', optionalId<HandoffId>()),
    individualId: feature('IndividualId', optionalId<string>()),
  },
};

/** Exists only where the org shows data protection details; then `doctor` asks for the right to read it. */
export const individual: RecordSource<'individual'> = {
  object: 'Individual',
  need: 'feature',
  without: '',
  fix: 'Assign the permission set Baton Integration Privacy to the integration user.',
  hasIsDeleted: true,
  fields: {
    id: essential('Id', requiredId<string>()),
    systemModstamp: essential('SystemModstamp', requiredDateTime),
    isDeleted: essential('IsDeleted', flag),
    mustNotProcess: combined(
      ['ShouldForget', 'HasOptedOutProcessing'],
      'Baton could not honour the wish to be forgotten.',
      (row) => flag(row['ShouldForget']) || flag(row['HasOptedOutProcessing']),
    ),
  },
};

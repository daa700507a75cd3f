import type { AccountId, ContactId, UserId } from '../../ids.ts';
import { essential, feature, integrationFix, optional, type RecordSource } from './field.ts';
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
    annualRevenue: optional('AnnualRevenue', optionalNumber, 'Suggestions do not know the turnover.'),
    numberOfEmployees: optional(
      'NumberOfEmployees',
      optionalNumber,
      'Suggestions do not know the number of employees.',
    ),
    doNotSuggest: essential('Baton_Do_Not_Suggest__c', flag, noWish),
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
  },
};

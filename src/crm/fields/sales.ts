import type { AccountId, ContactId, HandoffId, OpportunityId, UserId } from '../../ids.ts';
import { amountClass } from './amount-class.ts';
import { essential, integrationFix, money, optional, type RecordSource } from './field.ts';
import {
  flag,
  optionalDateTime,
  optionalDay,
  optionalId,
  optionalText,
  requiredDateTime,
  requiredDay,
  requiredId,
} from './read-value.ts';

export const opportunity: RecordSource<'opportunity'> = {
  object: 'Opportunity',
  need: 'optional',
  without: 'Deals do not count for who knows a customer.',
  fix: integrationFix,
  hasIsDeleted: true,
  fields: {
    id: essential('Id', requiredId<OpportunityId>()),
    systemModstamp: essential('SystemModstamp', requiredDateTime),
    isDeleted: essential('IsDeleted', flag),
    accountId: essential('AccountId', optionalId<AccountId>()),
    ownerId: essential('OwnerId', requiredId<UserId>()),
    createdDate: essential('CreatedDate', requiredDateTime),
    closeDate: essential('CloseDate', requiredDay),
    isClosed: essential('IsClosed', flag),
    isWon: essential('IsWon', flag),
    handoffId: optional('Baton_Handoff__c', optionalId<HandoffId>(), 'Givers do not hear what became of a deal.'),
    amountClass: money('Amount', amountClass, 'Givers hear that a deal was won, not its size in steps.'),
  },
};

export const opportunityContactRole: RecordSource<'opportunityContactRole'> = {
  object: 'OpportunityContactRole',
  need: 'optional',
  without: 'Baton does not know which contacts a deal was made with.',
  fix: integrationFix,
  hasIsDeleted: true,
  fields: {
    id: essential('Id', requiredId<string>()),
    systemModstamp: essential('SystemModstamp', requiredDateTime),
    isDeleted: essential('IsDeleted', flag),
    opportunityId: essential('OpportunityId', requiredId<OpportunityId>()),
    contactId: essential('ContactId', requiredId<ContactId>()),
  },
};

export const accountTeamMember: RecordSource<'accountTeamMember'> = {
  object: 'AccountTeamMember',
  need: 'feature',
  without: 'Account teams do not count for who knows a customer.',
  fix: 'Enable account teams, where the company uses them, and assign Baton Integration.',
  hasIsDeleted: true,
  fields: {
    id: essential('Id', requiredId<string>()),
    systemModstamp: essential('SystemModstamp', requiredDateTime),
    isDeleted: essential('IsDeleted', flag),
    accountId: essential('AccountId', requiredId<AccountId>()),
    userId: essential('UserId', requiredId<UserId>()),
    createdDate: essential('CreatedDate', requiredDateTime),
  },
};

export const opportunityTeamMember: RecordSource<'opportunityTeamMember'> = {
  object: 'OpportunityTeamMember',
  need: 'feature',
  without: 'Opportunity teams do not count for who knows a customer.',
  fix: 'Enable team selling, where the company uses it, and assign Baton Integration.',
  hasIsDeleted: true,
  fields: {
    id: essential('Id', requiredId<string>()),
    systemModstamp: essential('SystemModstamp', requiredDateTime),
    isDeleted: essential('IsDeleted', flag),
    opportunityId: essential('OpportunityId', requiredId<OpportunityId>()),
    userId: essential('UserId', requiredId<UserId>()),
    createdDate: essential('CreatedDate', requiredDateTime),
  },
};

/** Named apart from the keyword. */
export const supportCase: RecordSource<'case'> = {
  object: 'Case',
  need: 'optional',
  without: 'Cases do not count for who knows a customer.',
  fix: integrationFix,
  hasIsDeleted: true,
  fields: {
    id: essential('Id', requiredId<string>()),
    systemModstamp: essential('SystemModstamp', requiredDateTime),
    isDeleted: essential('IsDeleted', flag),
    accountId: essential('AccountId', optionalId<AccountId>()),
    contactId: optional('ContactId', optionalId<ContactId>(), 'Baton does not know whose case it was.'),
    ownerId: essential('OwnerId', requiredId<string>()),
    createdById: essential('CreatedById', requiredId<UserId>()),
    createdDate: essential('CreatedDate', requiredDateTime),
    subject: optional('Subject', optionalText, 'Cases name no need.'),
    closedDate: optional('ClosedDate', optionalDateTime, 'A case counts from its beginning only.'),
  },
};

export const contract: RecordSource<'contract'> = {
  object: 'Contract',
  need: 'feature',
  without: 'A contract that ends is no moment to speak of other needs.',
  fix: integrationFix,
  hasIsDeleted: true,
  fields: {
    id: essential('Id', requiredId<string>()),
    systemModstamp: essential('SystemModstamp', requiredDateTime),
    isDeleted: essential('IsDeleted', flag),
    accountId: essential('AccountId', requiredId<AccountId>()),
    ownerId: essential('OwnerId', requiredId<UserId>()),
    isActive: essential('StatusCode', (code) => code === 'Activated'),
    endDate: essential('EndDate', optionalDay),
  },
};

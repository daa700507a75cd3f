import type { RecordSource } from './field.ts';
import { ownRows } from './needs.ts';
import { flag, optionalDay, optionalId, optionalNumber, optionalText } from './read-value.ts';

const id = optionalId<string>();

export const exchange: RecordSource<'exchange'> = ownRows('Baton_Exchange__c', false, {
  OwnerId: id,
  Colleague__c: id,
  Colleague_Division__c: id,
  Given__c: optionalNumber,
  Received__c: optionalNumber,
  Given_Open__c: optionalNumber,
  Received_Open__c: optionalNumber,
  Given_Won__c: optionalNumber,
  Received_Won__c: optionalNumber,
  Last__c: optionalDay,
  Last_Won__c: optionalDay,
  Worth_Meeting__c: flag,
  Shared_Customers__c: optionalText,
});

export const expert: RecordSource<'expert'> = ownRows('Baton_Expert__c', false, {
  Division__c: id,
  Need__c: id,
  Colleague__c: id,
  Place__c: optionalText,
  Rank__c: optionalNumber,
  Reasons__c: optionalText,
});

export const received: RecordSource<'received'> = ownRows('Baton_Received__c', false, {
  OwnerId: id,
  Handoff__c: id,
  Account__c: id,
  Opportunity__c: id,
  Giver__c: id,
  Reasons__c: optionalText,
});

import type { OrgSettings } from '../org.ts';
import { SELLER } from './divisions.ts';

/** The choices in Setup that fit the sample company: everything private, opened by sharing and teams. */
export const sampleSettings: OrgSettings = {
  name: SELLER.name,
  sharingModels: {
    Account: 'Private',
    Contact: 'ControlledByParent',
    Lead: 'Private',
    Opportunity: 'Private',
    Case: 'Private',
    Campaign: 'Read',
  },
  accountTeams: true,
  opportunityTeams: true,
  personAccounts: false,
  multiCurrency: false,
  restrictedLookups: false,
  hierarchyOffFor: [
    'Baton_Exchange__c',
    'Baton_Handoff__c',
    'Baton_Introduction_Request__c',
    'Baton_Introduction__c',
    'Baton_Preference__c',
    'Baton_Received__c',
  ],
  dailyApiRequests: 100_000,
};

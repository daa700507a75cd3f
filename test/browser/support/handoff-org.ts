import { addRow } from '../../devorg/support/small-org.ts';
import { createPanelOrg, type PanelOrg } from './panel-org.ts';

type Need = 'guards' | 'alarm' | 'reception' | 'canteen' | 'cleaning';

/** The panel org with everything that hand-offs need: needs, a suggestion, experts, a contact, a lead, a deal. */
export interface HandoffOrg extends PanelOrg {
  /** Works in Catering. */
  readonly tom: string;
  readonly needs: Readonly<Record<Need, string>>;
  /** Who decides at the hospital. */
  readonly contact: string;
  readonly lead: string;
  readonly deal: string;
}

export function createHandoffOrg(): HandoffOrg {
  const panelOrg = createPanelOrg();
  const { org, farah, anna, olga, hospital, divisions } = panelOrg;
  const row = org.database.prepare(`SELECT Id FROM "User" WHERE LastName = 'Lang'`).get();
  const tom = String(row?.['Id']);
  const needs = addNeeds(panelOrg);
  addRow(org, 'Baton_Suggestion__c', {
    ...{ Account__c: hospital, Need__c: needs.canteen, Division__c: divisions.catering, Receiver__c: tom },
    ...{ Rank__c: 1, Status__c: 'Open', External_Id__c: `${hospital}-canteen` },
  });
  const expert = (division: string, colleague: string, rank: number, place: string | null, reasons: string): void => {
    const key = `${division}-${String(rank)}`;
    addRow(org, 'Baton_Expert__c', {
      ...{ Division__c: division, Colleague__c: colleague, Rank__c: rank, Place__c: place, Reasons__c: reasons },
      External_Id__c: key,
    });
  };
  expert(divisions.catering, olga, 1, 'Berlin', 'expert:several:2026-08');
  expert(divisions.security, anna, 1, 'Berlin', 'expert:many:2026-10');
  return {
    ...{ ...panelOrg, tom, needs },
    contact: addRow(org, 'Contact', {
      ...{ FirstName: 'Heike', LastName: 'Sommer', AccountId: hospital, OwnerId: farah, Title: 'Head of Facilities' },
      ...{ Phone: '+49 30 5550010', Email: 'heike.sommer@st-elisabeth.example' },
    }),
    lead: addRow(org, 'Lead', {
      ...{ FirstName: 'Jan', LastName: 'Vogt', Company: 'Vogt Logistik', City: 'Berlin', OwnerId: farah },
      ...{ Status: 'Open - Not Contacted', Email: 'vogt@vogt.example' },
    }),
    deal: addRow(org, 'Opportunity', {
      ...{ Name: 'Cleaning 2027', AccountId: hospital, OwnerId: farah, StageName: 'Prospecting' },
      CloseDate: '2026-12-31',
    }),
  };
}

function addNeeds({ org, divisions }: PanelOrg): HandoffOrg['needs'] {
  const add = (key: string, name: string, division: string, sort: number): string =>
    addRow(org, 'Baton_Need__c', { Name: name, Key__c: key, Division__c: division, Active__c: true, Sort__c: sort });
  return {
    guards: add('guards', 'Guards at night', divisions.security, 10),
    alarm: add('alarm', 'Alarm system', divisions.security, 20),
    reception: add('reception', 'Reception desk', divisions.security, 30),
    canteen: add('canteen', 'Meals for staff', divisions.catering, 40),
    cleaning: add('cleaning', 'Cleaning of offices', divisions.facility, 50),
  };
}

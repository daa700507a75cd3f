/** Something that only a person can do, in Setup. */
export interface ManualStep {
  readonly what: string;
  readonly why: string;
  readonly url: string;
}

/** Objects whose rows belong to one person alone; a superior must not see them through the role hierarchy. */
export const PERSONAL_OBJECTS = [
  'Baton_Exchange__c',
  'Baton_Introduction__c',
  'Baton_Introduction_Request__c',
  'Baton_Preference__c',
  'Baton_Received__c',
] as const;

/** What is left to do by hand after an installation, with links that lead there. */
export function manualSteps(instanceUrl: string): readonly ManualStep[] {
  const setup = (path: string): string => `${instanceUrl}/lightning/setup/${path}`;
  return [
    {
      what: `Switch off Grant Access Using Hierarchies for ${PERSONAL_OBJECTS.join(', ')}`,
      why: 'a superior would else see whom somebody helped, asked or said no to; no deploy can set it',
      url: setup('SecuritySharing/home'),
    },
    {
      what: 'Place the Baton panels on your own pages of Account, Contact, Lead and Opportunity',
      why: 'a package never changes pages that are yours',
      url: setup('FlexiPageList/home'),
    },
    {
      what: 'Assign Baton Rep or Baton Giver to the people who start',
      why: 'who has neither sees no panel and gets no hand-off',
      url: setup('PermSets/home'),
    },
  ];
}

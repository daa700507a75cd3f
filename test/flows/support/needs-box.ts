import { assign } from '../../devorg/support/small-org.ts';
import { runTwoDivisions, type TwoDivisions } from '../../support/two-divisions.ts';

/** A row of `Baton_Suggestion__c`, with the fields that tests look at. */
export interface Suggestion {
  readonly Id: string;
  readonly External_Id__c: string;
  readonly Account__c: string;
  readonly Reasons__c: string;
  readonly Receiver__c: string | null;
  readonly Status__c: string;
}

/** Two divisions, each with a need that cases and campaigns can name. @returns the org and the ids of the needs */
export async function runNeedsBox(): Promise<{ box: TwoDivisions; guards: string; cleaning: string }> {
  const box = await runTwoDivisions();
  assign(box.org, 'Baton_Giver', [box.admin]);
  const [facility] = await box.rows<{ Id: string }>("SELECT Id FROM Baton_Division__c WHERE Key__c = 'facility'");
  const [security] = await box.rows<{ Id: string }>("SELECT Id FROM Baton_Division__c WHERE Key__c = 'security'");
  const need = (key: string, divisionId: string | undefined, keywords: string): Promise<string> =>
    box.create('Baton_Need__c', {
      ...{ Name: `Need ${key}`, Key__c: key, Active__c: true, Division__c: divisionId, Keywords__c: keywords },
      Product_Families__c: `Family ${key}`,
    });
  const guards = await need('guards', security?.Id, 'guard\nbreak-in');
  const cleaning = await need('cleaning', facility?.Id, 'windows');
  return { box, guards, cleaning };
}

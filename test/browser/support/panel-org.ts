import { createOrg } from '../../../src/devorg/create-org.ts';
import type { Org } from '../../../src/devorg/org.ts';
import { addRow, addUser, assign } from '../../devorg/support/small-org.ts';

/** A company with three divisions whose reps call on the same hospital. */
export interface PanelOrg {
  readonly org: Org;
  /** Owns the account; works in Facility Services. */
  readonly farah: string;
  /** Works in Security; the account is shared with her. */
  readonly anna: string;
  /** Works in Catering and may not see the account. */
  readonly olga: string;
  /** The hospital, with relationships. */
  readonly hospital: string;
  /** Farah's too, known to nobody. */
  readonly bakery: string;
  /** Anna's account of the same hospital. */
  readonly securityHospital: string;
  readonly divisions: Readonly<Record<'facility' | 'security' | 'catering', string>>;
}

export function createPanelOrg(): PanelOrg {
  const org = createOrg({
    forceApp: 'force-app/main/default',
    file: ':memory:',
    now: Date.parse('2026-11-20T09:00:00.000Z'),
  });
  const farah = addUser(org, { FirstName: 'Farah', LastName: 'Yilmaz', Division: 'Facility Services' });
  const anna = addUser(org, {
    ...{ FirstName: 'Anna', LastName: 'Berger', Division: 'Security', Title: 'Key Account Manager' },
    ...{ Phone: '+49 30 5550100', MobilePhone: '+49 171 5550100', Email: 'anna.berger@example.invalid' },
  });
  const tom = addUser(org, {
    ...{ FirstName: 'Tom', LastName: 'Lang', Division: 'Catering', Title: 'Sales Representative' },
    ...{ Phone: '+49 30 5550101', Email: 'tom.lang@example.invalid' },
  });
  const olga = addUser(org, { FirstName: 'Olga', LastName: 'Petrova', Division: 'Catering' });
  assign(org, 'Baton_Rep', [farah, anna, tom, olga]);
  const accounts = addAccounts(org, farah, anna);
  const divisions = addDivisions(org);
  const know = relate(org, accounts.hospital);
  know(divisions.security, anna, 'Strong', 1, 'meeting:several:2026-10;mail:many:2026-11', '2026-11-01');
  know(divisions.security, null, 'Good', 2, 'call:once:2026-06', '2026-06-01');
  know(divisions.catering, tom, 'Some', 1, 'case:few:2026-03', '2026-03-01');
  return { org, farah, anna, olga, divisions, ...accounts };
}

function addAccounts(
  org: Org,
  farah: string,
  anna: string,
): Pick<PanelOrg, 'hospital' | 'bakery' | 'securityHospital'> {
  const hospital = addRow(org, 'Account', {
    ...{ Name: 'St. Elisabeth Klinik GmbH', OwnerId: farah, Industry: 'Healthcare', Type: 'Customer - Direct' },
    ...{ Phone: '+49 30 5550000', Website: 'www.st-elisabeth.example', NumberOfEmployees: 840 },
    ...{
      BillingStreet: 'Lindenallee 12',
      BillingPostalCode: '10115',
      BillingCity: 'Berlin',
      BillingCountry: 'Germany',
    },
  });
  addRow(org, 'AccountShare', {
    ...{ AccountId: hospital, UserOrGroupId: anna, RowCause: 'Manual', AccountAccessLevel: 'Read' },
    ...{ OpportunityAccessLevel: 'None', CaseAccessLevel: 'None', ContactAccessLevel: 'None' },
  });
  return {
    hospital,
    bakery: addRow(org, 'Account', { Name: 'Bäckerei Sonntag', OwnerId: farah, BillingCity: 'Potsdam' }),
    securityHospital: addRow(org, 'Account', { Name: 'Klinik St. Elisabeth', OwnerId: anna, BillingCity: 'Berlin' }),
  };
}

function addDivisions(org: Org): PanelOrg['divisions'] {
  const add = (key: string, name: string): string =>
    addRow(org, 'Baton_Division__c', { Name: name, Key__c: key, Active__c: true, User_Values__c: name });
  return {
    facility: add('facility', 'Facility Services'),
    security: add('security', 'Security'),
    catering: add('catering', 'Catering'),
  };
}

type Know = (
  division: string,
  colleague: string | null,
  band: string,
  rank: number,
  reasons: string,
  month: string,
) => string;

/** Writes rows as the service would. */
function relate(org: Org, account: string): Know {
  return (division, colleague, band, rank, reasons, month) =>
    addRow(org, 'Baton_Relationship__c', {
      ...{ Account__c: account, Division__c: division, Colleague__c: colleague, Band__c: band, Rank__c: rank },
      ...{ Reasons__c: reasons, Last_Contact_Month__c: month, External_Id__c: `${account}-${division}-${rank}` },
    });
}

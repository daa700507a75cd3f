import { afterEach, expect, test } from '@jest/globals';

import type { Mode } from '../../../src/devorg/access/row-rules.ts';
import { type Viewer, viewerFor } from '../../../src/devorg/access/viewer.ts';
import { createOrg } from '../../../src/devorg/create-org.ts';
import type { Org, OrgSettings } from '../../../src/devorg/org.ts';
import { Dice, fillOrg, idsOf, PEOPLE } from './support/random-org.ts';
import { SharingOracle } from './support/sharing-oracle.ts';

const OBJECTS = [
  'Account',
  'Contact',
  'Opportunity',
  'Case',
  'Lead',
  'Campaign',
  'CampaignMember',
  'Task',
  'Event',
  'EmailMessage',
  'OpportunityContactRole',
  'OpportunityTeamMember',
  'AccountTeamMember',
  'AccountShare',
  'OpportunityShare',
  'Baton_Relationship__c',
  'Baton_Preference__c',
  'Baton_Preference__Share',
  'Baton_Policy__c',
];

const MODELS: readonly Partial<OrgSettings>[] = [
  {},
  {
    sharingModels: { Account: 'Private', Contact: 'Private', Lead: 'Private', Opportunity: 'Private', Case: 'Private' },
  },
  {
    sharingModels: { Account: 'Read', Contact: 'Read', Lead: 'ReadWrite', Opportunity: 'Private', Case: 'Read' },
    hierarchyOffFor: ['Baton_Preference__c', 'Baton_Policy__c'],
  },
  {
    sharingModels: {
      Account: 'ReadWrite',
      Contact: 'ReadWrite',
      Lead: 'Read',
      Opportunity: 'Read',
      Case: 'ReadWrite',
      Campaign: 'Private',
    },
  },
];

const open: Org[] = [];
afterEach(() => {
  for (const org of open.splice(0)) org.database.close();
});

function randomOrg(seed: number): Org {
  const settings = MODELS[seed % MODELS.length] ?? {};
  const org = createOrg({ forceApp: 'force-app/main/default', file: ':memory:', settings });
  open.push(org);
  // Whoever stands above a crowd gets SQL of another form.
  fillOrg(org, new Dice(seed), seed % 3 === 0 ? 150 : 0);
  return org;
}

function readableIds(org: Org, viewer: Viewer, objectName: string, mode: Mode): string[] {
  const condition = viewer.readableRows(objectName, 'r', mode);
  const rows = org.database
    .prepare(`SELECT r.Id AS id FROM "${objectName}" r WHERE ${condition?.sql ?? '1'} ORDER BY r.Id`)
    .all(...(condition?.params ?? []));
  return rows.map((row) => String(row['id']));
}

const SEEDS = Array.from({ length: 12 }, (_, index) => index + 1);

test.each(SEEDS)('gives each user exactly the rows and rights that the rules give (org %i)', (seed) => {
  const org = randomOrg(seed);
  const oracle = new SharingOracle(org);
  let granted = 0;
  let refused = 0;
  for (const userId of idsOf(org, 'User').slice(0, PEOPLE)) {
    const viewer = viewerFor(org, userId);
    for (const objectName of OBJECTS) {
      const rows = oracle.rows(objectName).toSorted((one, other) => (String(one['Id']) < String(other['Id']) ? -1 : 1));
      const may = (wanted: 1 | 2 | 3): string[] =>
        rows.filter((row) => oracle.mayDo(userId, objectName, row, wanted)).map((row) => String(row['Id']));
      const readable = may(1);
      const where = { seed, userId, objectName };
      expect({ ...where, ids: readableIds(org, viewer, objectName, 'drive') }).toEqual({ ...where, ids: readable });
      expect({ ...where, ids: readableIds(org, viewer, objectName, 'probe') }).toEqual({ ...where, ids: readable });
      const ids = rows.map((row) => String(row['Id']));
      const reads = viewer.mayObject(objectName, 'read');
      expect({ ...where, read: ids.filter((id) => viewer.mayReadRow(objectName, id)) }).toEqual({
        ...where,
        read: readable,
      });
      expect({ ...where, edit: ids.filter((id) => viewer.mayEditRow(objectName, id)) }).toEqual({
        ...where,
        edit: reads ? may(2) : [],
      });
      expect({ ...where, delete: ids.filter((id) => viewer.mayDeleteRow(objectName, id)) }).toEqual({
        ...where,
        delete: reads ? may(3) : [],
      });
      granted += readable.length;
      refused += rows.length - readable.length;
    }
  }
  expect(granted).toBeGreaterThan(100);
  expect(refused).toBeGreaterThan(100);
});

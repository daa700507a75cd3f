import { expect, test } from '@jest/globals';

import { viewerFor } from '../../../src/devorg/access/viewer.ts';
import { convertLead, createRecord, readRecord, updateRecord } from '../../../src/devorg/records/index.ts';
import { refusal } from '../support/refusal.ts';
import { createSmallOrg, type SmallOrg } from '../support/small-org.ts';

const convertedStatus = 'Closed - Converted';

function fixture(): SmallOrg & { viewer: ReturnType<typeof viewerFor>; lead: string } {
  const small = createSmallOrg();
  const viewer = viewerFor(small.org, small.admin);
  const lead = createRecord(small.org, viewer, 'Lead', {
    ...{
      LastName: 'Lerche',
      FirstName: 'Lea',
      Company: 'Lerche AG',
      Email: 'lea@example.invalid',
      Phone: '1',
      Title: 'CFO',
    },
    ...{ City: 'Lübeck', Industry: 'Banking', OwnerId: small.anna },
  });
  return { ...small, viewer, lead };
}

test('a lead becomes an account, a contact and an opportunity of its owner', () => {
  const { org, viewer, anna, lead } = fixture();
  const { accountId, contactId, opportunityId } = convertLead(org, viewer, { leadId: lead, convertedStatus });
  expect(readRecord(org, viewer, 'Account', accountId)).toMatchObject({
    ...{ Name: 'Lerche AG', Phone: '1', Industry: 'Banking', BillingCity: 'Lübeck', OwnerId: anna },
  });
  expect(readRecord(org, viewer, 'Contact', contactId)).toMatchObject({
    ...{ Name: 'Lea Lerche', Title: 'CFO', Email: 'lea@example.invalid', AccountId: accountId, OwnerId: anna },
  });
  expect(readRecord(org, viewer, 'Opportunity', String(opportunityId))).toMatchObject({
    ...{ Name: 'Lerche AG-', AccountId: accountId, StageName: 'Prospecting', CloseDate: '2026-03-31', OwnerId: anna },
  });
  const role = org.database.prepare('SELECT ContactId, IsPrimary FROM OpportunityContactRole').get();
  expect(role).toEqual({ ContactId: contactId, IsPrimary: 1 });
});

test('the lead names what became of it, and is frozen', () => {
  const { org, viewer, lead } = fixture();
  const made = convertLead(org, viewer, { leadId: lead, convertedStatus, opportunityName: 'First' });
  expect(readRecord(org, viewer, 'Lead', lead)).toMatchObject({
    ...{ IsConverted: true, ConvertedDate: '2026-03-02', Status: convertedStatus, IsDeleted: false },
    ...{
      ConvertedAccountId: made.accountId,
      ConvertedContactId: made.contactId,
      ConvertedOpportunityId: made.opportunityId,
    },
  });
  const frozen = { errorCode: 'CANNOT_UPDATE_CONVERTED_LEAD', message: 'cannot reference converted lead' };
  expect(refusal(() => updateRecord(org, viewer, 'Lead', lead, { Title: 'x' }))).toMatchObject(frozen);
  expect(refusal(() => convertLead(org, viewer, { leadId: lead, convertedStatus }))).toMatchObject(frozen);
});

test('an account and a contact that are there are completed and keep what they have', () => {
  const { org, viewer, lead, adler, adlerContact } = fixture();
  const wish = {
    leadId: lead,
    convertedStatus,
    accountId: adler,
    contactId: adlerContact,
    doNotCreateOpportunity: true,
  };
  expect(convertLead(org, viewer, wish)).toEqual({
    leadId: lead,
    accountId: adler,
    contactId: adlerContact,
    opportunityId: null,
  });
  expect(readRecord(org, viewer, 'Account', adler)).toMatchObject({
    Name: 'Adler Werke',
    Industry: 'Energy',
    Phone: '1',
  });
  expect(readRecord(org, viewer, 'Contact', adlerContact)).toMatchObject({ LastName: 'Ahorn', Title: 'CFO' });
});

test('activities and campaigns come along', () => {
  const { org, viewer, lead } = fixture();
  const task = createRecord(org, viewer, 'Task', { WhoId: lead, Subject: 'Call' });
  const campaign = createRecord(org, viewer, 'Campaign', { Name: 'Fair' });
  const member = createRecord(org, viewer, 'CampaignMember', { CampaignId: campaign, LeadId: lead });
  org.clock.move(60_000);
  const { accountId, contactId, opportunityId } = convertLead(org, viewer, { leadId: lead, convertedStatus });
  expect(readRecord(org, viewer, 'Task', task)).toMatchObject({
    ...{
      WhoId: contactId,
      WhatId: opportunityId,
      AccountId: accountId,
      SystemModstamp: '2026-03-02T12:01:00.000+0000',
    },
  });
  expect(readRecord(org, viewer, 'CampaignMember', member)).toMatchObject({
    LeadId: lead,
    ContactId: contactId,
    Type: 'Contact',
  });
});

test('a conversion that fails leaves nothing behind', () => {
  const { org, viewer, lead, anna, berg, bergContact, adler } = fixture();
  const counts = (): unknown =>
    org.database.prepare('SELECT (SELECT count(*) FROM Account) AS a, (SELECT count(*) FROM Contact) AS c').get();
  const before = counts();
  const refused = (wish: object, userId?: string): string =>
    refusal(() =>
      convertLead(org, userId === undefined ? viewer : viewerFor(org, userId), {
        leadId: lead,
        convertedStatus,
        ...wish,
      }),
    ).errorCode;
  expect(refused({ convertedStatus: 'Closed - Not Converted' })).toBe('INVALID_STATUS');
  expect(refused({ accountId: adler, contactId: bergContact })).toBe('INVALID_CROSS_REFERENCE_KEY');
  expect(refused({ contactId: bergContact })).toBe('INVALID_CROSS_REFERENCE_KEY');
  expect(refused({ accountId: berg }, anna)).toMatch(/^INSUFFICIENT_ACCESS/);
  expect(counts()).toEqual(before);
});

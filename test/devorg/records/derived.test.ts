import { expect, test } from '@jest/globals';

import { viewerFor } from '../../../src/devorg/access/viewer.ts';
import { createRecord, readRecord, updateRecord } from '../../../src/devorg/records/index.ts';
import { refusal } from '../support/refusal.ts';
import { createSmallOrg } from '../support/small-org.ts';

function setUp() {
  const small = createSmallOrg();
  const viewer = viewerFor(small.org, small.admin);
  return {
    ...small,
    create: (object: string, values: Record<string, unknown>) => createRecord(small.org, viewer, object, values),
    update: (object: string, id: string, values: Record<string, unknown>) =>
      updateRecord(small.org, viewer, object, id, values),
    read: (object: string, id: string, fields: string[]) => readRecord(small.org, viewer, object, id, fields),
  };
}

test('the name of a person is made of its parts', () => {
  const { create, update, read } = setUp();
  const id = create('Contact', { FirstName: 'Ida', LastName: 'Iltis' });
  expect(read('Contact', id, ['Name'])).toMatchObject({ Name: 'Ida Iltis' });
  update('Contact', id, { FirstName: null });
  expect(read('Contact', id, ['Name'])).toMatchObject({ Name: 'Iltis' });
});

test('the stage of an opportunity says whether it is closed, won and how likely', () => {
  const { create, update, read, adler } = setUp();
  const fields = [
    'IsClosed',
    'IsWon',
    'Probability',
    'ForecastCategoryName',
    'ExpectedRevenue',
    'FiscalYear',
    'FiscalQuarter',
    'Fiscal',
  ];
  const id = create('Opportunity', {
    Name: 'Guards',
    AccountId: adler,
    StageName: 'Qualification',
    CloseDate: '2026-08-15',
    Amount: 500,
  });
  expect(read('Opportunity', id, fields)).toMatchObject({
    ...{ IsClosed: false, IsWon: false, Probability: 10, ForecastCategoryName: 'Pipeline', ExpectedRevenue: 50 },
    ...{ FiscalYear: 2026, FiscalQuarter: 3, Fiscal: '2026 3' },
  });
  update('Opportunity', id, { Probability: 40 });
  expect(read('Opportunity', id, fields)).toMatchObject({ Probability: 40, ExpectedRevenue: 200 });
  update('Opportunity', id, { StageName: 'Closed Won' });
  expect(read('Opportunity', id, fields)).toMatchObject({
    IsClosed: true,
    IsWon: true,
    Probability: 100,
    ForecastCategoryName: 'Closed',
  });
  update('Opportunity', id, { StageName: 'Closed Lost' });
  expect(read('Opportunity', id, fields)).toMatchObject({ IsClosed: true, IsWon: false, Probability: 0 });
});

test('an activity belongs to the account behind what or whom it is about', () => {
  const { create, read, adler, adlerDeal, adlerContact, berg } = setUp();
  const accountOf = (values: Record<string, unknown>): unknown =>
    read('Task', create('Task', values), ['AccountId'])['AccountId'];
  expect(accountOf({ WhatId: berg, WhoId: adlerContact })).toBe(berg);
  expect(accountOf({ WhatId: adlerDeal })).toBe(adler);
  expect(accountOf({ WhoId: adlerContact })).toBe(adler);
  expect(accountOf({ Subject: 'Nothing' })).toBeNull();
});

test('a task is open until it is completed', () => {
  const { org, create, update, read, adler, adlerContact } = setUp();
  const id = create('Task', { WhatId: adler, WhoId: adlerContact, ActivityDate: '2026-02-27', Priority: 'High' });
  expect(read('Task', id, ['Status', 'IsClosed', 'IsHighPriority', 'TaskSubtype'])).toMatchObject({
    ...{ Status: 'Not Started', IsClosed: false, IsHighPriority: true, TaskSubtype: 'Task' },
  });
  expect(read('Account', adler, ['LastActivityDate'])).toMatchObject({ LastActivityDate: null });
  org.clock.move(60_000);
  update('Task', id, { Status: 'Completed' });
  expect(read('Task', id, ['IsClosed', 'CompletedDateTime'])).toMatchObject({
    IsClosed: true,
    CompletedDateTime: '2026-03-02T12:01:00.000+0000',
  });
  expect(read('Account', adler, ['LastActivityDate'])).toMatchObject({ LastActivityDate: '2026-02-27' });
  expect(read('Contact', adlerContact, ['LastActivityDate'])).toMatchObject({ LastActivityDate: '2026-02-27' });
});

test('start, end and length of an event agree', () => {
  const { create, update, read } = setUp();
  const fields = ['StartDateTime', 'EndDateTime', 'DurationInMinutes', 'ActivityDate', 'ActivityDateTime'];
  const id = create('Event', {
    Subject: 'Meeting',
    StartDateTime: '2026-03-05T09:00:00Z',
    EndDateTime: '2026-03-05T10:30:00Z',
  });
  expect(read('Event', id, fields)).toMatchObject({ DurationInMinutes: 90, ActivityDate: '2026-03-05' });
  update('Event', id, { StartDateTime: '2026-03-06T09:00:00Z' });
  expect(read('Event', id, fields)).toMatchObject({
    ...{ DurationInMinutes: 90, ActivityDate: '2026-03-06', EndDateTime: '2026-03-06T10:30:00.000+0000' },
    ActivityDateTime: '2026-03-06T09:00:00.000+0000',
  });
  update('Event', id, { ActivityDateTime: '2026-03-07T09:00:00Z', DurationInMinutes: 15 });
  expect(read('Event', id, fields)).toMatchObject({
    StartDateTime: '2026-03-07T09:00:00.000+0000',
    EndDateTime: '2026-03-07T09:15:00.000+0000',
  });
  expect(refusal(() => create('Event', { Subject: 'When?' })).errorCode).toBe('REQUIRED_FIELD_MISSING');
  expect(
    refusal(() => create('Event', { StartDateTime: '2026-03-05T09:00:00Z', EndDateTime: '2026-03-05T08:00:00Z' }))
      .errorCode,
  ).toBe('FIELD_INTEGRITY_EXCEPTION');
});

test('a case has a number, the account of its contact, and an end', () => {
  const { create, update, read, adler, adlerContact } = setUp();
  const id = create('Case', { ContactId: adlerContact, Subject: 'Lift' });
  expect(read('Case', id, ['CaseNumber', 'AccountId', 'Status', 'Priority', 'IsClosed'])).toMatchObject({
    ...{ CaseNumber: '00000001', AccountId: adler, Status: 'New', Priority: 'Medium', IsClosed: false },
  });
  update('Case', id, { Status: 'Closed' });
  expect(read('Case', id, ['IsClosed', 'ClosedDate'])).toMatchObject({
    IsClosed: true,
    ClosedDate: '2026-03-02T12:00:00.000+0000',
  });
});

test('products make the amount of an opportunity', () => {
  const { org, create, update, read, adlerDeal } = setUp();
  const product = create('Product2', { Name: 'Guard', ProductCode: 'G' });
  const book = String(org.database.prepare('SELECT Id FROM Pricebook2').get()?.['Id']);
  const entry = create('PricebookEntry', { Pricebook2Id: book, Product2Id: product, UnitPrice: 30, IsActive: true });
  const item = create('OpportunityLineItem', { OpportunityId: adlerDeal, PricebookEntryId: entry, Quantity: 10 });
  expect(
    read('OpportunityLineItem', item, ['Name', 'ProductCode', 'Product2Id', 'UnitPrice', 'TotalPrice']),
  ).toMatchObject({
    ...{ Name: 'Adler cleaning Guard', ProductCode: 'G', Product2Id: product, UnitPrice: 30, TotalPrice: 300 },
  });
  update('OpportunityLineItem', item, { Quantity: 20 });
  expect(read('Opportunity', adlerDeal, ['Amount', 'HasOpportunityLineItem'])).toMatchObject({
    Amount: 600,
    HasOpportunityLineItem: true,
  });
});

test('a campaign member shows whom it stands for', () => {
  const { create, update, read, adlerContact } = setUp();
  const campaign = create('Campaign', { Name: 'Fair' });
  const id = create('CampaignMember', { CampaignId: campaign, ContactId: adlerContact });
  expect(
    read('CampaignMember', id, ['Name', 'CompanyOrAccount', 'Type', 'LeadOrContactId', 'HasResponded', 'Status']),
  ).toMatchObject({
    ...{ Name: 'Ada Ahorn', CompanyOrAccount: 'Adler Werke', Type: 'Contact', LeadOrContactId: adlerContact },
    ...{ HasResponded: false, Status: 'Sent' },
  });
  update('CampaignMember', id, { Status: 'Responded' });
  expect(read('CampaignMember', id, ['HasResponded', 'FirstRespondedDate'])).toMatchObject({
    HasResponded: true,
    FirstRespondedDate: '2026-03-02',
  });
});

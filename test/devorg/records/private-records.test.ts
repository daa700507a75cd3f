import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';

import {
  fieldFile,
  fieldPermission,
  metadata,
  objectFile,
  objectPermission,
  packageFolder,
  permissionSetFile,
  picklistFile,
  removePackageFolders,
  tags,
} from '../support/package-files.ts';
import { type Answer, type Refusal, type RunningSmallOrg, runSmallOrg } from '../support/running-org.ts';
import { addRow, addUser, assign } from '../support/small-org.ts';

const FIELDS = ['Offer__c.Receiver__c', 'Offer__c.State__c', 'Offer__c.Note__c'];

/** A rule of the package: only the service, or who it concerns, may do this. */
function rule(name: string, formula: string): Record<string, string> {
  const errorConditionFormula = formula.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const values = { fullName: name, active: true, errorConditionFormula, errorMessage: name };
  return {
    [`objects/Offer__c/validationRules/${name}.validationRule-meta.xml`]: metadata('ValidationRule', tags(values)),
  };
}

/** An object as private as a hand-off: its maker owns it, a service shares it, rules say who may change what. */
const forceApp = packageFolder({
  'objects/Offer__c/Offer__c.object-meta.xml': objectFile('Offer', { autoNumber: 'O-{0000}' }),
  'objects/Offer__c/fields/Receiver__c.field-meta.xml': fieldFile('Receiver__c', 'Lookup', {
    referenceTo: 'User',
    relationshipName: 'Offers',
  }),
  'objects/Offer__c/fields/State__c.field-meta.xml': picklistFile('State__c', ['Offered', 'Accepted', 'Withdrawn']),
  'objects/Offer__c/fields/Note__c.field-meta.xml': fieldFile('Note__c', 'Text', { length: 80 }),
  ...rule(
    'Owner_Stays',
    'AND(NOT(ISNEW()), ISCHANGED(OwnerId), PRIORVALUE(OwnerId) <> OwnerId, NOT($Permission.Service))',
  ),
  ...rule(
    'Receiver_Accepts',
    'AND(ISCHANGED(State__c), ISPICKVAL(State__c, "Accepted"), Receiver__c <> $User.Id, NOT($Permission.Service))',
  ),
  ...rule('Owner_Writes_Note', 'AND(NOT(ISNEW()), ISCHANGED(Note__c), PRIORVALUE(OwnerId) <> $User.Id)'),
  ...rule('Receiver_Of_Another_Division', 'AND(ISNEW(), Receiver__r.Division = $User.Division)'),
  'customPermissions/Service.customPermission-meta.xml': metadata(
    'CustomPermission',
    tags({ isLicensed: false, label: 'Service' }),
  ),
  'permissionsets/Seller.permissionset-meta.xml': permissionSetFile(
    FIELDS.map((field) => fieldPermission(field, true)).join('') + objectPermission('Offer__c', 'rce'),
  ),
  'permissionsets/Machine.permissionset-meta.xml': permissionSetFile(
    `<customPermissions>${tags({ enabled: true, name: 'Service' })}</customPermissions>` +
      FIELDS.map((field) => fieldPermission(field, true)).join('') +
      objectPermission('Offer__c', 'rcedVM'),
  ),
});

let box: RunningSmallOrg;
let service: string;
let offer: string;

interface Saved {
  readonly id: string;
}

interface Found {
  readonly records: readonly Readonly<Record<string, unknown>>[];
}

beforeAll(async () => {
  box = await runSmallOrg({ forceApp });
  service = addUser(box.org, { FirstName: 'Baton', LastName: 'Service', Division: 'None' });
  assign(box.org, 'Seller', [box.anna, box.ben, box.clara]);
  assign(box.org, 'Machine', [service]);
});

beforeEach(async () => {
  const { body } = await box.call<Saved>(box.anna, 'POST', '/sobjects/Offer__c', {
    Receiver__c: box.ben,
    State__c: 'Offered',
  });
  offer = body.id;
});

afterAll(async () => {
  await box.close();
  removePackageFolders();
});

async function change(userId: string, values: object): Promise<Answer<Refusal>> {
  return await box.call(userId, 'PATCH', `/sobjects/Offer__c/${offer}`, values);
}

async function share(to: string, level = 'Edit'): Promise<string> {
  const values = { ParentId: offer, UserOrGroupId: to, AccessLevel: level, RowCause: 'Manual' };
  const { status, body } = await box.call<Saved>(service, 'POST', '/sobjects/Offer__Share', values);
  expect(status).toBe(201);
  return body.id;
}

/** How many offers of this id the user finds by query, by reading it, and by its shares. */
async function sees(userId: string): Promise<{ queried: number; read: number }> {
  const soql = encodeURIComponent(`SELECT Id FROM Offer__c WHERE Id = '${offer}'`);
  const { body } = await box.call<Found>(userId, 'GET', `/query?q=${soql}`);
  const { status } = await box.call(userId, 'GET', `/sobjects/Offer__c/${offer}`);
  return { queried: body.records.length, read: status };
}

const SEEN = { queried: 1, read: 200 };
const UNSEEN = { queried: 0, read: 404 };

test('only the receiver accepts, and the service in their place', async () => {
  await share(box.ben);
  expect((await change(box.anna, { State__c: 'Accepted' })).body).toMatchObject([{ message: 'Receiver_Accepts' }]);
  expect((await change(box.ben, { State__c: 'Accepted' })).status).toBe(204);
  await change(service, { State__c: 'Offered' });
  expect((await change(service, { State__c: 'Accepted' })).status).toBe(204);
});

test('nobody but the service gives it another owner', async () => {
  expect((await change(box.anna, { OwnerId: box.clara })).body).toMatchObject([{ message: 'Owner_Stays' }]);
  expect((await change(service, { OwnerId: box.clara })).status).toBe(204);
});

test('a rule sees the owner before the save', async () => {
  await share(box.ben);
  expect((await change(box.ben, { Note__c: 'mine' })).body).toMatchObject([{ message: 'Owner_Writes_Note' }]);
  expect((await change(box.anna, { Note__c: 'mine' })).status).toBe(204);
});

test('a rule follows the lookup to the receiver', async () => {
  const values = { Receiver__c: box.clara, State__c: 'Offered' };
  const { status, body } = await box.call(box.anna, 'POST', '/sobjects/Offer__c', values);
  expect({ status, body }).toMatchObject({ status: 400, body: [{ message: 'Receiver_Of_Another_Division' }] });
});

test('nobody sees a private record but its owner, the owner’s superior, and who was given a share', async () => {
  expect(await sees(box.anna)).toEqual(SEEN);
  expect(await sees(box.clara)).toEqual(SEEN);
  expect(await sees(box.ben)).toEqual(UNSEEN);
  const id = await share(box.ben, 'Read');
  expect(await sees(box.ben)).toEqual(SEEN);
  expect((await change(box.ben, { State__c: 'Withdrawn' })).status).toBe(403);
  await box.call(service, 'PATCH', `/sobjects/Offer__Share/${id}`, { AccessLevel: 'Edit' });
  expect((await change(box.ben, { State__c: 'Withdrawn' })).status).toBe(204);
  await box.call(service, 'DELETE', `/sobjects/Offer__Share/${id}`);
  expect(await sees(box.ben)).toEqual(UNSEEN);
});

test('a share to a group reaches its members', async () => {
  const group = addRow(box.org, 'Group', { Name: 'Intake', DeveloperName: `Intake${offer}`, Type: 'Regular' });
  await share(group, 'Read');
  expect(await sees(box.ben)).toEqual(UNSEEN);
  await box.call(box.admin, 'POST', '/sobjects/GroupMember', { GroupId: group, UserOrGroupId: box.ben });
  expect(await sees(box.ben)).toEqual(SEEN);
});

test('a new owner takes back what the old one shared by hand', async () => {
  await share(box.ben);
  await change(service, { OwnerId: box.clara });
  expect(await sees(box.ben)).toEqual(UNSEEN);
  expect(await sees(box.clara)).toEqual(SEEN);
  const soql = encodeURIComponent(`SELECT Id FROM Offer__Share WHERE ParentId = '${offer}' AND RowCause = 'Manual'`);
  expect((await box.call<Found>(service, 'GET', `/query?q=${soql}`)).body.records).toEqual([]);
});

test('an owner shares the own record, without the right to delete; who got it does not pass it on', async () => {
  const give = async (userId: string): Promise<number> => {
    const values = { ParentId: offer, UserOrGroupId: box.ben, AccessLevel: 'Edit' };
    return (await box.call(userId, 'POST', '/sobjects/Offer__Share', values)).status;
  };
  expect(await give(box.anna)).toBe(201);
  expect(await sees(box.ben)).toEqual(SEEN);
  expect(await give(box.ben)).toBe(400);
});

test('who may not see all shares sees none of another’s record', async () => {
  await share(box.clara);
  const soql = encodeURIComponent(`SELECT Id FROM Offer__Share WHERE ParentId = '${offer}'`);
  expect((await box.call<Found>(box.ben, 'GET', `/query?q=${soql}`)).body.records).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { insertRows } from '../../../src/devorg/data/index.ts';
import { type Answer, request, type RunningSmallOrg, runSmallOrg } from '../support/running-org.ts';
import { addRow } from '../support/small-org.ts';

interface ActionResult {
  readonly actionName: string;
  readonly isSuccess: boolean;
  readonly errors: readonly { readonly message: string }[] | null;
}

interface Kept {
  readonly title: string;
  readonly recipientIds: string[];
  readonly userIds: string[];
}

let box: RunningSmallOrg;
let type: string;

beforeAll(async () => {
  box = await runSmallOrg();
  type = addRow(box.org, 'CustomNotificationType', {
    CustomNotifTypeName: 'Hand-offs',
    DeveloperName: 'Handoffs',
    MasterLabel: 'Hand-offs',
    Language: 'en_US',
  });
});

afterAll(async () => {
  await box.close();
});

async function send(userId: string, input: object): Promise<Answer<ActionResult[]>> {
  const whole = {
    customNotifTypeId: type,
    title: 'Accepted',
    body: 'Your lead was taken',
    targetId: box.adler,
    ...input,
  };
  return await box.call<ActionResult[]>(userId, 'POST', '/actions/standard/customNotificationAction', {
    inputs: [whole],
  });
}

async function kept(): Promise<Kept[]> {
  return (await request<Kept[]>(`${box.running.adminUrl}/notifications`, 'GET')).body;
}

test('keeps what was sent, with the active users behind groups and teams', async () => {
  const group = addRow(box.org, 'Group', { Name: 'Intake', DeveloperName: 'Intake', Type: 'Regular' });
  const inner = addRow(box.org, 'Group', { Name: 'Inner', DeveloperName: 'Inner', Type: 'Regular' });
  insertRows(box.org, 'GroupMember', [
    { GroupId: group, UserOrGroupId: box.clara },
    { GroupId: group, UserOrGroupId: inner },
    { GroupId: inner, UserOrGroupId: box.ben },
    { GroupId: inner, UserOrGroupId: box.dora },
  ]);
  const reply = await send(box.admin, { recipientIds: [box.anna, group] });
  expect({ status: reply.status, body: reply.body }).toEqual({
    status: 200,
    body: [
      {
        actionName: 'customNotificationAction',
        errors: null,
        isSuccess: true,
        outputValues: { SuccessMessage: 'Your custom notification is processed successfully.' },
      },
    ],
  });
  const [notification] = await kept();
  expect(notification).toMatchObject({ title: 'Accepted', typeName: 'Handoffs', senderId: box.admin });
  expect([...notification!.userIds].sort()).toEqual([box.anna, box.ben, box.clara].sort());
});

test.each([
  ['no title', { title: '' }, /title/],
  ['no target', { targetId: null }, /targetId or a targetPageRef/],
  ['a long title', { title: 'x'.repeat(251) }, /250/],
  ['a long body', { body: 'x'.repeat(751) }, /750/],
  ['an unknown type', { customNotifTypeId: '0ML000000000000AAA' }, /notification type/],
  ['an unknown recipient', { recipientIds: ['005000000000000AAA'] }, /recipient/],
])('refuses %s and keeps nothing', async (_case, input, message) => {
  const before = (await kept()).length;
  const reply = await send(box.admin, { recipientIds: [box.anna], ...input });
  expect(reply.status).toBe(400);
  expect(reply.body[0]).toMatchObject({ actionName: 'customNotificationAction', isSuccess: false });
  expect(reply.body[0]?.errors?.[0]?.message).toMatch(message);
  expect(await kept()).toHaveLength(before);
});

test('lets only those send who have the permission', async () => {
  const reply = await send(box.anna, { recipientIds: [box.anna] });
  expect(reply).toMatchObject({ status: 403, body: [{ errorCode: 'INSUFFICIENT_ACCESS' }] });
});

test('describes the action to clients that look first', async () => {
  const reply = await box.call<{ name: string }>(box.admin, 'GET', '/actions/standard/customNotificationAction');
  expect(reply.body.name).toBe('customNotificationAction');
});

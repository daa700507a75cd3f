import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { type Action, ACTIONS, actorsOf, type State, stateAfter, STATES } from '../../src/handoff/states.ts';
import { type RunningSmallOrg, runSmallOrg } from '../devorg/support/running-org.ts';
import { addRow, addUser, assign } from '../devorg/support/small-org.ts';

/** What a person sets to take a step; the service's own step is tried by people too, who must not. */
const TARGETS: Readonly<Record<Action, State>> = {
  accept: 'Accepted',
  decline: 'Declined',
  withdraw: 'Withdrawn',
  expire: 'Expired',
  contact: 'In contact',
  convert: 'Converted',
  win: 'Won',
  lose: 'Lost',
  return: 'Returned',
};

let box: RunningSmallOrg;
let intake = '';
let other = '';
let division = '';

beforeAll(async () => {
  box = await runSmallOrg({ forceApp: 'force-app/main/default', settings: { dailyApiRequests: 1_000_000 } });
  intake = addUser(box.org, { LastName: 'Intake', Division: 'Security' });
  other = addUser(box.org, { LastName: 'Other', Division: 'Security' });
  assign(box.org, 'Baton_Rep', [box.anna, box.ben, intake, other]);
  division = addRow(box.org, 'Baton_Division__c', { Name: 'Security', OwnerId: box.admin, Key__c: 'security' });
});

afterAll(() => box.close());

/** A hand-off of Anna's to Ben in some state, shared with everybody who may have to do with it. */
function handoffIn(state: State, isWithIntake: boolean): string {
  const id = addRow(box.org, 'Baton_Handoff__c', {
    OwnerId: box.anna,
    CreatedById: box.anna,
    State__c: state,
    Customer_Name__c: 'Adler Werke',
    Need_Text__c: 'Guards at night',
    To_Division__c: division,
    Receiver_Choice__c: 'Named',
    Receiver__c: box.ben,
    With_Intake__c: isWithIntake,
    Intake__c: isWithIntake ? intake : null,
  });
  for (const userId of [box.ben, intake, other]) {
    addRow(box.org, 'Baton_Handoff__Share', {
      ParentId: id,
      UserOrGroupId: userId,
      AccessLevel: 'Edit',
      RowCause: 'Manual',
    });
  }
  return id;
}

function stateOf(id: string): string {
  const row = box.org.database.prepare('SELECT State__c AS state FROM "Baton_Handoff__c" WHERE Id = ?').get(id);
  return String(row?.['state']);
}

function people(): Readonly<Record<string, string>> {
  return { giver: box.anna, receiver: box.ben, intake, other };
}

interface Case {
  readonly from: State;
  readonly action: Action;
  readonly who: string;
  readonly isWithIntake: boolean;
}

const CASES: readonly Case[] = STATES.flatMap((from) =>
  ACTIONS.flatMap((action) =>
    ['giver', 'receiver', 'intake', 'other'].flatMap((who) =>
      [true, false].map((isWithIntake) => ({ from, action, who, isWithIntake })),
    ),
  ),
);

/** What the pure table says. */
function allowedBy({ from, action, who, isWithIntake }: Case): State | undefined {
  const parties = { giverId: box.anna, receiverId: box.ben, isWithIntake, intakeId: isWithIntake ? intake : undefined };
  return actorsOf(parties, people()[who] ?? '')
    .map((actor) => stateAfter(from, action, actor))
    .find((state) => state !== undefined);
}

function valuesFor({ action, who, isWithIntake }: Case): Record<string, string> {
  const state = { State__c: TARGETS[action] };
  if (action === 'decline' || action === 'return') return { ...state, Decline_Reason__c: 'No capacity' };
  // The intake takes it in its own name.
  return action === 'accept' && who === 'intake' && isWithIntake ? { ...state, Receiver__c: intake } : state;
}

/** What went other than the table says; undefined where nothing did. */
async function tryCase(each: Case): Promise<string | undefined> {
  const id = handoffIn(each.from, each.isWithIntake);
  const allowed = allowedBy(each);
  const path = `/sobjects/Baton_Handoff__c/${id}`;
  const reply = await box.call(people()[each.who] ?? '', 'PATCH', path, valuesFor(each));
  // Saying again what is so already is no step.
  const mustRefuse = allowed === undefined && TARGETS[each.action] !== each.from;
  const isRight = stateOf(id) === (allowed ?? each.from) && (!mustRefuse || reply.status === 400);
  return isRight ? undefined : JSON.stringify([each, reply.status, stateOf(id), reply.body]);
}

test('the org allows exactly the steps of the state machine, to whom it allows them', async () => {
  const wrong: string[] = [];
  for (const each of CASES) {
    const problem = await tryCase(each);
    if (problem !== undefined) wrong.push(problem);
  }
  expect(wrong).toEqual([]);
  expect(CASES).toHaveLength(720);
});

describe('beside the steps, the org holds', () => {
  const patch = (userId: string, id: string, values: object): Promise<{ status: number }> =>
    box.call(userId, 'PATCH', `/sobjects/Baton_Handoff__c/${id}`, values);
  const REFUSED: readonly (readonly [what: string, state: State, who: string, values: () => object])[] = [
    ['the owner', 'Offered', 'giver', () => ({ OwnerId: box.ben })],
    ['the owner against the receiver', 'Accepted', 'receiver', () => ({ OwnerId: box.ben })],
    ['the note of the giver against the receiver', 'Offered', 'receiver', () => ({ Note__c: 'other' })],
    ['the note once it is decided', 'Accepted', 'giver', () => ({ Note__c: 'other' })],
    ['the division it was given to', 'Offered', 'giver', () => ({ To_Division__c: null })],
    ['the receiver against the giver', 'Offered', 'giver', () => ({ Receiver__c: other })],
    ['the receiver against the receiver', 'Offered', 'receiver', () => ({ Receiver__c: other })],
    [
      'the receiver against others, with a decision',
      'Offered',
      'other',
      () => ({ Receiver__c: other, State__c: 'Accepted' }),
    ],
    ['a decline without a reason', 'Offered', 'receiver', () => ({ State__c: 'Declined' })],
    ['a reason without a decline', 'Offered', 'receiver', () => ({ Decline_Reason__c: 'Unclear' })],
    ['a status of the giver', 'In contact', 'giver', () => ({ Last_Status__c: 'Offer is out' })],
    ['a verdict of the giver', 'Accepted', 'giver', () => ({ Verdict__c: 'Ready to call' })],
    ['a verdict before the decision', 'Offered', 'receiver', () => ({ Verdict__c: 'Ready to call' })],
    ['seen by the giver', 'Offered', 'giver', () => ({ Seen_At__c: '2026-03-02T12:00:00Z' })],
    ['what the service writes', 'Won', 'receiver', () => ({ Outcome__c: 'Lost' })],
  ];

  test.each(REFUSED)('%s', async (_what, state, who, values) => {
    expect([400, 403]).toContain((await patch(people()[who] ?? '', handoffIn(state, false), values())).status);
  });

  test('a verdict that is said, and what was seen', async () => {
    const id = handoffIn('Accepted', false);
    const values = { Verdict__c: 'Ready to call', Seen_At__c: '2026-03-02T12:00:00Z' };
    expect((await patch(box.ben, id, values)).status).toBe(204);
    expect((await patch(box.ben, id, { Verdict__c: 'Did not fit' })).status).toBe(400);
    expect((await patch(box.ben, id, { Seen_At__c: '2026-03-02T13:00:00Z' })).status).toBe(400);
  });

  test('the intake that names a receiver, and none who gave it', async () => {
    expect((await patch(intake, handoffIn('Offered', true), { Receiver__c: other })).status).toBe(204);
    expect((await patch(intake, handoffIn('Offered', true), { Receiver__c: box.anna })).status).toBe(400);
    expect((await patch(intake, handoffIn('Offered', false), { Receiver__c: other })).status).toBe(400);
  });
});

describe('on giving, the org refuses', () => {
  const given = (): Record<string, unknown> => ({
    Customer_Name__c: 'Adler Werke',
    Need_Text__c: 'Guards at night',
    To_Division__c: division,
    Receiver_Choice__c: 'Named',
    Receiver__c: box.ben,
  });
  const create = (values: object): Promise<{ status: number }> =>
    box.call(box.anna, 'POST', '/sobjects/Baton_Handoff__c', { ...given(), ...values });

  test('nothing that is in order', async () => {
    expect((await create({})).status).toBe(201);
    expect((await create({ Receiver_Choice__c: 'Division', Receiver__c: null })).status).toBe(201);
  });

  test('to continue what others gave, or what is not over', async () => {
    expect((await create({ Previous__c: handoffIn('Declined', false) })).status).toBe(201);
    expect((await create({ Previous__c: handoffIn('Accepted', false) })).status).toBe(400);
    const id = handoffIn('Declined', false);
    box.org.database.prepare('UPDATE "Baton_Handoff__c" SET OwnerId = ? WHERE Id = ?').run(box.ben, id);
    expect((await create({ Previous__c: id })).status).toBe(400);
  });

  test.each([
    ['another state', () => ({ State__c: 'Accepted' })],
    ['another owner', () => ({ OwnerId: box.ben })],
    ['no division', () => ({ To_Division__c: null })],
    ['no customer', () => ({ Customer_Name__c: null })],
    ['no need', () => ({ Need_Text__c: null })],
    ['no receiver though one is chosen', () => ({ Receiver__c: null })],
    ['a receiver though the division decides', () => ({ Receiver_Choice__c: 'Division' })],
    ['oneself', () => ({ Receiver__c: box.anna })],
    ['a verdict', () => ({ Verdict__c: 'Ready to call' })],
  ])('%s', async (_what, values) => {
    expect((await create(values())).status).toBe(400);
  });
});

describe('of other records, the org refuses', () => {
  test('to change what somebody else said', async () => {
    const handoff = handoffIn('Accepted', false);
    const message = { Handoff__c: handoff, Kind__c: 'Question', Body__c: 'Which site?' };
    const created = await box.call<{ id: string }>(box.ben, 'POST', '/sobjects/Baton_Handoff_Message__c', message);
    expect(created.status).toBe(201);
    const path = `/sobjects/Baton_Handoff_Message__c/${created.body.id}`;
    expect((await box.call(box.anna, 'PATCH', path, { Body__c: 'other' })).status).toBe(400);
    expect((await box.call(box.ben, 'PATCH', path, { Kind__c: 'Thanks' })).status).toBe(400);
    expect((await box.call(box.ben, 'PATCH', path, { Body__c: 'Which of the sites?' })).status).toBe(204);
    expect((await box.call(box.ben, 'DELETE', path)).status).not.toBe(204);
  });

  test('choices for somebody else', async () => {
    const values = { Naming__c: 'Hidden', OwnerId: box.ben };
    expect((await box.call(box.anna, 'POST', '/sobjects/Baton_Preference__c', values)).status).toBe(400);
  });

  test('an introduction that is answered by who asks', async () => {
    const values = { Customer_Name__c: 'Berg AG', Wish__c: 'Who knows them?' };
    const path = '/sobjects/Baton_Introduction__c';
    expect((await box.call(box.anna, 'POST', path, { ...values, State__c: 'Connected' })).status).toBe(400);
    const created = await box.call<{ id: string }>(box.anna, 'POST', path, values);
    expect(created.status).toBe(201);
    const own = `${path}/${created.body.id}`;
    expect((await box.call(box.anna, 'PATCH', own, { State__c: 'Connected' })).status).toBe(400);
    expect((await box.call(box.anna, 'PATCH', own, { Wish__c: 'other' })).status).toBe(400);
    expect((await box.call(box.anna, 'PATCH', own, { State__c: 'Withdrawn' })).status).toBe(204);
  });

  test('requests that people make, and a second answer', async () => {
    const row = { External_Id__c: 'x-1', Introduction_Id__c: 'a00000000000001AAA', Customer_Name__c: 'Berg AG' };
    expect((await box.call(box.anna, 'POST', '/sobjects/Baton_Introduction_Request__c', row)).status).not.toBe(201);
    const id = addRow(box.org, 'Baton_Introduction_Request__c', { ...row, OwnerId: box.ben, State__c: 'Open' });
    const path = `/sobjects/Baton_Introduction_Request__c/${id}`;
    expect((await box.call(box.ben, 'PATCH', path, { Answer__c: 'No' })).status).toBe(204);
    expect((await box.call(box.ben, 'PATCH', path, { Answer__c: 'Yes' })).status).toBe(400);
    expect((await box.call(box.anna, 'GET', path)).status).toBe(404);
  });
});

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { type Action, ACTIONS, actorsOf, type State, stateAfter, STATES } from '../../src/handoff/states.ts';
import { addRow, addUser, assign } from '../devorg/support/small-org.ts';
import { type RunningSmallOrg, runSmallOrg } from '../devorg/support/running-org.ts';

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

const CASES = STATES.flatMap((from) =>
  ACTIONS.flatMap((action) =>
    ['giver', 'receiver', 'intake', 'other'].flatMap((who) =>
      [true, false].map((withIntake) => [from, action, who, withIntake] as const),
    ),
  ),
);

test('the org allows exactly the steps of the state machine, to whom it allows them', async () => {
  const wrong: string[] = [];
  for (const [from, action, who, isWithIntake] of CASES) {
    const id = handoffIn(from, isWithIntake);
    const userId = people()[who] ?? '';
    const parties = {
      giverId: box.anna,
      receiverId: box.ben,
      isWithIntake,
      intakeId: isWithIntake ? intake : undefined,
    };
    const allowed = actorsOf(parties, userId)
      .map((actor) => stateAfter(from, action, actor))
      .find((state) => state !== undefined);
    const reply = await box.call(userId, 'PATCH', `/sobjects/Baton_Handoff__c/${id}`, {
      State__c: TARGETS[action],
      ...(action === 'decline' || action === 'return' ? { Decline_Reason__c: 'No capacity' } : {}),
      ...(action === 'accept' && who === 'intake' && isWithIntake ? { Receiver__c: userId } : {}),
    });
    // Saying again what is so already is no step.
    const expected = allowed ?? from;
    const isRepeat = TARGETS[action] === from;
    const isRefused = reply.status === 400;
    if (stateOf(id) !== expected || (allowed === undefined && !isRepeat && !isRefused)) {
      wrong.push(
        `${from} ${action} by ${who}${isWithIntake ? ' with intake' : ''}: ${String(reply.status)} ${stateOf(id)} ${JSON.stringify(reply.body)}`,
      );
    }
  }
  expect(wrong).toEqual([]);
  expect(CASES.length).toBe(720);
});

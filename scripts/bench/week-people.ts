/** People of two and more divisions who give, decide, ask, work and forget, each through the API as themselves. */
import type { Random } from '../../src/devorg/sample/random.ts';
import type { RunningDevorg } from '../../src/devorg/server.ts';

interface Person {
  readonly id: string;
  readonly division: string;
  readonly divisionId: string;
}

interface Row {
  readonly Id: string;
  readonly State__c: string;
  readonly OwnerId: string;
  readonly Receiver__c: string | null;
  readonly With_Intake__c: number;
  readonly Intake__c: string | null;
  readonly To_Division__c: string;
}

const REASONS = ['No capacity', 'Wrong region', 'Already in talks', 'Unclear', 'Bad timing', 'Not our offer'];
type Step =
  'Question' | 'Comment' | { readonly State__c: string; readonly why?: true; readonly Decline_Reason__c?: string };

/** What whoever has it does at one look, and how often; else nothing. */
const STEPS: Readonly<Record<string, readonly (readonly [share: number, step: Step])[]>> = {
  Offered: [
    [0.09, { State__c: 'Accepted' }],
    [0.03, { State__c: 'Declined', why: true }],
    [0.01, 'Question'],
  ],
  Accepted: [
    [0.06, { State__c: 'In contact' }],
    [0.01, { State__c: 'Returned', why: true }],
  ],
  'In contact': [
    [0.04, { State__c: 'Converted' }],
    [0.01, { State__c: 'Returned', why: true }],
    [0.01, 'Comment'],
  ],
  Converted: [
    [0.015, { State__c: 'Won' }],
    [0.015, { State__c: 'Lost' }],
  ],
};
const OPEN = `('Offered', 'Accepted', 'In contact', 'Converted')`;

export interface People {
  /** Ids of what was given and answered with a 201. */
  readonly given: ReadonlyMap<string, string>;
  readonly steps: { taken: number; refused: number };
  /** Asks for introductions, with who asked. */
  readonly asked: ReadonlyMap<string, string>;
  give(): Promise<void>;
  /** Somebody asks who could introduce them to a customer. */
  ask(): Promise<void>;
  /** Everybody looks once at what they have, and does something about some of it. */
  work(): Promise<void>;
}

export function peopleOf(running: RunningDevorg, random: Random): People {
  const { context, url } = running;
  const { database } = context.org;
  const people = readPeople(running);
  const given = new Map<string, string>();
  const asked = new Map<string, string>();
  const steps = { taken: 0, refused: 0 };
  const tokens = new Map<string, string>();
  // One in twelve never looks.
  const asleep = new Set(people.filter(() => random.chance(1 / 12)).map(({ id }) => id));
  const call = async (userId: string, method: string, path: string, body: object): Promise<{ id?: string }> => {
    const token = tokens.get(userId) ?? context.sessions.start(userId, { expires: false }).token;
    tokens.set(userId, token);
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const reply = await fetch(`${url}/services/data/v66.0/sobjects/${path}`, {
      ...{ method, headers, body: JSON.stringify(body) },
    });
    const text = await reply.text();
    if (reply.status >= 500) throw new Error(`The org failed: ${text}`);
    steps[reply.ok ? 'taken' : 'refused'] += 1;
    return reply.ok && text !== '' ? (JSON.parse(text) as { id: string }) : {};
  };
  const patch = (userId: string, id: string, values: object): Promise<unknown> =>
    call(userId, 'PATCH', `Baton_Handoff__c/${id}`, values);
  const say = (userId: string, id: string, kind: string): Promise<unknown> =>
    call(userId, 'POST', 'Baton_Handoff_Message__c', { Handoff__c: id, Kind__c: kind, Body__c: 'Some words' });

  async function give(): Promise<void> {
    const giver = random.pick(people);
    const others = people.filter(({ division }) => division !== giver.division);
    const receiver = random.pick(others);
    const account = accountOf(giver.id);
    const isNamed = random.chance(0.3);
    const key = `week-${String(given.size)}-${String(random.between(0, 1e9))}`;
    const { id } = await call(giver.id, 'POST', 'Baton_Handoff__c', {
      Request_Key__c: key,
      Need_Text__c: 'Something of yours',
      To_Division__c: receiver.divisionId,
      Account__c: account?.Id ?? null,
      Customer_Name__c: account?.Name ?? 'Somebody new',
      Receiver_Choice__c: isNamed ? 'Named' : 'Division',
      ...(isNamed ? { Receiver__c: receiver.id } : {}),
    });
    if (id !== undefined) given.set(id, giver.id);
  }

  function accountOf(userId: string): { Id: string; Name: string } | undefined {
    const rows = database.prepare('SELECT Id, Name FROM "Account" WHERE OwnerId = ? AND IsDeleted = 0').all(userId);
    return rows.length === 0 ? undefined : (random.pick(rows) as { Id: string; Name: string });
  }

  async function ask(): Promise<void> {
    const asker = random.pick(people);
    const accounts = database
      .prepare('SELECT Id, Name FROM "Account" WHERE OwnerId <> ? AND IsDeleted = 0')
      .all(asker.id);
    const account = random.pick(accounts);
    const { id } = await call(asker.id, 'POST', 'Baton_Introduction__c', {
      Account__c: random.chance(0.1) ? null : account['Id'],
      Customer_Name__c: account['Name'],
      Wish__c: 'A word with whoever decides',
    });
    if (id !== undefined) asked.set(id, asker.id);
  }

  /** Some say yes, some no, most nothing; now and then an ask is taken back. */
  async function answer(): Promise<void> {
    const requests = database
      .prepare(
        `SELECT Id, OwnerId FROM "Baton_Introduction_Request__c" WHERE State__c = 'Open' AND Answer__c IS NULL
                AND IsDeleted = 0 ORDER BY Id`,
      )
      .all();
    for (const { Id: id, OwnerId: owner } of requests) {
      if (!random.chance(0.01)) continue;
      const values = { Answer__c: random.chance(0.5) ? 'Yes' : 'No' };
      await call(String(owner), 'PATCH', `Baton_Introduction_Request__c/${String(id)}`, values);
    }
    const [id, owner] = random.chance(0.02) ? ([...asked].at(-1) ?? []) : [];
    if (id !== undefined && owner !== undefined) {
      await call(owner, 'PATCH', `Baton_Introduction__c/${id}`, { State__c: 'Withdrawn' });
    }
  }

  async function work(): Promise<void> {
    const rows = database
      .prepare(`SELECT * FROM "Baton_Handoff__c" WHERE State__c IN ${OPEN} AND IsDeleted = 0 ORDER BY Id`)
      .all() as unknown as Row[];
    for (const row of rows) await workOn(row);
    await answer();
  }

  async function workOn(row: Row): Promise<void> {
    if (random.chance(0.002) && row.State__c !== 'Converted') {
      await patch(row.OwnerId, row.Id, { State__c: 'Withdrawn' });
      return;
    }
    if (random.chance(0.02)) await say(row.OwnerId, row.Id, 'Answer');
    if (row.With_Intake__c === 1) return intake(row);
    const who = row.Receiver__c;
    if (who === null || asleep.has(who)) return;
    const step = stepOf(row.State__c);
    if (step === undefined) return;
    if (typeof step === 'string') await say(who, row.Id, step);
    else await patch(who, row.Id, step);
  }

  async function intake(row: Row): Promise<void> {
    if (row.Intake__c === null || !random.chance(0.1)) return;
    const others = people.filter(({ divisionId, id }) => divisionId === row.To_Division__c && id !== row.OwnerId);
    await patch(row.Intake__c, row.Id, { Receiver__c: random.pick(others).id });
  }

  function stepOf(state: string): Step | undefined {
    let at = random.next();
    for (const [share, step] of STEPS[state] ?? []) {
      at -= share;
      if (at >= 0) continue;
      return typeof step === 'string' || !('why' in step)
        ? step
        : { State__c: step.State__c, Decline_Reason__c: random.pick(REASONS) };
    }
    return undefined;
  }

  return { given, asked, steps, give, ask, work };
}

/** Active sellers with Baton, by the division that their user says. */
function readPeople({ context }: RunningDevorg): Person[] {
  const { database } = context.org;
  const divisions = database.prepare('SELECT Id, Key__c, User_Values__c FROM "Baton_Division__c"').all();
  const users = database
    .prepare(
      `SELECT u.Id, u.Division FROM "User" u WHERE u.IsActive = 1 AND EXISTS (
         SELECT 1 FROM "PermissionSetAssignment" a JOIN "PermissionSet" p ON p.Id = a.PermissionSetId
         WHERE a.AssigneeId = u.Id AND p.Name = 'Baton_Rep') ORDER BY u.Id`,
    )
    .all();
  return users.flatMap((user) => {
    const home = divisions.find(({ User_Values__c: names }) =>
      String(names).split('\n').includes(String(user['Division'])),
    );
    return home === undefined
      ? []
      : [{ id: String(user['Id']), division: String(home['Key__c']), divisionId: String(home['Id']) }];
  });
}

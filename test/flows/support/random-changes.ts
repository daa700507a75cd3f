import type { FlowOrg } from './sample-org.ts';

/** Numbers from 0 to 1 that a seed repeats (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Change = (org: FlowOrg, admin: string, pick: (sql: string) => Record<string, string>) => Promise<void>;

async function must(org: FlowOrg, userId: string, method: string, path: string, body?: unknown): Promise<void> {
  const reply = await org.call<unknown>(userId, method, path, body);
  if (reply.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(reply.body)}`);
}

const ANY_REP = `SELECT u.Id AS id FROM "User" u JOIN "PermissionSetAssignment" a ON a.AssigneeId = u.Id
  JOIN "PermissionSet" s ON s.Id = a.PermissionSetId WHERE s.Name = 'Baton_Rep' AND u.IsActive = 1`;
const ANY_CONTACT = 'SELECT Id AS id FROM "Contact" WHERE IsDeleted = 0';
const ANY_ACCOUNT = 'SELECT Id AS id, Name AS name FROM "Account" WHERE IsDeleted = 0';

/** Contacts with cases hold their account. */
const DELETABLE_ACCOUNT = `SELECT a.Id AS id FROM "Account" a WHERE a.IsDeleted = 0
  AND NOT EXISTS (SELECT 1 FROM "Case" c WHERE c.AccountId = a.Id)
  AND NOT EXISTS (SELECT 1 FROM "Case" c JOIN "Contact" k ON k.Id = c.ContactId WHERE k.AccountId = a.Id)
  AND NOT EXISTS (SELECT 1 FROM "Opportunity" o WHERE o.AccountId = a.Id)`;

/** What people do in a CRM that changes who knows whom. */
const CHANGES: Readonly<Record<string, Change>> = {
  'log calls': async (org, admin, pick) => {
    for (let count = 0; count < 5; count += 1) {
      await must(org, admin, 'POST', '/sobjects/Event', {
        Subject: 'Visit',
        OwnerId: pick(ANY_REP)['id'],
        WhoId: pick(ANY_CONTACT)['id'],
        StartDateTime: new Date(org.org.clock.now() - 3_600_000 * (count + 1)).toISOString(),
        DurationInMinutes: 60,
      });
    }
  },
  'give an account to somebody else': (org, admin, pick) =>
    must(org, admin, 'PATCH', `/sobjects/Account/${pick(ANY_ACCOUNT)['id'] ?? ''}`, { OwnerId: pick(ANY_REP)['id'] }),
  'make one customer of two': (org, admin, pick) =>
    must(org, admin, 'PATCH', `/sobjects/Account/${pick(ANY_ACCOUNT)['id'] ?? ''}`, {
      Name: pick(ANY_ACCOUNT)['name'],
    }),
  'rename an account': (org, admin, pick) =>
    must(org, admin, 'PATCH', `/sobjects/Account/${pick(ANY_ACCOUNT)['id'] ?? ''}`, {
      Name: 'Umbenannt',
      Website: null,
    }),
  'keep an account private': (org, admin, pick) =>
    must(org, admin, 'PATCH', `/sobjects/Account/${pick(ANY_ACCOUNT)['id'] ?? ''}`, { Baton_Do_Not_Suggest__c: true }),
  'delete an account': async (org, admin, pick) => {
    const { id } = pick(DELETABLE_ACCOUNT);
    if (id !== undefined) await must(org, admin, 'DELETE', `/sobjects/Account/${id}`);
  },
  'delete a relationship by hand': async (org, admin, pick) => {
    const { id } = pick('SELECT Id AS id FROM "Baton_Relationship__c" WHERE IsDeleted = 0');
    if (id !== undefined) await must(org, admin, 'DELETE', `/sobjects/Baton_Relationship__c/${id}`);
  },
  'hide somebody': (org, _admin, pick) =>
    must(org, pick(ANY_REP)['id'] ?? '', 'POST', '/sobjects/Baton_Preference__c', { Naming__c: 'Hidden' }),
};

/** Changes the org in a way that a seed repeats. @returns what was done. */
export async function changeSomething(org: FlowOrg, admin: string, random: () => number): Promise<string> {
  const names = Object.keys(CHANGES);
  const name = names[Math.floor(random() * names.length)] ?? '';
  const pick = (sql: string): Record<string, string> => {
    const rows = org.rows<Record<string, string>>(`${sql} ORDER BY 1`);
    return rows[Math.floor(random() * rows.length)] ?? {};
  };
  await CHANGES[name]?.(org, admin, pick);
  return name;
}

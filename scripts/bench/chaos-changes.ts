/** Random changes to the sample company, as people make them all day: through the org's own rules, in its own words. */
import { viewerFor } from '../../src/devorg/access/viewer.ts';
import { ApiError } from '../../src/devorg/api-error.ts';
import type { Org } from '../../src/devorg/org.ts';
import {
  convertLead,
  createRecord,
  deleteRecord,
  mergeRecords,
  undeleteRecord,
  updateRecord,
} from '../../src/devorg/records/index.ts';
import type { Random } from '../../src/devorg/sample/random.ts';

const DAY_MS = 86_400_000;

export interface Changer {
  /** Makes one random change. @returns its kind, or undefined where the org refused it. */
  change(): string | undefined;
}

interface Tools {
  readonly org: Org;
  readonly admin: string;
  readonly random: Random;
}

type Change = (tools: Tools) => void;

/** An id of a random row; undefined where there is none. */
function pick({ org, random }: Tools, table: string, where = '1'): string | undefined {
  const count = org.database.prepare(`SELECT count(*) AS n FROM "${table}" WHERE ${where}`).get();
  const rows = Number(count?.['n'] ?? 0);
  if (rows === 0) return undefined;
  const sql = `SELECT Id AS id FROM "${table}" WHERE ${where} ORDER BY Id LIMIT 1 OFFSET ?`;
  return String(org.database.prepare(sql).get(random.between(0, rows - 1))?.['id']);
}

const living = 'IsDeleted = 0';
/** People who sell; the administrator and the service are left in peace. */
const colleague = `IsActive = 1 AND Division IS NOT NULL AND Id IN (SELECT AssigneeId FROM PermissionSetAssignment a
  JOIN PermissionSet s ON s.Id = a.PermissionSetId WHERE s.Name IN ('Baton_Rep', 'Baton_Giver'))`;

class NothingThere extends Error {}

function need(id: string | undefined): string {
  if (id === undefined) throw new NothingThere();
  return id;
}

function create({ org, admin }: Tools, object: string, values: Record<string, unknown>): string {
  return createRecord(org, viewerFor(org, admin), object, values);
}

function update({ org, admin }: Tools, object: string, id: string, values: Record<string, unknown>): void {
  updateRecord(org, viewerFor(org, admin), object, id, values);
}

function remove({ org, admin }: Tools, object: string, id: string): void {
  deleteRecord(org, viewerFor(org, admin), object, id);
}

const person = (tools: Tools): string => need(pick(tools, 'User', colleague));
const contact = (tools: Tools): string => need(pick(tools, 'Contact', living));
const account = (tools: Tools): string => need(pick(tools, 'Account', living));

function daysAgo({ org, random }: Tools): string {
  return new Date(org.clock.now() - random.between(1, 200) * DAY_MS).toISOString();
}

function nameOf({ org }: Tools, id: string): string {
  return String(org.database.prepare('SELECT Name AS name FROM Account WHERE Id = ?').get(id)?.['name']);
}

const changes: Readonly<Record<string, Change>> = {
  logCall: (tools) => {
    const activity = {
      Subject: 'Call',
      TaskSubtype: 'Call',
      Status: 'Completed',
      ActivityDate: daysAgo(tools).slice(0, 10),
    };
    create(tools, 'Task', { ...activity, OwnerId: person(tools), WhoId: contact(tools) });
  },
  meet: (tools) => {
    const start = daysAgo(tools);
    create(tools, 'Event', {
      ...{
        Subject: 'Visit',
        OwnerId: person(tools),
        WhoId: contact(tools),
        StartDateTime: start,
        DurationInMinutes: 60,
      },
      EndDateTime: new Date(Date.parse(start) + 3_600_000).toISOString(),
    });
  },
  deleteTask: (tools) => {
    remove(tools, 'Task', need(pick(tools, 'Task', living)));
  },
  deleteEvent: (tools) => {
    remove(tools, 'Event', need(pick(tools, 'Event', living)));
  },
  undelete: (tools) => {
    const object = tools.random.pick(['Task', 'Event', 'Contact', 'Account']);
    const bin = object === 'Task' || object === 'Event' ? '' : ' AND MasterRecordId IS NULL';
    const id = need(pick(tools, object, `IsDeleted = 1${bin}`));
    undeleteRecord(tools.org, viewerFor(tools.org, tools.admin), object, id);
  },
  newAccountOfACustomer: (tools) => {
    const name = nameOf(tools, account(tools));
    const id = create(tools, 'Account', { Name: `${name} Filiale`, OwnerId: person(tools) });
    create(tools, 'Contact', {
      LastName: `Neu${String(tools.random.between(1, 1e6))}`,
      AccountId: id,
      OwnerId: person(tools),
    });
  },
  renameAccount: (tools) => {
    update(tools, 'Account', account(tools), { Name: nameOf(tools, account(tools)) });
  },
  deleteAccount: (tools) => {
    remove(tools, 'Account', account(tools));
  },
  mergeAccounts: (tools) => {
    const [winner, loser] = [account(tools), account(tools)];
    if (winner !== loser) mergeRecords(tools.org, viewerFor(tools.org, tools.admin), 'Account', winner, [loser]);
  },
  mergeContacts: (tools) => {
    const winner = contact(tools);
    const loser = contact(tools);
    if (winner !== loser) mergeRecords(tools.org, viewerFor(tools.org, tools.admin), 'Contact', winner, [loser]);
  },
  handOverAccount: (tools) => {
    update(tools, 'Account', account(tools), { OwnerId: person(tools) });
  },
  moveContact: (tools) => {
    update(tools, 'Contact', contact(tools), { AccountId: account(tools) });
  },
  deleteContact: (tools) => {
    remove(tools, 'Contact', contact(tools));
  },
  closeAccount: (tools) => {
    update(tools, 'Account', account(tools), { Baton_Do_Not_Suggest__c: tools.random.chance(0.7) });
  },
  closeContact: (tools) => {
    update(tools, 'Contact', contact(tools), { Baton_Do_Not_Suggest__c: tools.random.chance(0.7) });
  },
  joinTeam: (tools) => {
    create(tools, 'AccountTeamMember', {
      AccountId: account(tools),
      UserId: person(tools),
      TeamMemberRole: 'Sales Rep',
    });
  },
  changeDivision: (tools) => {
    const other = tools.org.database
      .prepare('SELECT DISTINCT Division AS name FROM "User" WHERE Division IS NOT NULL')
      .all();
    update(tools, 'User', person(tools), { Division: String(tools.random.pick(other)['name']) });
  },
  deactivate: (tools) => {
    if (tools.random.chance(0.2)) update(tools, 'User', person(tools), { IsActive: false });
  },
  reactivate: (tools) => {
    update(tools, 'User', need(pick(tools, 'User', 'IsActive = 0 AND Division IS NOT NULL')), { IsActive: true });
  },
  takeBatonAway: (tools) => {
    const sets = `PermissionSetId IN (SELECT Id FROM PermissionSet WHERE Name IN ('Baton_Rep', 'Baton_Giver'))`;
    if (tools.random.chance(0.3)) {
      remove(tools, 'PermissionSetAssignment', need(pick(tools, 'PermissionSetAssignment', sets)));
    }
  },
  giveBaton: (tools) => {
    const set = need(pick(tools, 'PermissionSet', "Name = 'Baton_Rep'"));
    const user = need(pick(tools, 'User', 'IsActive = 1 AND Division IS NOT NULL'));
    create(tools, 'PermissionSetAssignment', { AssigneeId: user, PermissionSetId: set });
  },
  newLead: (tools) => {
    const id = create(tools, 'Lead', {
      ...{ LastName: `Lead${String(tools.random.between(1, 1e6))}`, Company: nameOf(tools, account(tools)) },
      OwnerId: person(tools),
    });
    const call = {
      Subject: 'Call',
      TaskSubtype: 'Call',
      Status: 'Completed',
      ActivityDate: daysAgo(tools).slice(0, 10),
    };
    create(tools, 'Task', { ...call, OwnerId: person(tools), WhoId: id });
  },
  convertLead: (tools) => {
    const leadId = need(pick(tools, 'Lead', `${living} AND IsConverted = 0`));
    const accountId = tools.random.chance(0.5) ? account(tools) : undefined;
    convertLead(tools.org, viewerFor(tools.org, tools.admin), {
      ...{ leadId, convertedStatus: 'Closed - Converted' },
      ...(accountId === undefined ? {} : { accountId }),
    });
  },
  mergeLeads: (tools) => {
    const [winner, loser] = [pick(tools, 'Lead', living), pick(tools, 'Lead', living)].map(need);
    if (winner === undefined || loser === undefined || winner === loser) return;
    mergeRecords(tools.org, viewerFor(tools.org, tools.admin), 'Lead', winner, [loser]);
  },
  /** What was deleted leaves the recycle bin, mostly before anybody has looked. */
  purge: (tools) => {
    const object = tools.random.pick(['Task', 'Event']);
    const id = need(pick(tools, object, living));
    remove(tools, object, id);
    tools.org.database.prepare(`DELETE FROM "${object}" WHERE Id = ?`).run(id);
  },
  choose: (tools) => {
    const OwnerId = person(tools);
    const Naming__c = tools.random.pick(['Named', 'Unnamed', 'Hidden']);
    const there = pick(tools, 'Baton_Preference__c', `IsDeleted = 0 AND OwnerId = '${OwnerId}'`);
    if (there === undefined) create(tools, 'Baton_Preference__c', { OwnerId, Naming__c });
    else update(tools, 'Baton_Preference__c', there, { Naming__c });
  },
};

/** Some changes touch a lot and would empty the company in a long storm. */
const weights: Readonly<Record<string, number>> = {
  ...{ logCall: 12, meet: 10, deleteTask: 5, deleteEvent: 5, undelete: 3, newAccountOfACustomer: 6 },
  ...{ deleteAccount: 2, mergeAccounts: 2, mergeContacts: 2, deleteContact: 2, choose: 6 },
  ...{ newLead: 6, convertLead: 3, mergeLeads: 1, purge: 2 },
};

/** Changes of an org, in an order that the seed decides. */
export function changerOf(org: Org, admin: string, random: Random): Changer {
  const tools = { org, admin, random };
  const kinds = Object.keys(changes);
  const shares = kinds.map((kind) => weights[kind] ?? 3);
  return {
    change() {
      const kind = kinds[random.weighted(shares)] ?? 'logCall';
      try {
        changes[kind]?.(tools);
        return kind;
      } catch (error) {
        if (error instanceof ApiError || error instanceof NothingThere) return undefined;
        throw error;
      }
    },
  };
}

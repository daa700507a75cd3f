import { type DivisionKey, DIVISIONS } from '../divisions.ts';
import { randomFor } from '../random.ts';
import { audit, DAY_MS } from '../time.ts';
import type { Colleague, Company, Records, ShareGroup } from './company.ts';

/** Whom records can be shared with, besides single users. */
export interface Sharing {
  /** The group "role and subordinates" of a role. */
  roleTree(roleId: string): string;
  /** People of all divisions who look after a division's largest customers. */
  readonly circles: Readonly<Record<DivisionKey, ShareGroup>>;
  /** Where cases of a division wait for an agent. */
  readonly queues: Readonly<Record<DivisionKey, ShareGroup>>;
}

type Add = (group: { name: string; type: string; relatedId?: string; memberIds?: readonly string[] }) => string;

function adding(records: Records, company: Company, nowMs: number): Add {
  const stamps = audit(nowMs - 900 * DAY_MS, company.administrator.id);
  return ({ name, type, relatedId, memberIds = [] }) => {
    const id = records.id('Group');
    records.add('Group', {
      Id: id,
      Name: name.slice(0, 40),
      DeveloperName: `${type}_${name}`.replace(/[^A-Za-z0-9]+/g, '_'),
      Type: type,
      RelatedId: relatedId ?? null,
      OwnerId: company.administrator.id,
      DoesIncludeBosses: true,
      DoesSendEmailToMembers: false,
      ...stamps,
    });
    for (const memberId of memberIds) {
      records.add('GroupMember', {
        GroupId: id,
        UserOrGroupId: memberId,
        SystemModstamp: stamps['SystemModstamp'] ?? null,
      });
    }
    return id;
  };
}

/** The managers of a division through their role groups, and a few reps of the others by name. */
function drawCircle(
  company: Company,
  division: DivisionKey,
  seed: number,
): { managers: readonly Colleague[]; guests: readonly Colleague[] } {
  const random = randomFor(seed, 'circle', division);
  const others = company.teams
    .filter((team) => team.division !== division && team.area !== 0)
    .flatMap((team) => team.reps);
  const guests = new Set(Array.from({ length: Math.min(3, others.length) }, () => random.pick(others)));
  return {
    managers: company.teams.filter((team) => team.division === division).map((team) => team.manager),
    guests: [...guests],
  };
}

/** Writes role groups, public groups and queues. */
export function writeGroups(records: Records, company: Company, seed: number, nowMs: number): Sharing {
  const add = adding(records, company, nowMs);
  const roleGroups = new Map<string, string>();
  const treeGroups = new Map<string, string>();
  for (const role of company.roles) {
    roleGroups.set(role.id, add({ name: role.name, type: 'Role', relatedId: role.id }));
    treeGroups.set(role.id, add({ name: role.name, type: 'RoleAndSubordinates', relatedId: role.id }));
  }
  const roleTree = (roleId: string): string => {
    const group = treeGroups.get(roleId);
    if (group === undefined) throw new RangeError(`no group for role ${roleId}`);
    return group;
  };
  const circle = (division: DivisionKey, name: string): ShareGroup => {
    const { managers, guests } = drawCircle(company, division, seed);
    const nested = managers.flatMap((manager) => roleGroups.get(manager.roleId ?? '') ?? []);
    const id = add({
      name: `Key Accounts ${name}`,
      type: 'Regular',
      memberIds: [...nested, ...guests.map((guest) => guest.id)],
    });
    return { id, memberIds: [...managers, ...guests].map((member) => member.id) };
  };
  const queue = (name: string): ShareGroup => {
    const memberIds = company.agents.map((agent) => agent.id);
    return { id: add({ name: `${name} Requests`, type: 'Queue', memberIds }), memberIds };
  };
  const circles: Partial<Record<DivisionKey, ShareGroup>> = {};
  const queues: Partial<Record<DivisionKey, ShareGroup>> = {};
  for (const { key, name } of DIVISIONS) {
    const head = company.colleagues.find((one) => one.post === 'head' && one.division === key);
    add({ name: `All ${name}`, type: 'Regular', memberIds: [roleTree(head?.roleId ?? '')] });
    circles[key] = circle(key, name);
    queues[key] = queue(name);
  }
  return { roleTree, circles: circles as Sharing['circles'], queues: queues as Sharing['queues'] };
}

import { DIVISION_KEYS, type DivisionKey, servicesOf } from '../divisions.ts';
import { type Random, randomFor } from '../random.ts';
import { drawPersonName } from '../words/people.ts';
import { areaOfRegion, makeAreas } from './areas.ts';
import { castFor, type CastMember } from './cast.ts';
import type { Area, Colleague, Company, Naming, Post, Records, Role, Team } from './company.ts';
import { makeRoles, type RoleTree } from './roles.ts';

const SMALLEST_STAFF = 30;
const LARGEST_STAFF = 5_000;
const HEAD_OFFICE = 'Hamburg';
/** Chief, three heads, head of service, head of marketing, administrator, integration user. */
const FIXED_POSTS = 8;

/** How many users a seller with this many accounts has. */
function countUsers(accounts: number): number {
  return Math.min(LARGEST_STAFF, Math.max(SMALLEST_STAFF, Math.round(accounts / 12) + 3));
}

interface Opening {
  readonly post: Post;
  readonly role: Role | undefined;
  readonly manager: Colleague | undefined;
  readonly division?: DivisionKey;
  readonly area?: Area;
  readonly cast?: CastMember | undefined;
  readonly isActive?: boolean;
}

type Hire = (opening: Opening) => Colleague;

function drawNaming(random: Random): Naming {
  if (random.chance(0.06)) return 'Unnamed';
  return random.chance(0.04) ? 'Hidden' : 'Named';
}

/** Only who sells is good or bad at selling: heads and managers lead, and have neither accounts nor deals. */
function drawSkills(random: Random, { post, division }: Opening): Record<string, number> {
  if (post !== 'rep' || division === undefined) return {};
  return Object.fromEntries(
    servicesOf(division).map((service) => [service.family, Math.round(random.next() ** 2 * 100) / 100]),
  );
}

/** Who is hired: the cast for its parts, chance for the others. */
function nameFor(random: Random, { post, cast, area }: Opening): { firstName: string; lastName: string } {
  if (post === 'integration') return { firstName: 'Baton', lastName: 'Integration' };
  if (cast !== undefined) return cast;
  const isAbroad = area?.name === 'International' && random.chance(0.6);
  return drawPersonName(random, isAbroad ? 'en' : 'de');
}

function cityFor(random: Random, { area, cast }: Opening): string {
  return area === undefined || cast !== undefined ? HEAD_OFFICE : random.pick(area.cities);
}

/** What the others see of them: the cast and the technical users are settled, everybody else chooses. */
function choiceFor(random: Random, { post, cast }: Opening): { hasBaton: boolean; naming: Naming } {
  if (cast !== undefined) return { hasBaton: true, naming: cast.naming };
  if (post === 'administrator' || post === 'integration') return { hasBaton: true, naming: 'Named' };
  return { hasBaton: random.chance(0.88), naming: drawNaming(random) };
}

/** Draws each person from a stream of their own, so that a bigger company begins with the same people as a smaller one. */
function hiring(records: Records, seed: number, colleagues: Colleague[]): Hire {
  return (opening) => {
    const random = randomFor(seed, 'colleague', colleagues.length);
    const { firstName, lastName } = nameFor(random, opening);
    const isActive = opening.isActive ?? true;
    const { hasBaton, naming } = choiceFor(random, opening);
    const colleague: Colleague = {
      id: records.id('User'),
      firstName,
      lastName,
      post: opening.post,
      division: opening.division,
      area: opening.area?.index,
      city: cityFor(random, opening),
      roleId: opening.role?.id,
      managerId: opening.manager?.id,
      isActive,
      hasBaton: isActive && hasBaton,
      naming,
      skills: drawSkills(random, opening),
    };
    colleagues.push(colleague);
    return colleague;
  };
}

interface Places {
  readonly hire: Hire;
  readonly roles: RoleTree;
  readonly random: Random;
}

/** Fills one team: the manager, those who sell, and about one in twelve who has left. */
function fillTeam(places: Places, head: Colleague, area: Area, reps: number): Team {
  const { hire, roles, random } = places;
  const division = head.division ?? 'facility';
  const [managerCast] = castFor(division, area.index, 'manager');
  const role = roles.manager(division, area.index);
  const manager = hire({ post: 'manager', role, manager: head, division, area, cast: managerCast });
  const cast = castFor(division, area.index, 'rep');
  const people = Array.from({ length: reps }, (_, index) =>
    hire({
      post: 'rep',
      role: roles.sales(division, area.index),
      manager,
      division,
      area,
      cast: cast[index],
      isActive: index < 2 || !random.chance(index === 2 ? 0.45 : 0.1),
    }),
  );
  return {
    division,
    area: area.index,
    manager,
    reps: people.filter((one) => one.isActive),
    formerReps: people.filter((one) => !one.isActive),
  };
}

function share(total: number, part: number, parts: number): number {
  return Math.floor((total * (part + 1)) / parts) - Math.floor((total * part) / parts);
}

/** Draws all who work for the seller, from the chief down; the administrator comes first, as in every org. */
export function drawCompany(records: Records, seed: number, accounts: number): Company {
  const users = countUsers(accounts);
  const areas = makeAreas(users);
  const roles = makeRoles(records, areas);
  const colleagues: Colleague[] = [];
  const hire = hiring(records, seed, colleagues);
  const administrator = hire({ post: 'administrator', role: undefined, manager: undefined });
  const integration = hire({ post: 'integration', role: undefined, manager: undefined });
  const chief = hire({ post: 'chief', role: roles.chief, manager: undefined });
  const heads = DIVISION_KEYS.map((division) =>
    hire({ post: 'head', role: roles.head(division), manager: chief, division }),
  );
  const serviceHead = hire({ post: 'agent', role: roles.serviceHead, manager: chief });
  const marketingHead = hire({ post: 'marketer', role: roles.marketingHead, manager: chief });

  const agentCount = Math.max(2, Math.round(users * 0.06));
  const marketerCount = Math.max(1, Math.round(users * 0.02));
  const teamCount = areas.length * DIVISION_KEYS.length;
  const reps = users - FIXED_POSTS - agentCount - marketerCount - teamCount;
  const places = { hire, roles, random: randomFor(seed, 'staff') };
  const teams = heads.flatMap((head, line) =>
    areas.map((area) => fillTeam(places, head, area, share(reps, line * areas.length + area.index, teamCount))),
  );
  const hireMany = (count: number, post: Post, role: Role, manager: Colleague) =>
    Array.from({ length: count }, () => hire({ post, role, manager }));
  const agents = hireMany(agentCount, 'agent', roles.service, serviceHead);
  const marketers = hireMany(marketerCount, 'marketer', roles.marketing, marketingHead);
  return {
    areas,
    roles: roles.all,
    colleagues,
    teams,
    agents,
    marketers,
    administrator,
    integration,
    team: (division, area) => findTeam(teams, division, area),
    areaOf: (region) => areaOfRegion(region, areas.length),
  };
}

function findTeam(teams: readonly Team[], division: DivisionKey, area: number): Team {
  const team = teams.find((candidate) => candidate.division === division && candidate.area === area);
  if (team === undefined) throw new RangeError(`no such team: ${division} ${String(area)}`);
  return team;
}

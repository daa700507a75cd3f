import type { Colleague, Company, Records } from '../company/company.ts';
import type { DivisionKey } from '../divisions.ts';
import type { Random } from '../random.ts';
import { HISTORY_DAYS } from '../time.ts';
import type { AccountPlan, ContactPlan, CustomerNature, SharePlan } from './customer.ts';

/** How rows are shared: with the region, with the circle for large customers, with one colleague, with nobody. */
const SHARES: readonly (readonly [SharePlan, number])[] = [
  ['region', 52],
  ['circle', 5],
  ['colleague', 5],
  ['nobody', 38],
];
const SHARES_ONE_ACCOUNT = 0.2;
const PRIVATE = 0.02;

export interface AccountDraw {
  readonly random: Random;
  readonly company: Company;
  readonly records: Records;
  readonly noise: number;
  /** How many more accounts there may be. */
  readonly room: number;
}

/** Who owns a row: a rep of the region; now and then somebody who has left, or the administrator who imported it. */
function drawOwner({ random, company }: AccountDraw, division: DivisionKey, area: number): Colleague {
  const team = company.team(division, area);
  if (random.chance(0.01)) return company.administrator;
  if (team.formerReps.length > 0 && random.chance(0.05)) return random.pick(team.formerReps);
  return random.pick(team.reps);
}

/** The contacts that a division keeps: most of the people, never none. */
function drawContacts(random: Random, records: Records, people: number): readonly ContactPlan[] {
  const first = random.between(0, people - 1);
  const known = Array.from({ length: people }, (_, person) => person).filter(
    (person) => person === first || random.chance(0.8),
  );
  return known.map((person) => ({ id: records.id('Contact'), person }));
}

function drawTeam(draw: AccountDraw, division: DivisionKey, area: number, owner: Colleague): readonly Colleague[] {
  const { random, company } = draw;
  const { manager, reps } = company.team(division, area);
  const team = new Set<Colleague>();
  if (random.chance(0.25)) team.add(random.pick(reps));
  if (random.chance(0.06)) team.add(manager);
  if (random.chance(0.06)) team.add(random.pick(company.agents));
  team.delete(owner);
  return [...team];
}

/** Makes one row's plan; a private row is never shared. */
export function planAccount(
  draw: AccountDraw,
  nature: CustomerNature,
  division: DivisionKey,
  isDuplicate: boolean,
): AccountPlan {
  const { random, company, records } = draw;
  const owner = drawOwner(draw, division, nature.area);
  const isPrivate = random.chance(PRIVATE);
  const [drawn] = SHARES[random.weighted(SHARES.map(([, weight]) => weight))] ?? ['nobody'];
  const share = isPrivate || owner.post === 'administrator' ? 'nobody' : drawn;
  return {
    id: records.id('Account'),
    division,
    owner,
    isPrivate,
    share,
    ...(share === 'colleague' && {
      sharedWith: random.pick(company.team(division, random.between(0, company.areas.length - 1)).reps),
    }),
    isDuplicate,
    team: isPrivate ? [] : drawTeam(draw, division, nature.area, owner),
    contacts: drawContacts(random, records, nature.people.length),
    createdDaysAgo: random.real(HISTORY_DAYS * 0.3, HISTORY_DAYS * 2),
  };
}

/**
 * Makes the rows of a customer. Usually each division keeps its own; now and then one works on the other's, through the
 * account team; and with noise some division has it twice.
 */
export function drawAccounts(
  draw: AccountDraw,
  nature: CustomerNature,
  divisions: readonly DivisionKey[],
): readonly AccountPlan[] {
  const accounts: AccountPlan[] = [];
  const add = (account: AccountPlan) => {
    if (accounts.length < draw.room) accounts.push(account);
  };
  for (const division of divisions) {
    const first = accounts[0];
    if (first !== undefined && !first.isPrivate && draw.random.chance(SHARES_ONE_ACCOUNT)) {
      const guest = draw.random.pick(draw.company.team(division, nature.area).reps);
      accounts[0] = { ...first, team: [...first.team, guest] };
      continue;
    }
    if (accounts.length >= draw.room) break;
    add(planAccount(draw, nature, division, false));
    if (draw.random.chance(0.01 + 0.08 * draw.noise) && accounts.length < draw.room)
      add(planAccount(draw, nature, division, true));
  }
  return accounts;
}

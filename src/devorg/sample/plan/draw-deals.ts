import type { Colleague, Company, Records, Team } from '../company/company.ts';
import { type DivisionKey, serviceOf, servicesOf } from '../divisions.ts';
import type { Random } from '../random.ts';
import { HISTORY_DAYS } from '../time.ts';
import type { AccountPlan, CasePlan, CustomerNature, DealPlan, Tie } from './customer.ts';
import { boughtFrom } from './served.ts';

const OPEN_STAGES = [
  'Prospecting',
  'Qualification',
  'Needs Analysis',
  'Value Proposition',
  'Proposal/Price Quote',
  'Negotiation/Review',
];

export interface DealDraw {
  readonly random: Random;
  /** Whoever had time when they were called in: a stream of its own, so that nothing else depends on it. */
  readonly calls: Random;
  readonly company: Company;
  readonly records: Records;
  readonly nature: CustomerNature;
  readonly accounts: readonly AccountPlan[];
  readonly ties: readonly Tie[];
}

/** The row a division works on: its own, else the one it shares. */
function accountOf(accounts: readonly AccountPlan[], division: DivisionKey): number {
  return Math.max(
    0,
    accounts.findIndex((account) => account.division === division && !account.isDuplicate),
  );
}

/** The best is asked first, but has time for three in five; then the next best is asked, and so on. */
const HAS_TIME = 0.6;
/** To be of the area counts half as much as to be good at it: a specialist comes from afar where nobody near is one. */
const NEARNESS = 0.5;

const orders = new WeakMap<Company, Map<string, readonly Colleague[]>>();

/** Those of a division whom colleagues in an area would call in, best first. */
function bestFirst(company: Company, { division, area }: Team, family: string): readonly Colleague[] {
  const known = orders.get(company) ?? new Map<string, readonly Colleague[]>();
  orders.set(company, known);
  const key = `${String(area)} ${family}`;
  const worth = (one: Colleague): number => (one.skills[family] ?? 0) + (one.area === area ? NEARNESS : 0);
  const order =
    known.get(key) ??
    company.teams
      .filter((team) => team.division === division)
      .flatMap(({ reps }) => reps)
      .sort((one, other) => worth(other) - worth(one));
  known.set(key, order);
  return order;
}

function whoHasTime(random: Random, order: readonly Colleague[]): Colleague {
  const [best] = order;
  if (best === undefined) throw new RangeError('a division of nobody');
  return order.find(() => random.chance(HAS_TIME)) ?? best;
}

/** Mostly the owner; else who is good at it, or knows the customer. Never somebody without a desk. */
function dealOwner(draw: DealDraw, division: DivisionKey, account: AccountPlan, family: string): Colleague {
  const { random, company, nature, ties } = draw;
  const team = company.team(division, nature.area);
  const best = whoHasTime(draw.calls, bestFirst(company, team, family));
  const isOwners = account.division === division && account.owner.division === division;
  if (isOwners && random.chance(0.7)) return account.owner;
  const knower = ties.find((tie) => tie.colleague.division === division && tie.colleague.isActive);
  return random.chance(0.7) ? best : (knower?.colleague ?? best);
}

function dealTeam(draw: DealDraw, division: DivisionKey, owner: Colleague): readonly Colleague[] {
  const { random, company, nature } = draw;
  if (!random.chance(0.18)) return [];
  const members = [
    random.pick(company.team(division, nature.area).reps),
    ...(random.chance(0.2) ? [random.pick(company.agents)] : []),
  ];
  return [...new Set(members)].filter((member) => member !== owner);
}

type Outcome = 'won' | 'lost' | 'open';

function planDeal(draw: DealDraw, division: DivisionKey, family: string, outcome: Outcome): DealPlan {
  const { random, records, accounts, nature } = draw;
  const index = accountOf(accounts, division);
  const account = accounts[index];
  if (account === undefined) throw new RangeError(`${nature.id} has no account`);
  const owner = dealOwner(draw, division, account, family);
  const closeDaysAgo = outcome === 'open' ? -random.real(5, 150) : Math.min(random.exponential(220), HISTORY_DAYS);
  const scale = Math.max(0.25, Math.min(8, (nature.employees / 80) ** 0.6));
  return {
    id: records.id('Opportunity'),
    account: index,
    family,
    owner,
    team: dealTeam(draw, division, owner),
    stage: outcome === 'open' ? random.pick(OPEN_STAGES) : outcome === 'won' ? 'Closed Won' : 'Closed Lost',
    amount: Math.round((serviceOf(family).price * scale * random.real(0.6, 1.4)) / 100) * 100,
    createdDaysAgo: Math.max(closeDaysAgo, 0) + random.real(10, 120),
    closeDaysAgo,
    contact: random.between(0, account.contacts.length - 1),
  };
}

/** Draws deals: one won for each thing bought, now and then another, some lost, some open. */
export function drawDeals(draw: DealDraw, divisions: readonly DivisionKey[]): readonly DealPlan[] {
  const { random, nature } = draw;
  const deals: DealPlan[] = [];
  for (const division of divisions) {
    const bought = boughtFrom(nature.needs, division);
    const others = servicesOf(division)
      .map((service) => service.family)
      .filter((family) => !bought.includes(family));
    for (const family of bought) {
      deals.push(planDeal(draw, division, family, 'won'));
      if (random.chance(0.12)) deals.push(planDeal(draw, division, family, 'won'));
    }
    if (random.chance(0.28))
      deals.push(planDeal(draw, division, random.pick(others.length > 0 ? others : bought), 'lost'));
    if (random.chance(0.2))
      deals.push(planDeal(draw, division, random.pick(others.length > 0 ? others : bought), 'open'));
  }
  return deals;
}

/**
 * Draws cases: complaints about what was bought, and now and then a question about what another division sells, which
 * is how an unmet need shows.
 */
export function drawCases(draw: DealDraw): readonly CasePlan[] {
  const { random, company, accounts, nature, ties } = draw;
  const cases: CasePlan[] = [];
  const agents = ties.filter((tie) => tie.colleague.post === 'agent').map((tie) => tie.colleague);
  const families = nature.needs
    .filter((need) => need.isBought || (need.isWanted && random.chance(0.3)))
    .map((need) => need.family);
  for (const [index, account] of accounts.entries()) {
    const count = families.length === 0 ? 0 : random.weighted([60, 28, 12]);
    for (let at = 0; at < count; at++) {
      const family = random.pick(families);
      const isClosed = random.chance(0.85);
      const waits = !isClosed && random.chance(0.3);
      cases.push({
        account: index,
        owner: waits
          ? undefined
          : agents.length > 0 && random.chance(0.7)
            ? random.pick(agents)
            : random.pick(company.agents),
        division: serviceOf(family).division,
        family,
        contact: random.between(0, account.contacts.length - 1),
        createdDaysAgo: isClosed ? Math.min(3 + random.exponential(150), HISTORY_DAYS) : random.real(0.2, 12),
        isClosed,
      });
    }
  }
  return cases;
}

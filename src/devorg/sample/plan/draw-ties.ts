import type { Colleague, Company } from '../company/company.ts';
import type { Random } from '../random.ts';
import { HISTORY_DAYS } from '../time.ts';
import type { AccountPlan, CustomerNature, Tie, TieLevel } from './customer.ts';

type Chances = Readonly<Partial<Record<TieLevel | 'none', number>>>;

/** Owning an account is no acquaintance: one owner in six hardly ever calls. */
const OWNER: Chances = { strong: 25, good: 35, some: 24, past: 4, none: 12 };
const COLLEAGUE: Chances = { strong: 15, good: 35, some: 40, past: 10 };
const AGENT: Chances = { strong: 5, good: 35, some: 60 };
const FORMER: Chances = { past: 100 };

/** From where to where the strength of a level goes. */
const STRENGTH: Readonly<Record<TieLevel, readonly [low: number, high: number]>> = {
  strong: [0.7, 1],
  good: [0.4, 0.7],
  some: [0.12, 0.4],
  past: [0.3, 0.9],
};

const LEVELS: readonly (TieLevel | 'none')[] = ['strong', 'good', 'some', 'past', 'none'];

export interface TieDraw {
  readonly random: Random;
  readonly company: Company;
  readonly nature: CustomerNature;
}

function lastSpoken(random: Random, level: TieLevel): number {
  switch (level) {
    case 'strong':
      return random.real(0.1, 18);
    case 'good':
      return random.real(1, 40);
    case 'some':
      return random.real(5, 110);
    default:
      return random.real(300, 600);
  }
}

/** Makes a tie of this level; strength and last contact are drawn unless they are given. */
export function makeTie(
  draw: TieDraw,
  colleague: Colleague,
  account: AccountPlan,
  at: { index: number; level: TieLevel; strength?: number; lastDaysAgo?: number },
): Tie {
  const { random } = draw;
  const [low, high] = STRENGTH[at.level];
  const lastDaysAgo = at.lastDaysAgo ?? lastSpoken(random, at.level);
  return {
    colleague,
    account: at.index,
    level: at.level,
    strength: at.strength ?? Math.round(random.real(low, high) * 1000) / 1000,
    person: random.pick(account.contacts).person,
    sinceDaysAgo: lastDaysAgo + random.real(60, HISTORY_DAYS - lastDaysAgo),
    lastDaysAgo,
  };
}

function drawLevel(random: Random, chances: Chances): TieLevel | 'none' {
  return LEVELS[random.weighted(LEVELS.map((level) => chances[level] ?? 0))] ?? 'none';
}

/** Who deals with this account, and how much chance there is that they know the customer. */
function candidates(draw: TieDraw, account: AccountPlan): readonly (readonly [Colleague, Chances])[] {
  const { random, company, nature } = draw;
  const team = company.team(account.division, nature.area);
  const list: (readonly [Colleague, Chances])[] = [[account.owner, account.owner.isActive ? OWNER : FORMER]];
  if (account.owner.post === 'administrator') list.pop();
  for (const member of account.team) list.push([member, member.post === 'agent' ? AGENT : COLLEAGUE]);
  const extra = random.weighted([55, 33, 12]);
  for (let count = 0; count < extra; count++)
    list.push([random.pick(random.chance(0.2) ? [team.manager] : team.reps), COLLEAGUE]);
  if (random.chance(0.2)) list.push([random.pick(company.agents), AGENT]);
  if (team.formerReps.length > 0 && random.chance(0.15)) list.push([random.pick(team.formerReps), FORMER]);
  return list;
}

/** Draws who really knows a customer. Nobody knows it twice; who has left knows it as history only. */
export function drawTies(draw: TieDraw, accounts: readonly AccountPlan[]): readonly Tie[] {
  const ties = new Map<string, Tie>();
  for (const [index, account] of accounts.entries()) {
    if (account.isDuplicate) continue;
    for (const [colleague, chances] of candidates(draw, account)) {
      const drawn = drawLevel(draw.random, chances);
      const level = drawn !== 'none' && !colleague.isActive ? 'past' : drawn;
      if (level === 'none' || ties.has(colleague.id)) continue;
      ties.set(colleague.id, makeTie(draw, colleague, account, { index, level }));
    }
  }
  return [...ties.values()];
}

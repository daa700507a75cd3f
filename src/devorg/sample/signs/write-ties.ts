import { servicesOf } from '../divisions.ts';
import type { AccountPlan, Tie, TieLevel } from '../plan/customer.ts';
import { DAY_MS, workingMoment } from '../time.ts';
import { type Happening, writeCall, writeMail, writeMeeting } from './activities.ts';
import { accountAt, type Page } from './page.ts';

interface Rhythm {
  /** How many times they were in touch: a fixed part and one that grows with the strength. */
  readonly times: readonly [number, number];
  /** Mean days between the last time and an earlier one. */
  readonly spread: number;
}

/** Weak ties are not only rarer but older: what the signs of each level look like. */
const RHYTHM: Readonly<Record<TieLevel, Rhythm>> = {
  strong: { times: [6, 9], spread: 70 },
  good: { times: [3, 6], spread: 110 },
  some: { times: [1, 3], spread: 150 },
  past: { times: [2, 5], spread: 90 },
};

/** The rows a colleague files things under: the division's own, or its double. */
function rowFor(page: Page, tie: Tie): AccountPlan {
  const account = accountAt(page, tie.account);
  const double = page.customer.accounts.find((other) => other.isDuplicate && other.division === account.division);
  return double !== undefined && page.random.chance(0.3) ? double : account;
}

function happeningOf(page: Page, tie: Tie, daysAgo: number): Happening {
  const { random, office, customer } = page;
  const account = rowFor(page, tie);
  const known = account.contacts.findIndex((contact) => contact.person === tie.person);
  const contact = known >= 0 && random.chance(0.75) ? known : random.between(0, account.contacts.length - 1);
  const deal = customer.deals.find((one) => one.owner === tie.colleague && customer.accounts[one.account] === account);
  return {
    colleague: tie.colleague,
    account,
    contact,
    atMs: workingMoment(random, office.nowMs, daysAgo),
    subject: random.pick(random.pick(servicesOf(tie.colleague.division ?? account.division)).words),
    dealId: deal !== undefined && random.chance(0.3) ? deal.id : undefined,
  };
}

/** One time they were in touch: a meeting, a call, or a mail and its answer. */
function writeTouch(page: Page, tie: Tie, daysAgo: number): void {
  const { random, office } = page;
  const happening = happeningOf(page, tie, daysAgo);
  const kind = random.weighted([18, 34, 48]);
  if (kind === 0) writeMeeting(page, { ...happening, subject: `Meeting: ${happening.subject}` });
  if (kind === 1) writeCall(page, happening, { isIncoming: random.chance(0.45), isMissed: false });
  if (kind !== 2) return;
  const theyBegan = random.chance(0.4);
  const answerMs = Math.min(happening.atMs + random.real(0.02, 1.5) * DAY_MS, office.nowMs - 60_000);
  writeMail(page, happening, { isIncoming: theyBegan, alsoTo: [] });
  writeMail(
    page,
    { ...happening, atMs: answerMs - (answerMs % 1000), subject: `Re: ${happening.subject}` },
    { isIncoming: !theyBegan, alsoTo: [] },
  );
}

/** Writes the signs of one tie: as many as its strength says, most of them recent, some of them never logged. */
export function writeTie(page: Page, tie: Tie): void {
  const { random, office } = page;
  const { times, spread } = RHYTHM[tie.level];
  const count = Math.round(times[0] + times[1] * tie.strength);
  for (let at = 0; at < count; at++) {
    const daysAgo = at === 0 ? tie.lastDaysAgo : tie.lastDaysAgo + random.exponential(spread);
    if (at > 0 && random.chance(0.2 * office.noise)) continue;
    writeTouch(page, tie, Math.min(daysAgo, tie.sinceDaysAgo));
  }
}

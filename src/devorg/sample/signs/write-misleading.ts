import type { Colleague } from '../company/company.ts';
import type { AccountPlan } from '../plan/customer.ts';
import { DAY_MS, HISTORY_DAYS, HOUR_MS, workingMoment } from '../time.ts';
import { type Happening, writeCall, writeListMail, writeMail, writeMeeting, writeOpenTask } from './activities.ts';
import type { Page } from './page.ts';

function oneWay(
  page: Page,
  account: AccountPlan,
  colleague: Colleague,
  at: { daysAgo: number; subject: string },
): Happening {
  const { random, office } = page;
  return {
    colleague,
    account,
    contact: random.between(0, account.contacts.length - 1),
    atMs: workingMoment(random, office.nowMs, at.daysAgo),
    subject: at.subject,
  };
}

/** Somebody who writes and rings again and again and is never answered: contact that makes no acquaintance. */
function writePestering(page: Page, account: AccountPlan): void {
  const { random, office, customer } = page;
  const { reps } = office.company.team(account.division, customer.area);
  const knowers = new Set(customer.ties.map((tie) => tie.colleague));
  const strangers = reps.filter((rep) => !knowers.has(rep));
  if (strangers.length === 0) return;
  const stranger = random.pick(strangers);
  const count = random.between(3, 8);
  for (let at = 0; at < count; at++) {
    const happening = oneWay(page, account, stranger, {
      daysAgo: random.exponential(120) % HISTORY_DAYS,
      subject: 'Our offer',
    });
    if (random.chance(0.25)) writeCall(page, happening, { isIncoming: false, isMissed: true });
    else writeMail(page, happening, { isIncoming: false, alsoTo: [] });
  }
}

/** News that go to everybody: through the CRM's mass mail, or a mail with many readers. */
function writeNews(page: Page, account: AccountPlan): void {
  const { random, office } = page;
  const count = random.weighted([46, 30, 16, 8]);
  for (let at = 0; at < count; at++) {
    const sender = random.chance(0.7) ? random.pick(office.company.marketers) : account.owner;
    const happening = oneWay(page, account, sender, {
      daysAgo: random.exponential(200) % HISTORY_DAYS,
      subject: 'News from Nordwerk',
    });
    if (office.recentMail.length < 12 || random.chance(0.7)) writeListMail(page, happening);
    else writeMail(page, happening, { isIncoming: false, alsoTo: office.recentMail.slice(0, random.between(11, 45)) });
  }
}

/** What lies ahead: tomorrow's visits and tasks to do. */
function writePlans(page: Page, account: AccountPlan): void {
  const { random, office } = page;
  if (!account.owner.isActive) return;
  const inDays = (days: number) => Math.floor(office.nowMs / DAY_MS + days) * DAY_MS + random.between(8, 16) * HOUR_MS;
  const happening = oneWay(page, account, account.owner, { daysAgo: 1, subject: 'Visit' });
  if (random.chance(0.05)) writeMeeting(page, { ...happening, atMs: inDays(random.between(1, 7)) });
  if (random.chance(0.1))
    writeOpenTask(page, { ...happening, subject: 'Call back', atMs: inDays(random.between(1, 20)) });
}

/** Writes what looks like acquaintance and is none, and what has not happened yet. */
export function writeMisleading(page: Page): void {
  for (const account of page.customer.accounts) {
    if (page.random.chance(0.06 + 0.25 * page.office.noise)) writePestering(page, account);
    writeNews(page, account);
    writePlans(page, account);
  }
}

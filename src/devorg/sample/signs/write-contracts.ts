import type { DealPlan } from '../plan/customer.ts';
import { type Random, randomFor } from '../random.ts';
import { audit, dateOf, DAY_MS } from '../time.ts';
import { accountAt, type Page } from './page.ts';

/** How long people sign for, in months. */
const TERMS = [12, 12, 24, 36];

/** The deal that each division won last. */
function lastWon(deals: readonly DealPlan[]): readonly DealPlan[] {
  const won = deals.filter(({ stage }) => stage === 'Closed Won');
  const byNewest = won.toSorted((one, other) => one.closeDaysAgo - other.closeDaysAgo);
  return [...new Map(byNewest.toReversed().map((deal) => [deal.owner.division, deal])).values()];
}

/** Writes down the contract behind the last deal that each division won, where somebody kept it. */
export function writeContracts(page: Page, seed: number): void {
  const { office, customer } = page;
  // Chance of its own: what else is known of the customer is the same with contracts and without.
  const random = randomFor(seed, 'contracts', customer.id);
  for (const deal of lastWon(customer.deals)) {
    if (random.chance(0.4 + 0.4 * office.noise)) continue;
    writeContract(page, deal, random);
  }
}

function writeContract(page: Page, deal: DealPlan, random: Random): void {
  const { office } = page;
  const startMs = office.nowMs - deal.closeDaysAgo * DAY_MS;
  const months = random.pick(TERMS);
  const start = new Date(startMs);
  const end = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months, start.getUTCDate() - 1);
  office.records.add('Contract', {
    AccountId: accountAt(page, deal.account).id,
    ContractNumber: office.nextContractNumber(),
    StartDate: dateOf(startMs),
    ContractTerm: months,
    EndDate: dateOf(end),
    Status: 'Activated',
    StatusCode: 'Activated',
    OwnerId: deal.owner.id,
    ...audit(startMs, deal.owner.id),
  });
}

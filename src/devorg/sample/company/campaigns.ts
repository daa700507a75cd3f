import { SERVICES } from '../divisions.ts';
import { randomFor } from '../random.ts';
import { audit, dateOf, DAY_MS, HISTORY_DAYS } from '../time.ts';
import type { Company, Records } from './company.ts';

export interface SellerCampaign {
  readonly id: string;
  /** What it was about. */
  readonly family: string;
  readonly ownerId: string;
  readonly startMs: number;
}

const KINDS: readonly (readonly [type: string, name: string])[] = [
  ['Email', 'Newsletter'],
  ['Trade Show', 'Trade fair'],
  ['Webinar', 'Webinar'],
  ['Direct Mail', 'Brochure'],
];

/** Writes campaigns, from six in a small org to sixty in a large one, spread over two years. */
export function writeCampaigns(
  records: Records,
  company: Company,
  seed: number,
  nowMs: number,
): readonly SellerCampaign[] {
  const random = randomFor(seed, 'campaigns');
  const count = Math.min(60, 6 + Math.floor(company.colleagues.length / 20));
  return Array.from({ length: count }, (_, index) => {
    const service = random.pick(SERVICES);
    const owner = random.pick(company.marketers);
    const startMs = nowMs - ((index + 0.5) / count) * HISTORY_DAYS * DAY_MS;
    const [type, name] = random.pick(KINDS);
    const id = records.id('Campaign');
    records.add('Campaign', {
      Id: id,
      Name: `${name}: ${service.family} ${dateOf(startMs).slice(0, 7)}`,
      Type: type,
      Status: index === 0 ? 'In Progress' : 'Completed',
      IsActive: index === 0,
      StartDate: dateOf(startMs),
      EndDate: dateOf(Math.min(startMs + 30 * DAY_MS, nowMs)),
      BudgetedCost: random.between(2, 30) * 1000,
      OwnerId: owner.id,
      ...audit(startMs - 20 * DAY_MS, owner.id),
    });
    return { id, family: service.family, ownerId: owner.id, startMs };
  });
}

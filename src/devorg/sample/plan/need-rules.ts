import { SERVICES } from '../divisions.ts';
import type { Random } from '../random.ts';

/** A planted rule: customers of this kind need that, this often. All conditions given must hold. */
export interface NeedRule {
  readonly id: string;
  readonly need: string;
  readonly probability: number;
  readonly industries?: readonly string[];
  readonly countries?: readonly string[];
  /** Euros a year. */
  readonly minTurnover?: number;
  readonly minEmployees?: number;
  /** Holds only for customers that need this as well. */
  readonly given?: string;
}

/** What everybody needs by chance, whatever kind they are. */
export const BASE_PROBABILITY = 0.08;
/** The same for all, in a company whose customers have no structure. */
const FLAT_PROBABILITY = 0.18;

export const NEED_RULES: readonly NeedRule[] = [
  {
    id: 'logistics-guards',
    need: 'Guarding',
    probability: 0.75,
    industries: ['Transportation', 'Shipping'],
    minTurnover: 5_000_000,
  },
  {
    id: 'works-canteen',
    need: 'Canteen',
    probability: 0.7,
    industries: ['Machinery', 'Manufacturing', 'Engineering', 'Chemicals'],
    minEmployees: 100,
  },
  { id: 'clinics-cleaning', need: 'Cleaning', probability: 0.8, industries: ['Healthcare', 'Biotechnology'] },
  { id: 'clinics-reception', need: 'Reception', probability: 0.6, industries: ['Healthcare'], minEmployees: 60 },
  { id: 'technology-access', need: 'Access control', probability: 0.65, industries: ['Technology', 'Electronics'] },
  { id: 'food-waste', need: 'Waste', probability: 0.7, industries: ['Food & Beverage'] },
  {
    id: 'offices-meetings',
    need: 'Meeting service',
    probability: 0.6,
    industries: ['Banking', 'Insurance', 'Consulting'],
  },
  { id: 'shops-alarm', need: 'Alarm response', probability: 0.65, industries: ['Retail'], minTurnover: 3_000_000 },
  { id: 'builders-winter', need: 'Winter service', probability: 0.5, industries: ['Construction', 'Utilities'] },
  { id: 'alps-winter', need: 'Winter service', probability: 0.6, countries: ['AT', 'CH'] },
  { id: 'hotels-maintenance', need: 'Maintenance', probability: 0.65, industries: ['Hospitality', 'Recreation'] },
  { id: 'schools-cleaning', need: 'Cleaning', probability: 0.75, industries: ['Education'] },
  { id: 'plants-guards', need: 'Guarding', probability: 0.6, industries: ['Energy', 'Utilities', 'Chemicals'] },
  { id: 'media-events', need: 'Event catering', probability: 0.65, industries: ['Media', 'Recreation'] },
  { id: 'guards-access', need: 'Access control', probability: 0.5, given: 'Guarding' },
  { id: 'canteen-vending', need: 'Vending', probability: 0.6, given: 'Canteen' },
];

/** What a rule looks at. */
export interface KindOfCustomer {
  readonly industry: string;
  readonly country: string;
  readonly turnover: number;
  readonly employees: number;
}

function applies(rule: NeedRule, kind: KindOfCustomer, needs: ReadonlySet<string>): boolean {
  const isOfKind = rule.industries?.includes(kind.industry) ?? true;
  const isThere = rule.countries?.includes(kind.country) ?? true;
  return isOfKind && isThere && isLargeEnough(rule, kind) && (rule.given === undefined || needs.has(rule.given));
}

function isLargeEnough(rule: NeedRule, kind: KindOfCustomer): boolean {
  return kind.turnover >= (rule.minTurnover ?? 0) && kind.employees >= (rule.minEmployees ?? 0);
}

/** How likely a customer of this kind needs this, knowing what else it needs. */
function needProbability(family: string, kind: KindOfCustomer, needs: ReadonlySet<string>): number {
  return NEED_RULES.filter((rule) => rule.need === family && applies(rule, kind, needs)).reduce(
    (best, rule) => Math.max(best, rule.probability),
    BASE_PROBABILITY,
  );
}

/** Draws what a customer needs, in the order of the services, so that conditions on other needs can hold. */
export function drawNeeds(random: Random, kind: KindOfCustomer, hasStructure: boolean): ReadonlySet<string> {
  const needs = new Set<string>();
  for (const { family } of SERVICES) {
    if (random.chance(hasStructure ? needProbability(family, kind, needs) : FLAT_PROBABILITY)) needs.add(family);
  }
  return needs;
}

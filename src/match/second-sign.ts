import type { FeatureName } from './features.ts';
import { featureOf } from './match-model.ts';
import type { Comparison } from './scorer.ts';

/** Steps that tell one customer from most others by themselves: handed out once, or the very door. */
const SIGNS: Readonly<Partial<Record<FeatureName, readonly number[]>>> = {
  street: [1, 2],
  phone: [1, 2],
  email: [1, 2],
  domain: [1],
  people: [1, 2],
  date: [1],
  id: [1, 2],
};

/** Companies' names from here on are no longer one name in two spellings: one has words that the other lacks. */
const OTHER_WORDS = 3;

/**
 * Whether companies' names differ by whole words or in their order, and nothing but the place, the kind or the organisation
 * above agrees. "Acme" and "Acme Leasing", or the two schools of one town, look like that: however many such pairs there are, no
 * weight tells them from one customer, so a person is asked.
 */
export function lacksSecondSign({ keys, steps }: Comparison): boolean {
  const name = steps[keys.indexOf('name')] ?? 0;
  if (name < OTHER_WORDS) return false;
  return !keys.some((key, index) => SIGNS[featureOf(key)]?.includes(steps[index] ?? 0) === true);
}

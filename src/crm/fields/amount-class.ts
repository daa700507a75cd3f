import { optionalNumber, type ReadValue } from './read-value.ts';

/** Steps in which the size of an order is told, as in `Baton_Handoff__c.Amount_Class__c`. */
const STEPS: readonly (readonly [below: number, name: string])[] = [
  [10_000, 'Under 10,000'],
  [50_000, '10,000 to 50,000'],
  [250_000, '50,000 to 250,000'],
  [1_000_000, '250,000 to 1 million'],
  [Number.POSITIVE_INFINITY, 'Over 1 million'],
];

/** The step that an amount falls into, in the company's own currency; the amount itself goes no further. */
export const amountClass: ReadValue<string | undefined> = (value) => {
  const amount = optionalNumber(value);
  return amount === undefined ? undefined : STEPS.find(([below]) => amount < below)?.[1];
};

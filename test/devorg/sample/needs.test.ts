import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { serviceOf } from '../../../src/devorg/sample/divisions.ts';
import { BASE_PROBABILITY } from '../../../src/devorg/sample/plan/need-rules.ts';
import { makeSample, type SampleOrg } from './sample-org.ts';

let sample: SampleOrg;

beforeAll(async () => {
  sample = await makeSample({ accounts: 2000, seed: 5 });
});

afterAll(() => {
  sample.close();
});

/** How many of these customers want this, from 0 to 1. */
function shareWanting({ truth }: SampleOrg, customers: readonly string[], family: string): number {
  const wanting = customers.filter((customer) =>
    truth.needsOf(customer).some((need) => need.isWanted && need.family === family),
  );
  return wanting.length / customers.length;
}

/** Customers with an account of this industry. */
function ofIndustry({ truth, texts }: SampleOrg, industry: string): readonly string[] {
  const accounts = texts('SELECT "Id" FROM "Account" WHERE "Industry" = ?', industry);
  return [...new Set(accounts.map((account) => truth.customerOf(account) ?? ''))];
}

test('a planted rule shows in its kind of customer and not in others', () => {
  expect(sample.truth.needRules().find((rule) => rule.id === 'food-waste')?.probability).toBe(0.7);
  expect(shareWanting(sample, ofIndustry(sample, 'Food & Beverage'), 'Waste')).toBeGreaterThan(0.6);
  expect(shareWanting(sample, ofIndustry(sample, 'Technology'), 'Waste')).toBeLessThan(BASE_PROBABILITY * 2);
});

test('without structure all kinds need the same', async () => {
  const flat = await makeSample({ accounts: 2000, seed: 5, hasStructure: false });
  const food = shareWanting(flat, ofIndustry(flat, 'Food & Beverage'), 'Waste');
  const technology = shareWanting(flat, ofIndustry(flat, 'Technology'), 'Waste');

  expect(Math.abs(food - technology)).toBeLessThan(0.1);
  flat.close();
});

test('what is won is what the customer buys of a division that serves it', () => {
  const won = sample.rows(`
    SELECT o."AccountId" AS account, p."Family" AS family FROM "Opportunity" o
      JOIN "OpportunityLineItem" l ON l."OpportunityId" = o."Id" JOIN "Product2" p ON p."Id" = l."Product2Id"
    WHERE o."IsWon" = 1`);
  const strange = won.filter(({ account, family }) => {
    const customer = sample.truth.customerOf(String(account)) ?? '';
    const isBought = sample.truth.needsOf(customer).some((need) => need.isBought && need.family === family);
    return !isBought || !sample.truth.divisionsServing(customer).includes(serviceOf(String(family)).division);
  });

  expect(won.length).toBeGreaterThan(500);
  expect(strange).toEqual([]);
});

test('the best receivers are active people of the division that meets the need, and those who know the customer lead', () => {
  const { truth } = sample;
  const users = new Map(truth.users().map((user) => [user.userId, user]));
  const [customer = ''] = truth.customerIds();
  const receivers = truth.bestReceivers(customer, 'Guarding');

  expect(receivers).toHaveLength(3);
  for (const { userId } of receivers) {
    expect(users.get(userId)).toMatchObject({ division: 'security', isActive: true, hasBaton: true });
  }
  expect(receivers[0]?.userId).toBe(truth.whoKnows(customer).find((knower) => knower.division === 'security')?.userId);
});

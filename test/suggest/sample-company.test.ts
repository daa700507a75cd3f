import { expect, jest, test } from '@jest/globals';

import { readSampleHoldings } from '../../scripts/bench/sample-holdings.ts';
import { defaultSuggestPolicy, indexRules, learnNeeds, NeedCounts, suggestNeeds } from '../../src/suggest/index.ts';

// Two companies are made, which takes its time on a busy machine.
jest.setTimeout(120_000);

async function learnFrom(hasStructure: boolean) {
  const sample = await readSampleHoldings({ accounts: 2000, seed: 11, noise: 0.4, hasStructure });
  const counts = new NeedCounts(sample.divisionOf);
  const profiles = sample.customers.map(({ profile }) => profile);
  for (const profile of profiles) counts.add(profile);
  const learned = indexRules(learnNeeds(counts, profiles, defaultSuggestPolicy));
  const suggested = sample.customers.flatMap(({ profile, wants }) =>
    suggestNeeds(counts, learned, { ...profile, limit: 3 }, defaultSuggestPolicy).map(({ product }) =>
      wants.has(product),
    ),
  );
  return { sample, learned, suggested };
}

test('planted needs of kinds of customers are found again, and most found rules are planted ones', async () => {
  const { sample, learned, suggested } = await learnFrom(true);
  const byClass = sample.rules.filter(({ texts }) =>
    [...texts].some((text) => /^(Industry|BillingCountry) /.test(text)),
  );
  const found = byClass.filter(({ need, texts }) =>
    learned.rules.some(({ kind, product }) => product === need && kind.classes.some((text) => texts.has(text))),
  );

  expect(found.length).toBeGreaterThanOrEqual(Math.ceil(byClass.length * 0.7));
  expect(suggested.length).toBeGreaterThan(100);
  // One in sixteen products that a customer has not is wanted.
  expect(suggested.filter(Boolean).length / suggested.length).toBeGreaterThan(0.25);
});

test('a company without structure gets no suggestions', async () => {
  const { learned, suggested } = await learnFrom(false);

  expect(learned.rules).toEqual([]);
  expect(suggested).toEqual([]);
});

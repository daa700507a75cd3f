/**
 * Are the planted needs found again? Sample companies with and without structure, on several seeds and with more and
 * less noise: which planted rules are among the found, whether what is suggested is truly wanted, and whether a company
 * without structure gets anything.
 *
 *   npm run bench -- needs-sample [--accounts 4000] [--seeds 3] [--json]
 */
import { parseArgs } from 'node:util';

import { defaultSuggestPolicy, indexRules, learnNeeds, NeedCounts, suggestNeeds } from '../../src/suggest/index.ts';
import { readSampleHoldings, type SampleHoldings, type SampleTraits } from './sample-holdings.ts';

const { values: options } = parseArgs({
  options: {
    accounts: { type: 'string', default: '4000' },
    seeds: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
  },
});

interface Row extends SampleTraits {
  readonly customers: number;
  readonly rules: number;
  readonly kindWeight: number;
  /** Planted rules whose kind or a part of it was found to need what was planted. */
  readonly found: number;
  readonly planted: number;
  readonly missed: readonly string[];
  /** Suggestions made, and the share of them that the customer truly wants and has not bought. */
  readonly suggestions: number;
  readonly wanted: number;
  /** The share that would be wanted if needs were named at random. */
  readonly byChance: number;
}

function measure(sample: SampleHoldings, traits: SampleTraits): Row {
  const counts = new NeedCounts(sample.divisionOf);
  const profiles = sample.customers.map(({ profile }) => profile);
  for (const profile of profiles) counts.add(profile);
  const learned = indexRules(learnNeeds(counts, profiles, defaultSuggestPolicy));
  let suggestions = 0;
  let wanted = 0;
  let open = 0;
  let openWanted = 0;
  for (const { profile, wants } of sample.customers) {
    const needs = suggestNeeds(counts, learned, { ...profile, limit: 3 }, defaultSuggestPolicy);
    suggestions += needs.length;
    wanted += needs.filter(({ product }) => wants.has(product)).length;
    const unmet = counts.products.filter((product) => !profile.products.includes(product));
    open += unmet.length;
    openWanted += unmet.filter((product) => wants.has(product)).length;
  }
  const missed = sample.rules.filter(
    ({ need, texts }) =>
      !learned.rules.some(
        ({ kind, product }) =>
          product === need &&
          (kind.classes.some((text) => texts.has(text)) || (kind.held !== undefined && texts.has(kind.held.name))),
      ),
  );
  return {
    ...traits,
    customers: profiles.length,
    rules: learned.rules.length,
    kindWeight: learned.kindWeight,
    found: sample.rules.length - missed.length,
    planted: sample.rules.length,
    missed: missed.map(({ id }) => id),
    suggestions,
    wanted: suggestions === 0 ? 0 : wanted / suggestions,
    byChance: openWanted / open,
  };
}

const rows: Row[] = [];
for (const hasStructure of [true, false]) {
  for (const noise of [0.1, 0.4, 0.8]) {
    for (let seed = 1; seed <= Number(options.seeds); seed++) {
      const traits = { accounts: Number(options.accounts), seed, noise, hasStructure };
      const row = measure(await readSampleHoldings(traits), traits);
      rows.push(row);
      if (options.json) continue;
      const { found, planted, rules, suggestions, wanted, byChance, missed } = row;
      console.log(
        `${hasStructure ? 'structure' : 'none     '}  noise ${String(noise)}  seed ${String(seed)}  rules ${String(rules).padStart(3)}  ` +
          `planted found ${String(found)}/${String(planted)}  suggestions ${String(suggestions).padStart(5)}  ` +
          `wanted ${(100 * wanted).toFixed(0)} % (chance ${(100 * byChance).toFixed(0)} %)  ${hasStructure ? missed.join(' ') : ''}`,
      );
    }
  }
}
if (options.json) console.log(JSON.stringify({ rows }));

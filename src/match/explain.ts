import type { FeatureName } from './features.ts';
import { featureOf } from './match-model.ts';
import type { PreparedRecord } from './prepared-record.ts';
import type { Comparison, Scorer } from './scorer.ts';

/** The words for each step of each feature, in the order of `PRIOR_FEATURES`; `%` stands for the column. */
const WORDS: Readonly<Record<FeatureName, readonly string[]>> = {
  name: [
    'same name',
    'name differs in spelling',
    'one name contains the other',
    'one name is the initials of the other',
    'names share most words, each has words of its own',
    'names share a word',
    'different names',
  ],
  given: [
    'same given name',
    'given name in its short form',
    'given name differs in spelling',
    'given name is an initial',
    'given names are alike',
    'different given names',
  ],
  family: ['same family name', 'family name differs in spelling', 'family names are alike', 'different family names'],
  organisation: ['same organisation', 'similar organisation', 'different organisations'],
  street: [
    'same street and number',
    'similar street, same number',
    'same street, number missing on one',
    'same street, other number',
    'same house number, other street',
    'different street',
  ],
  locality: ['same place', 'place differs in spelling', 'city and postcode disagree', 'different place'],
  area: ['same place', 'place differs in spelling', 'city and postcode disagree', 'different place'],
  phone: ['same phone', 'phone differs in one digit', 'different phone'],
  email: ['same mail address', 'mail address differs in spelling', 'same mailbox name', 'different mail address'],
  domain: ['same web domain', 'different web domain'],
  people: ['same person named', 'similar person named', 'different person named'],
  date: ['same %', '% differs in one part', '%: same year', 'different %'],
  id: ['same %', '% differs in one sign', 'different %'],
  text: ['same %', 'similar %', 'different %'],
};

/** What speaks for and against, strongest first, in words a person can check. */
export function explain(comparison: Comparison, a: PreparedRecord, b: PreparedRecord, scorer: Scorer): string[] {
  const found = comparison.keys.map((key, index) => {
    const step = comparison.steps[index] ?? 0;
    const weight = Math.abs(scorer.weigh(key, step, comparison.bits[index] ?? 0));
    return { text: phrase(key, step, a, b, scorer), weight };
  });
  found.sort((x, y) => y.weight - x.weight);
  return found.map(({ text }) => text);
}

function phrase(key: string, step: number, a: PreparedRecord, b: PreparedRecord, scorer: Scorer): string {
  const feature = featureOf(key);
  if (feature === 'name' && a.core === b.core) return equalName(a, b, scorer);
  const words = WORDS[feature][step - 1] ?? feature;
  return words.replace('%', key.slice(key.indexOf(':') + 1));
}

function equalName(a: PreparedRecord, b: PreparedRecord, scorer: Scorer): string {
  if (a.legalForm !== b.legalForm) return 'name differs in legal form';
  const text = (record: PreparedRecord): string => record.name.map((word) => scorer.text(word)).join(' ');
  return text(a) === text(b) ? 'same name' : 'same name in another order or spacing';
}

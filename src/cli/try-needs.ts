import { Command, InvalidArgumentError } from 'commander';

import {
  type Contrast,
  contrastOf,
  contrastSentence,
  defaultSuggestPolicy,
  indexRules,
  type LearnedNeeds,
  learnNeeds,
  NeedCounts,
  type NeedSuggestion,
  suggestNeeds,
} from '../suggest/index.ts';
import { type Holdings, readHoldings } from './read-holdings.ts';

interface Options {
  readonly customers: string;
  readonly holdings: string;
  readonly top: number;
  readonly min: number;
  readonly json?: true;
}

/** Customers on whom it is tried whether their kind helps. */
const SAMPLE = 10_000;
/** Rules that are told in words, so that the answers are not far down. */
const MOST_RULES = 20;

/** `baton try needs`: what each customer may need, from an export of who has what, before anything is connected. */
export function tryNeedsCommand(): Command {
  return new Command('needs')
    .description('what each customer may need, and why, from CSV exports of customers and of what they have')
    .requiredOption(
      '--customers <file>',
      'CSV with the column customer; all others are classes (industry, turnover, …)',
    )
    .requiredOption('--holdings <file>', 'CSV with the columns customer, product')
    .option('--top <k>', 'most needs for each customer', toCount, defaultSuggestPolicy.suggestionsPerAccount)
    .option(
      '--min <n>',
      'fewest customers behind every count that is shown',
      toCount,
      defaultSuggestPolicy.minimumGroup,
    )
    .option('--json', 'one line of JSON for each customer')
    .action(async (options: Options) => {
      const holdings = await readHoldings(options.customers, options.holdings, options.min);
      const trial = tryNeeds(holdings, options);
      if (options.json === true) for (const { id, needs } of trial.answers()) write(toJson(id, needs));
      else printSummary(holdings, trial, options.min);
    });
}

interface Answer {
  readonly id: string;
  readonly needs: readonly NeedSuggestion[];
}

export interface NeedsTrial {
  readonly learned: LearnedNeeds;
  /** What was learned, as sentences, what most of the kind have first. */
  readonly rules: () => readonly string[];
  readonly answers: () => Generator<Answer>;
}

/** Learns from holdings and says what each customer may need. */
export function tryNeeds(
  { customers }: Pick<Holdings, 'customers'>,
  { top, min }: Pick<Options, 'top' | 'min'>,
): NeedsTrial {
  const policy = { ...defaultSuggestPolicy, minimumGroup: min };
  const counts = new NeedCounts();
  const profiles = [...customers.values()];
  for (const profile of profiles) counts.add(profile);
  const step = Math.ceil(profiles.length / SAMPLE);
  const sample = profiles.filter((_, index) => index % step === 0);
  const learned = indexRules(learnNeeds(counts, sample, policy));
  return {
    learned,
    rules: () => inWords(learned, counts, min),
    *answers() {
      for (const [id, profile] of customers) {
        yield { id, needs: suggestNeeds(counts, learned, { ...profile, limit: top, alsoUsual: true }, policy) };
      }
    },
  };
}

function inWords({ rules, threshold }: LearnedNeeds, counts: NeedCounts, minimum: number): string[] {
  const share = ({ group, groupHolders }: Contrast): number => groupHolders / group;
  return rules
    .flatMap(({ kind, product }) => contrastOf(counts, kind, product, minimum, threshold) ?? [])
    .toSorted((one, other) => share(other) - share(one))
    .map((contrast) => contrastSentence(contrast, minimum));
}

function toJson(id: string, needs: readonly NeedSuggestion[]): string {
  return JSON.stringify({
    id,
    needs: needs.map(({ product, score, reasons }) => ({
      product,
      score: Number(score.toPrecision(6)),
      reason: reasons.join(' '),
    })),
  });
}

function printSummary(
  { customers, columns, strangers }: Holdings,
  { learned, rules, answers }: NeedsTrial,
  minimum: number,
): void {
  write(`${String(customers.size)} customers; their kinds: ${columns.map(({ name }) => name).join(', ') || 'none'}.`);
  if (strangers > 0) write(`Of them, ${String(strangers)} in the holdings only.`);
  if (learned.rules.length === 0) {
    write(whyNothing(customers.size, minimum));
    return;
  }
  const found = learned.rules.length === 1 ? '1 rule' : `${String(learned.rules.length)} rules`;
  write(`${found} found among ${String(learned.tests)} looked at:`);
  const sentences = rules();
  for (const sentence of sentences.slice(0, MOST_RULES)) write(`  ${sentence}`);
  if (sentences.length > MOST_RULES) write(`  … and ${String(sentences.length - MOST_RULES)} more`);
  write('');
  for (const { id, needs } of answers()) {
    write(id);
    for (const { product, reasons } of needs) write(`  ${product}: ${reasons.join(' ')}`);
    if (needs.length === 0) write('  nothing to suggest');
  }
}

function whyNothing(customers: number, minimum: number): string {
  return customers < minimum
    ? `That is too few: nothing is said with fewer than ${String(minimum)} customers behind it.`
    : 'Nothing goes together more than by chance, so nothing is suggested.';
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}

function toCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('It should be a whole number from 1.');
  return count;
}

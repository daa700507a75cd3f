import type { ClassFact, Contrast, Evidence } from '../../suggest/index.ts';

/** Signs of one kind, told together. */
interface SignFact {
  readonly fact: 'case' | 'campaign' | 'deal';
  /** `YYYY-MM` of the last one. */
  readonly month: string;
}

interface KindFact {
  readonly fact: 'kind';
  readonly customers: number;
  readonly have: number;
  readonly is: readonly ClassFact[];
  /** The division whose customers these are, by name. */
  readonly of?: string;
  /** How many of the others have it: in hundredths, one in so many, or fewer than told of so many. */
  readonly others:
    | { readonly oneIn: number }
    | { readonly inHundred: number }
    | { readonly fewerThan: number; readonly customers: number };
}

const FACTS: Readonly<Record<Evidence['kind'], SignFact['fact'] | undefined>> = {
  case: 'case',
  campaign: 'campaign',
  // Whether a deal was lost is for those to know who may open it.
  lostDeal: 'deal',
  contractEnd: undefined,
};

/** The text of `Baton_Suggestion__c.Reasons__c`: facts as JSON, which the panels turn into sentences. */
export function writeReasons(
  signs: readonly Evidence[],
  contrast: Contrast | undefined,
  classFacts: ReadonlyMap<string, ClassFact>,
  divisionNames: ReadonlyMap<string, string>,
  minimum: number,
): string {
  const facts: (SignFact | KindFact)[] = [];
  for (const [kind, some] of Map.groupBy(signs, (sign) => sign.kind)) {
    const fact = FACTS[kind];
    if (fact === undefined) continue;
    const lastMs = Math.max(...some.map(({ atMs }) => atMs));
    facts.push({ fact, month: new Date(lastMs).toISOString().slice(0, 7) });
  }
  if (contrast !== undefined) facts.push(kindFact(contrast, classFacts, divisionNames, minimum));
  return JSON.stringify(facts);
}

function kindFact(
  contrast: Contrast,
  classFacts: ReadonlyMap<string, ClassFact>,
  divisionNames: ReadonlyMap<string, string>,
  minimum: number,
): KindFact {
  const { kind, group, groupHolders } = contrast;
  const of = kind.held === undefined ? undefined : divisionNames.get(kind.held.name);
  return {
    fact: 'kind',
    customers: group,
    have: groupHolders,
    is: kind.classes.flatMap((text) => classFacts.get(text) ?? []),
    ...(of !== undefined && { of }),
    others: othersOf(contrast, minimum),
  };
}

function othersOf(
  { population, populationHolders, group, groupHolders }: Contrast,
  minimum: number,
): KindFact['others'] {
  const customers = population - group;
  const holders = populationHolders - groupHolders;
  if (holders < minimum) return { fewerThan: minimum, customers };
  const rate = holders / customers;
  return rate < 1 / 7 ? { oneIn: Math.round(1 / rate) } : { inHundred: Math.round(100 * rate) };
}

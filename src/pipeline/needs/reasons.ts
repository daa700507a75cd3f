import type { ClassFact, Contrast, Evidence } from '../../suggest/index.ts';

/** Signs of one kind, told together. */
interface SignFact {
  readonly fact: 'case' | 'campaign' | 'deal' | 'contract';
  /** `YYYY-MM` of the last one; of a contract, when it ends. */
  readonly month: string;
  /** The division whose contract it is, by name. */
  readonly of?: string;
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

const FACTS: Readonly<Record<Evidence['kind'], SignFact['fact']>> = {
  case: 'case',
  campaign: 'campaign',
  // Whether a deal was lost is for those to know who may open it.
  lostDeal: 'deal',
  contractEnd: 'contract',
};

/** Why a need is suggested on an account. */
export interface Why {
  readonly signs: readonly Evidence[];
  readonly contrast: Contrast | undefined;
  /** The name of the division that looks after the account, where there is one. */
  readonly ownDivision: string | undefined;
}

/**
 * The text of `Baton_Suggestion__c.Reasons__c`: facts as JSON, which the panels turn into sentences. What names the need
 * comes first; a contract that ends says when to speak of it, and comes last.
 */
export function writeReasons(
  { signs, contrast, ownDivision }: Why,
  classFacts: ReadonlyMap<string, ClassFact>,
  divisionNames: ReadonlyMap<string, string>,
  minimum: number,
): string {
  const told = signFacts(signs, ownDivision);
  const facts: (SignFact | KindFact)[] = told.filter(({ fact }) => fact !== 'contract');
  if (contrast !== undefined) facts.push(kindFact(contrast, classFacts, divisionNames, minimum));
  return JSON.stringify([...facts, ...told.filter(({ fact }) => fact === 'contract')]);
}

function signFacts(signs: readonly Evidence[], ownDivision: string | undefined): SignFact[] {
  return [...Map.groupBy(signs, (sign) => sign.kind)].map(([kind, some]) => {
    const fact = FACTS[kind];
    const month = new Date(Math.max(...some.map(({ atMs }) => atMs))).toISOString().slice(0, 7);
    return fact === 'contract' && ownDivision !== undefined ? { fact, month, of: ownDivision } : { fact, month };
  });
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

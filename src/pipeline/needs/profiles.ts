import type { NeedProfileRow } from '../../store/tables/need-counts.ts';
import type { NeedAccountRow, NeedDealRow } from '../../store/tables/need-facts.ts';
import type { ClassColumn, ClassFact, CustomerProfile } from '../../suggest/index.ts';
import { classFactOf, classOf } from '../../suggest/index.ts';
import { type NeedCatalogue, needsOfDeal } from './catalogue.ts';

type Traits = Pick<NeedProfileRow, 'industry' | 'country' | 'turnover' | 'employees'>;

/** When the customer first bought what it has, by need. */
export function boughtAt(catalogue: NeedCatalogue, deals: readonly NeedDealRow[]): Map<string, number> {
  const bought = new Map<string, number>();
  for (const deal of deals) {
    if (!deal.isWon) continue;
    for (const need of needsOfDeal(catalogue, deal))
      bought.set(need, Math.min(deal.atMs, bought.get(need) ?? deal.atMs));
  }
  return bought;
}

/** What all account rows of a customer tell together; of each trait what the first row says that says anything. */
export function toProfileRow(
  customerId: string,
  accounts: readonly NeedAccountRow[],
  needs: Iterable<string>,
): NeedProfileRow {
  const first = <Key extends keyof Traits>(key: Key): Traits[Key] | null =>
    accounts.map((account) => account[key]).find((value) => value !== null) ?? null;
  return {
    customerId,
    industry: first('industry'),
    country: first('country'),
    turnover: first('turnover'),
    employees: first('employees'),
    needs: [...needs].sort(),
  };
}

function valueOf(traits: Traits, column: string): string {
  return String(traits[column as keyof Traits] ?? '');
}

export function toProfile(
  columns: readonly ClassColumn[],
  row: Traits & { readonly needs: readonly string[] },
): CustomerProfile {
  return {
    classes: columns.flatMap((column) => classOf(column, valueOf(row, column.name)) ?? []),
    products: row.needs,
  };
}

/** The classes of one account, with the facts that a panel makes words of. */
export function classFacts(columns: readonly ClassColumn[], traits: Traits): ReadonlyMap<string, ClassFact> {
  return new Map(
    columns.flatMap((column) => {
      const value = valueOf(traits, column.name);
      const text = classOf(column, value);
      const fact = classFactOf(column, value);
      return text === undefined || fact === undefined ? [] : [[text, fact] as const];
    }),
  );
}

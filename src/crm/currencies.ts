import { CrmError } from './crm-errors.ts';
import type { RawRow } from './fields/index.ts';
import { queryRows } from './query-rows.ts';
import type { Rest } from './rest.ts';
import { soql } from './soql.ts';

/** Stands beside amounts in orgs with several currencies. */
export const CURRENCY = 'CurrencyIsoCode';

/** What one unit of the company's own currency is worth in each; empty where the org has one currency. */
export type Rates = ReadonlyMap<string, number>;

export const ONE_CURRENCY: Rates = new Map();
const LOOK_AGAIN_MS = 86_400_000;

/** Reads the rates of the org once a day: one call. Where they may not be read, amounts stay as they are. */
export function ratesOf(rest: Rest): () => Promise<Rates> {
  let known: { readonly at: number; readonly rates: Promise<Rates> } | undefined;
  return () => {
    if (known === undefined || Date.now() - known.at >= LOOK_AGAIN_MS) {
      const fresh = { at: Date.now(), rates: readRates(rest) };
      known = fresh;
      // What failed is no knowledge; the next question asks again.
      fresh.rates.catch(() => {
        if (known === fresh) known = undefined;
      });
    }
    return known.rates;
  };
}

async function readRates(rest: Rest): Promise<Rates> {
  try {
    const rows = await queryRows(rest, soql`SELECT IsoCode, ConversionRate FROM CurrencyType`);
    const pairs = rows.map(({ IsoCode, ConversionRate }) => [String(IsoCode), Number(ConversionRate)] as const);
    return new Map(pairs.filter(([, rate]) => rate > 0));
  } catch (error) {
    if (error instanceof CrmError && error.code === 'CRM_MISSING_ACCESS') return ONE_CURRENCY;
    throw error;
  }
}

/** The row with these amounts in the company's own currency; one in a currency without a rate is left out. */
export function inOwnCurrency(row: RawRow, amounts: readonly string[], rates: Rates): RawRow {
  const code = row[CURRENCY];
  const rate = typeof code === 'string' && code !== '' ? rates.get(code) : 1;
  if (rate === 1) return row;
  return { ...row, ...Object.fromEntries(amounts.map((name) => [name, divided(row[name], rate)])) };
}

function divided(value: unknown, rate: number | undefined): unknown {
  if (rate === undefined || value === undefined || value === null || value === '') return null;
  const amount = Number(value);
  return Number.isNaN(amount) ? value : amount / rate;
}

/**
 * Takes the sentences of a run apart and asks a database that holds the raw files, nothing else, whether each number in
 * them is so. It knows the texts a person sees and shares no code with what wrote them.
 */
import { DatabaseSync } from 'node:sqlite';

/** A sentence, and whose it is. */
export interface Claim {
  readonly customer: string;
  readonly product: string;
  readonly sentence: string;
}

/** Raw rows as a file gives them. */
export interface RawTables {
  readonly header: readonly string[];
  readonly customers: readonly (readonly string[])[];
  readonly holdings: readonly (readonly [string, string])[];
}

const CONTRAST =
  /^Of (?<group>\d+) customers(?: with (?<classes>.+?))?(?: that have (?<held>.+?))?, (?<holders>\d+) (?:also )?have (?<product>.+?); of the others, (?<rest>.+)\.$/;
const USUAL = /^Of all (\d+) customers, (\d+) have (.+)\.$/;
const BAND = /^(?:over (\S+(?: M| bn)?))? ?(?:up to (\S+(?: M| bn)?))?$/;

interface ContrastTexts {
  readonly group: string;
  readonly classes: string | undefined;
  readonly held: string | undefined;
  readonly holders: string;
  readonly product: string;
  readonly rest: string;
}

function readContrast(sentence: string): ContrastTexts | undefined {
  return CONTRAST.exec(sentence)?.groups as unknown as ContrastTexts | undefined;
}

/** Answers what is wrong with a sentence; nothing, where it is true. */
export class SentenceCheck {
  readonly #database = new DatabaseSync(':memory:');
  readonly #columns: readonly string[];
  readonly #ids: ReadonlySet<string>;
  readonly #known = new Map<string, string | undefined>();
  readonly #minimum: number;

  constructor(tables: RawTables, minimum: number) {
    this.#columns = tables.header.slice(1);
    this.#minimum = minimum;
    this.#ids = new Set(tables.customers.map(([id = '']) => id));
    const fields = tables.header.map((_, index) => `c${String(index)} TEXT`).join(', ');
    this.#database.exec(`CREATE TABLE customer (${fields}); CREATE TABLE holding (customer TEXT, product TEXT);`);
    this.#insert('customer', tables.customers);
    this.#insert('holding', tables.holdings);
    this.#database.exec('CREATE INDEX holding_both ON holding (product, customer)');
  }

  #insert(table: string, rows: readonly (readonly string[])[]): void {
    const places = (rows[0] ?? []).map(() => '?').join(',');
    const insert = this.#database.prepare(`INSERT INTO ${table} VALUES (${places})`);
    this.#database.exec('BEGIN');
    for (const row of rows) insert.run(...row);
    this.#database.exec('COMMIT');
  }

  problemOf({ customer, product, sentence }: Claim): string | undefined {
    const named = sentence
      .split(/[\s,.;]+/)
      .find((word) => this.#ids.has(word) && word !== customer && !/^\d+$/.test(word));
    if (named !== undefined) return `names the customer ${named}`;
    if (!this.#known.has(sentence)) this.#known.set(sentence, this.#check(sentence));
    const problem = this.#known.get(sentence);
    return problem ?? this.#fits(customer, product, sentence);
  }

  /** The sentence must be about this product, and about a kind this customer is of. */
  #fits(customer: string, product: string, sentence: string): string | undefined {
    const usual = USUAL.exec(sentence);
    if (usual !== null) return usual[3] === product ? undefined : `is not about ${product}`;
    const { classes, held, product: about } = readContrast(sentence) ?? {};
    if (about !== product) return `is not about ${product}`;
    const where = this.#condition(classes, held);
    const count = this.#count(`${where.sql} AND c0 = ?`, [...where.values, customer]);
    return count === 1 ? undefined : 'is about customers of another kind';
  }

  #check(sentence: string): string | undefined {
    const usual = USUAL.exec(sentence);
    if (usual !== null) return this.#checkUsual(Number(usual[1]), Number(usual[2]), usual[3] ?? '');
    const parts = readContrast(sentence);
    return parts === undefined ? 'is not a sentence we know' : this.#checkContrast(parts);
  }

  #checkContrast({ group, classes, held, holders, product, rest }: ContrastTexts): string | undefined {
    const where = this.#condition(classes, held);
    const have = 'EXISTS (SELECT 1 FROM holding WHERE customer = c0 AND product = ?)';
    const trueGroup = this.#count(where.sql, where.values);
    const trueHolders = this.#count(`${where.sql} AND ${have}`, [...where.values, product]);
    if (trueGroup !== Number(group)) return `says ${group}, are ${String(trueGroup)}`;
    if (trueHolders !== Number(holders)) return `says ${holders}, are ${String(trueHolders)}`;
    if (trueHolders < this.#minimum) return `tells a count of ${String(trueHolders)}`;
    const others = this.#count('1 = 1', []) - trueGroup;
    const otherHolders = this.#count(have, [product]) - trueHolders;
    if (trueHolders / trueGroup <= otherHolders / others) return 'the others have it as often';
    return this.#checkOthers(rest, others, otherHolders);
  }

  #checkUsual(customers: number, holders: number, product: string): string | undefined {
    const all = this.#count('1 = 1', []);
    const have = this.#count('EXISTS (SELECT 1 FROM holding WHERE customer = c0 AND product = ?)', [product]);
    if (have < this.#minimum) return `tells a count of ${String(have)}`;
    return all === customers && have === holders ? undefined : `are ${String(have)} of ${String(all)}`;
  }

  #checkOthers(text: string, others: number, holders: number): string | undefined {
    const fewer = /^fewer than (\d+) of (\d+)$/.exec(text);
    if (fewer !== null)
      return holders < Number(fewer[1]) && others === Number(fewer[2]) && Number(fewer[1]) === this.#minimum
        ? undefined
        : `of the others it is ${String(holders)} of ${String(others)}`;
    if (holders < this.#minimum) return `tells of ${String(holders)} others`;
    const oneIn = /^1 in (\d+)$/.exec(text);
    const said = oneIn === null ? Number(/^(\d+) in 100$/.exec(text)?.[1]) : Number(oneIn[1]);
    const is = oneIn === null ? (100 * holders) / others : others / holders;
    return Math.abs(said - is) <= 0.5 ? undefined : `says ${text}, is ${is.toFixed(2)}`;
  }

  #count(where: string, values: readonly string[]): number {
    const row = this.#database.prepare(`SELECT count(*) AS n FROM customer WHERE ${where}`).get(...values);
    return Number(row?.['n']);
  }

  #condition(classes: string | undefined, held: string | undefined): { sql: string; values: string[] } {
    const parts: string[] = [];
    const values: string[] = [];
    for (const text of classes === undefined ? [] : this.#split(classes)) {
      const index = this.#columnOf(text);
      const column = `c${String(index + 1)}`;
      const value = text.slice((this.#columns[index] ?? '').length + 1);
      const band = BAND.exec(value);
      if (band === null) {
        parts.push(`trim(${column}) = ?`);
        values.push(value);
        continue;
      }
      parts.push(`${column} <> ''`);
      if (band[1] !== undefined) parts.push(`CAST(${column} AS REAL) > ${String(amountOf(band[1]))}`);
      if (band[2] !== undefined) parts.push(`CAST(${column} AS REAL) <= ${String(amountOf(band[2]))}`);
    }
    if (held !== undefined) {
      parts.push('EXISTS (SELECT 1 FROM holding WHERE customer = c0 AND product = ?)');
      values.push(held);
    }
    return { sql: parts.length === 0 ? '1 = 1' : parts.join(' AND '), values };
  }

  /** "a 1 and b 2" are two classes; a value may hold an "and" of its own. */
  #split(classes: string): string[] {
    const words = classes.split(' and ');
    for (let at = 1; at < words.length; at++) {
      const parts = [words.slice(0, at).join(' and '), words.slice(at).join(' and ')];
      if (parts.every((part) => this.#columnOf(part) >= 0)) return parts;
    }
    return [classes];
  }

  #columnOf(text: string): number {
    return this.#columns.findIndex((name) => text.startsWith(`${name} `));
  }
}

function amountOf(text: string): number {
  const [number = '', unit] = text.split(' ');
  return Number(number.replaceAll(',', '')) * (unit === 'bn' ? 1e9 : unit === 'M' ? 1e6 : 1);
}

import { type ClassColumn, classOf, type CustomerProfile, readClassColumn, tellingColumns } from '../suggest/index.ts';
import { findColumns, MalformedFile, openCsv } from './read-csv.ts';

export interface Holdings {
  /** By customer, in the order of the files. */
  readonly customers: ReadonlyMap<string, CustomerProfile>;
  /** The columns of the customers that are looked at, and how each was read. */
  readonly columns: readonly ClassColumn[];
  /** Customers that only the holdings name; nothing is known about their kind. */
  readonly strangers: number;
}

/** Columns that are looked at; where there are more, those that tell most about what customers have. */
const MOST_COLUMNS = 8;
const CUSTOMER = ['customer', 'id', 'customer id', 'customer_id', 'customerid', 'account', 'account id', 'accountid'];
const PRODUCT = ['product', 'need', 'family', 'product family', 'product_family', 'service'];

/**
 * Reads who has what, and of what kind everybody is.
 * @param minimum customers that must share a value for it to be a class
 * @throws MalformedFile that names file, line and cure.
 */
export async function readHoldings(customersPath: string, holdingsPath: string, minimum: number): Promise<Holdings> {
  const table = await readTable(customersPath);
  const products = await readProducts(holdingsPath);
  const rows = [...table.rows.values()];
  const read = table.names.map((name, index) =>
    readClassColumn(
      name,
      rows.map((values) => values[index] ?? ''),
      minimum,
    ),
  );
  const classes = read.map((column, index) => rows.map((values) => classOf(column, values[index] ?? '')));
  const held = [...table.rows.keys()].map((id) => [...(products.get(id) ?? [])]);
  if (held.every((some) => some.length === 0))
    throw new MalformedFile(`${holdingsPath} names no customer of ${customersPath}`, [
      'Write the same ids in both files.',
    ]);
  const telling = tellingColumns(classes, held, MOST_COLUMNS);
  const customers = new Map<string, CustomerProfile>();
  for (const [row, id] of [...table.rows.keys()].entries())
    customers.set(id, {
      classes: telling.flatMap((column) => classes[column]?.[row] ?? []),
      products: held[row] ?? [],
    });
  for (const [id, other] of products) if (!customers.has(id)) customers.set(id, { classes: [], products: [...other] });
  const columns = telling.flatMap((index) => read[index] ?? []);
  return { customers, columns, strangers: customers.size - table.rows.size };
}

interface Table {
  readonly names: readonly string[];
  readonly rows: ReadonlyMap<string, readonly string[]>;
}

async function readTable(path: string): Promise<Table> {
  const file = await openCsv(path);
  const { customer } = findColumns(path, file.header, { customer: CUSTOMER });
  const hasProducts = file.header.some((name) => PRODUCT.includes(name.trim().toLowerCase()));
  const rows = new Map<string, readonly string[]>();
  for await (const { line, values } of file.rows()) {
    const id = required(path, line, 'customer', values[customer]);
    if (rows.has(id))
      throw new MalformedFile(`${path}: line ${String(line)} has customer ${id} for the second time`, [
        hasProducts
          ? 'These look like holdings: are the two files the wrong way round?'
          : 'Keep one line for each customer.',
      ]);
    rows.set(
      id,
      values.filter((_, index) => index !== customer).map((value) => value.trim()),
    );
  }
  if (rows.size === 0) throw new MalformedFile(`${path} has no customers`, ['Export it again, with a line for each.']);
  return { names: file.header.filter((_, index) => index !== customer), rows };
}

async function readProducts(path: string): Promise<Map<string, Set<string>>> {
  const file = await openCsv(path);
  const columns = findColumns(path, file.header, { customer: CUSTOMER, product: PRODUCT });
  const products = new Map<string, Set<string>>();
  for await (const { line, values } of file.rows()) {
    const customer = required(path, line, 'customer', values[columns.customer]);
    const product = required(path, line, 'product', values[columns.product]);
    const held = products.get(customer);
    if (held === undefined) products.set(customer, new Set([product]));
    else held.add(product);
  }
  if (products.size === 0)
    throw new MalformedFile(`${path} has no holdings`, ['Export it again, with a line for each.']);
  return products;
}

function required(path: string, line: number, name: string, value = ''): string {
  const text = value.trim();
  if (text !== '') return text;
  throw new MalformedFile(`${path}: line ${String(line)} has no ${name}`, ['Fill it in, or leave the line out.']);
}

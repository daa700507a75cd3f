/** How one column of a table of customers is read: as it stands, or in bands of numbers. */
export type ClassColumn =
  | { readonly type: 'values'; readonly name: string; readonly values: readonly string[] }
  | { readonly type: 'bands'; readonly name: string; readonly edges: readonly number[] };

/** More different whole numbers than this are amounts; fewer that many share are codes, each with its own meaning. */
const MOST_CODES = 50;
/** Bands of an amount: enough to tell small from large, and few enough to leave cases in each. */
const BANDS = 4;
/** Steps that people round to. */
const ROUND = [1, 2, 5, 10];

/**
 * Learns how to read a column. Values that fewer customers than the minimum have can never be quoted and are dropped,
 * and with them names, ids and addresses; amounts are cut near their quartiles, at round numbers.
 */
export function readClassColumn(name: string, values: Iterable<string>, minimum: number): ClassColumn {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  const numbers = [...counts.keys()].map(Number);
  const areNumbers = numbers.length > 0 && numbers.every((value) => Number.isFinite(value));
  const filled = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const areCodes = counts.size <= MOST_CODES && filled >= minimum * counts.size && numbers.every(Number.isInteger);
  if (areNumbers && !areCodes) return { type: 'bands', name, edges: edgesOf(counts) };
  const kept = [...counts].filter(([, count]) => count >= minimum).map(([value]) => value);
  return { type: 'values', name, values: kept };
}

/** Reads a column of amounts, in bands whatever the values are. */
export function readAmountColumn(name: string, amounts: Iterable<number>): ClassColumn {
  const counts = new Map<string, number>();
  for (const amount of amounts) counts.set(String(amount), (counts.get(String(amount)) ?? 0) + 1);
  return { type: 'bands', name, edges: counts.size === 0 ? [] : edgesOf(counts) };
}

/** The class of a value as facts: what a panel makes its own words of. */
export interface ClassFact {
  readonly column: string;
  readonly value?: string;
  readonly over?: number;
  readonly upTo?: number;
}

/** The class of a value as facts; undefined where it has none. */
export function classFactOf(column: ClassColumn, value: string): ClassFact | undefined {
  if (classOf(column, value) === undefined) return undefined;
  if (column.type === 'values') return { column: column.name, value };
  const above = column.edges.findLastIndex((edge) => Number(value) > edge);
  const [over, upTo] = [column.edges[above], column.edges[above + 1]];
  return { column: column.name, ...(over !== undefined && { over }), ...(upTo !== undefined && { upTo }) };
}

/** The class of a value in words: "industry Logistics", "turnover over 5 M"; undefined where it has none. */
export function classOf(column: ClassColumn, value: string): string | undefined {
  if (value === '') return undefined;
  if (column.type === 'values') return column.values.includes(value) ? `${column.name} ${value}` : undefined;
  const amount = Number(value);
  if (!Number.isFinite(amount) || column.edges.length === 0) return undefined;
  const above = column.edges.findLastIndex((edge) => amount > edge);
  const [low, high] = [column.edges[above], column.edges[above + 1]];
  if (low === undefined) return `${column.name} up to ${inWords(high ?? 0)}`;
  if (high === undefined) return `${column.name} over ${inWords(low)}`;
  return `${column.name} over ${inWords(low)} up to ${inWords(high)}`;
}

function edgesOf(counts: ReadonlyMap<string, number>): number[] {
  const sorted = [...counts]
    .map(([text, count]) => ({ value: Number(text), count }))
    .sort((one, other) => one.value - other.value);
  const total = sorted.reduce((sum, { count }) => sum + count, 0);
  const edges = new Set<number>();
  let below = 0;
  let band = 1;
  for (const { value, count } of sorted) {
    below += count;
    for (; band < BANDS && below >= (band / BANDS) * total; band++) edges.add(rounded(value));
  }
  const last = sorted.at(-1)?.value ?? 0;
  return [...edges].filter((edge) => edge < last).sort((one, other) => one - other);
}

/** The nearest of 1, 2, 5, 10, 20, 50, … with the sign of the value. */
function rounded(value: number): number {
  if (value === 0) return 0;
  const unit = 10 ** Math.floor(Math.log10(Math.abs(value)));
  const distance = (step: number): number => Math.abs(step * unit - Math.abs(value));
  return Math.sign(value) * unit * ROUND.reduce((best, step) => (distance(step) < distance(best) ? step : best));
}

function inWords(amount: number): string {
  const size = Math.abs(amount);
  if (size >= 1e9) return `${String(amount / 1e9)} bn`;
  if (size >= 1e6) return `${String(amount / 1e6)} M`;
  return size >= 1e4 ? `${String(amount / 1e3)},000` : String(amount);
}

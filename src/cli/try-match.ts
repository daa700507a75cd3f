import { Command, InvalidArgumentError, Option } from 'commander';

import {
  type EvidenceType,
  matchAll,
  type MatchRecord,
  type MatchResult,
  readTableRow,
  recogniseColumns,
  type TableShape,
} from '../match/index.ts';
import { MalformedFile, openCsv } from './read-csv.ts';
import { secondThread } from './second-thread.ts';

type Kind = 'company' | 'person' | 'auto';
type Mapping = Readonly<Record<string, EvidenceType>>;

interface Options {
  readonly json?: true;
  readonly map: Mapping;
  readonly id?: string;
  readonly kind: Kind;
}

const TYPES: readonly EvidenceType[] = [
  'name',
  'company',
  'person',
  'street',
  'city',
  'postcode',
  'phone',
  'email',
  'web',
  'date',
  'id',
  'text',
];

/** `baton try match`: which lines of an export are the same customer, before anything is connected. */
export function tryMatchCommand(): Command {
  return new Command('match')
    .description('which records are the same customer or person, and why, from a CSV export')
    .argument('<file>', 'CSV with a header; Salesforce names and common names of columns are known')
    .option('--map <type=column>', `what a column holds, may be repeated; types: ${TYPES.join(', ')}`, addMapping, {})
    .option('--id <column>', 'the column that names the record (default: the first)')
    .addOption(
      new Option('--kind <kind>', 'what the records are').choices(['company', 'person', 'auto']).default('auto'),
    )
    .option('--json', 'one JSON object: clusters and pairs')
    .action(async (file: string, options: Options) => {
      const table = await readTable(file, options);
      const result = matchAll(table.records, {
        onProgress: showProgress(table.records.length),
        startHelper: secondThread,
      });
      if (options.json === true) printJson(result);
      else printSummary(table, result);
    });
}

interface Table {
  readonly shape: TableShape;
  readonly idColumn: string;
  readonly records: readonly MatchRecord[];
  /** What a person would call the record. */
  readonly nameOf: ReadonlyMap<string, string>;
}

async function readTable(path: string, options: Options): Promise<Table> {
  const file = await openCsv(path);
  const headers = nameColumns(file.header);
  const idColumn = options.id === undefined ? (headers[0] ?? '') : findHeader(path, headers, options.id);
  const map: Record<string, EvidenceType> = {};
  for (const [column, type] of Object.entries(options.map)) map[findHeader(path, headers, column)] = type;
  const rows: Record<string, string>[] = [];
  const lineOf = new Map<string, number>();
  for await (const { line, values } of file.rows()) {
    const row: Record<string, string> = {};
    headers.forEach((header, index) => (row[header] = values[index] ?? ''));
    rows.push(row);
    checkId(path, idColumn, row[idColumn] ?? '', line, lineOf);
  }
  const shape = recogniseColumns(headers, rows, { id: idColumn, map, kind: options.kind });
  if (!shape.columns.some(({ role }) => role !== 'ignore'))
    throw new MalformedFile(`${path} has no column besides ${idColumn} that tells records apart`, [
      'Export names, addresses, phones or web addresses too.',
    ]);
  const records = rows.map((row) => readTableRow(row, row[idColumn] ?? '', shape));
  return { shape, idColumn, records, nameOf: new Map(records.map((record) => [record.id, titleOf(record)])) };
}

function checkId(path: string, column: string, id: string, line: number, lineOf: Map<string, number>): void {
  if (id === '')
    throw new MalformedFile(`${path}: line ${String(line)} has no ${column}`, [
      'Fill it in, or name the column with the ids: --id COLUMN.',
    ]);
  const earlier = lineOf.get(id);
  if (earlier !== undefined)
    throw new MalformedFile(`${path}: line ${String(line)} has the same ${column} as line ${String(earlier)}: ${id}`, [
      'Ids must differ. Name the column with the ids: --id COLUMN.',
    ]);
  lineOf.set(id, line);
}

function nameColumns(header: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return header.map((name, index) => {
    const given = name === '' ? `column ${String(index + 1)}` : name;
    const times = (seen.get(given) ?? 0) + 1;
    seen.set(given, times);
    return times === 1 ? given : `${given} (${String(times)})`;
  });
}

/** `Site_name` finds "Site name": blanks, case and underscores are hard to get right on a command line. */
function findHeader(path: string, headers: readonly string[], wanted: string): string {
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replace(/[\s_]+/g, ' ')
      .trim();
  const found =
    headers.find((header) => header === wanted) ?? headers.find((header) => plain(header) === plain(wanted));
  if (found !== undefined) return found;
  throw new MalformedFile(`${path} has no column ${wanted}; its columns are ${headers.join(', ')}`, [
    'Name one of these columns.',
  ]);
}

function addMapping(text: string, before: Mapping): Mapping {
  const at = text.indexOf('=');
  const type = text.slice(0, at).trim().toLowerCase();
  const column = text.slice(at + 1).trim();
  if (at < 1 || column === '' || !TYPES.includes(type as EvidenceType))
    throw new InvalidArgumentError(`It should look like name=Site_name; types are ${TYPES.join(', ')}.`);
  return { ...before, [column]: type as EvidenceType };
}

function titleOf(record: MatchRecord): string {
  const person = [record.givenName, record.familyName].filter(Boolean).join(' ');
  return (record.name ?? (person === '' ? '(no name)' : person)).replace(/\s+/g, ' ');
}

function printJson(result: MatchResult): void {
  const pairs = result.pairs.map(({ a, b, judgement, score }) => ({
    a,
    b,
    judgement,
    score,
    evidence: result.explain(a, b),
  }));
  process.stdout.write(`${JSON.stringify({ clusters: result.clusters, pairs })}\n`);
}

/** Records of one customer, and doubtful pairs, that are printed at most: more is for --json. */
const SHOWN = 20;

function printSummary(table: Table, result: MatchResult): void {
  const { shape, idColumn, records, nameOf } = table;
  const groups = result.clusters.filter((group) => group.length > 1);
  const unsure = result.pairs.filter(({ judgement }) => judgement === 'unsure');
  const noun = shape.kind === 'company' ? 'customers' : 'people';
  const show = (id: string): string => `${id} ${nameOf.get(id) ?? ''}`.trim();
  write(
    `Columns: ${shape.columns
      .filter(({ role }) => role !== 'ignore')
      .map(({ header, role }) => `${header} = ${role}`)
      .join(', ')}`,
  );
  const unused = shape.columns.filter(({ header, role }) => role === 'ignore' && header !== idColumn);
  if (unused.length > 0)
    write(`Not used: ${unused.map(({ header }) => header).join(', ')} (--map city=COLUMN says what one holds)`);
  const duplicates = groups.reduce((sum, group) => sum + group.length, 0);
  write(
    `${String(records.length)} records are ${String(result.clusters.length)} ${noun}: ${String(duplicates)} records belong to ` +
      `${String(groups.length)} ${noun} that appear more than once; ${String(unsure.length)} pairs are unsure.`,
  );
  const firstPairs = pairsByRecord(result);
  for (const group of [...groups].sort((x, y) => y.length - x.length).slice(0, SHOWN)) {
    write('');
    group.forEach((id, index) => {
      const partner = index === 0 ? undefined : firstPairs.get(id)?.find((other) => group.includes(other));
      const why = partner === undefined ? '' : `  (${result.explain(partner, id).slice(0, 4).join('; ')})`;
      write(`${index === 0 ? '' : '  = '}${show(id)}${why}`);
    });
  }
  if (groups.length > SHOWN) write(`\n… and ${String(groups.length - SHOWN)} more; --json prints all.`);
  if (unsure.length > 0) write('\nUnsure, a person should look:');
  for (const { a, b, score } of [...unsure].sort((x, y) => y.score - x.score).slice(0, SHOWN))
    write(
      `  ${show(a)} | ${show(b)}  ${String(Math.round(score * 100))} %: ${result.explain(a, b).slice(0, 4).join('; ')}`,
    );
}

function pairsByRecord(result: MatchResult): Map<string, string[]> {
  const partners = new Map<string, string[]>();
  for (const { a, b, judgement } of result.pairs) {
    if (judgement !== 'same') continue;
    partners.set(a, [...(partners.get(a) ?? []), b]);
    partners.set(b, [...(partners.get(b) ?? []), a]);
  }
  return partners;
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Large files take minutes: says on the terminal what is being done. */
function showProgress(records: number): (stage: string, done: number) => void {
  const isShown = process.stderr.isTTY && records > 20_000;
  return (stage, done) => {
    if (isShown) process.stderr.write(`\r${stage} ${String(Math.round(done * 100))} %   `);
  };
}

/**
 * Same customer, measured on data nobody here wrote: one default configuration for all sets, no labels, no threshold
 * picked with the truth. Beside ours stand an exact key, a string library and PostgreSQL's trigrams, each at the threshold
 * that is best for it on that very set. `--names` takes all columns but the names away, without peers: what is judged
 * where little is known.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'csv-parse/sync';

import { matchAll, readTableRow, recogniseColumns } from '../../src/match/index.ts';
import { type MatchMeasures, measureGroups } from './match-measures.ts';
import { type PeerRecord, runPeers } from './match-peers.ts';

const DATA = join(import.meta.dirname, '../../../shared/data/match');
const SETS = ['sites', 'restaurant_nophone', 'orgs_hard', 'fake1000', 'febrl3'];

interface Row extends MatchMeasures {
  readonly set: string;
  readonly method: string;
  readonly seconds: number;
  readonly threshold?: number;
  /** Share of the pairs judged `same` that are. Ours only. */
  readonly samePrecision?: number;
  readonly unsure?: number;
}

type Line = Record<string, string>;

const NAMES: Readonly<Record<string, readonly string[]>> = {
  sites: ['Site name'],
  restaurant_nophone: ['name'],
  orgs_hard: ['org_name'],
  fake1000: ['first_name', 'surname'],
  febrl3: ['given_name', 'surname'],
};

async function runSet(set: string): Promise<Row[]> {
  const isCut = process.argv.includes('--names');
  const all = readCsv(set, 'records.csv');
  const lines = isCut ? all.map((line) => only(line, ['record_id', ...(NAMES[set] ?? [])])) : all;
  const truth = new Map(readCsv(set, 'truth.csv').map((line) => [line['record_id'] ?? '', line['cluster'] ?? '']));
  const start = performance.now();
  const shape = recogniseColumns(Object.keys(lines[0] ?? {}), lines, { id: 'record_id' });
  const result = matchAll(lines.map((line) => readTableRow(line, line['record_id'] ?? '', shape)));
  const seconds = (performance.now() - start) / 1000;
  const same = result.pairs.filter(({ judgement }) => judgement === 'same');
  const right = same.filter(({ a, b }) => truth.get(a) === truth.get(b)).length;
  const ours: Row = {
    set,
    method: 'Baton',
    seconds,
    ...measureGroups(result.clusters, truth),
    samePrecision: right / same.length,
    unsure: result.pairs.length - same.length,
  };
  if (isCut) return [ours];
  const names = shape.columns.filter(({ role }) => role === 'name' || role === 'given' || role === 'family');
  const peers = await runPeers(
    lines.map((line) =>
      toPeerRecord(
        line,
        names.map(({ header }) => header),
      ),
    ),
    truth,
  );
  return [ours, ...peers.map((peer) => ({ set, ...peer }))];
}

function readCsv(set: string, file: string): Line[] {
  return parse<Line>(readFileSync(join(DATA, set, file), 'utf8'), { columns: true });
}

function only(line: Line, columns: readonly string[]): Line {
  return Object.fromEntries(columns.map((column) => [column, line[column] ?? '']));
}

function toPeerRecord(line: Line, nameColumns: readonly string[]): PeerRecord {
  const { record_id: id = '', ...values } = line;
  const name = nameColumns.map((column) => line[column] ?? '').join(' ');
  return { id, name: name.trim(), text: Object.values(values).filter(Boolean).join(' ') };
}

function printTable(rows: readonly Row[]): void {
  for (const [set, group] of Map.groupBy(rows, (row) => row.set)) {
    console.log(`\n${set.padEnd(24)}     P       R      F1  B-cubed  seconds`);
    for (const row of group) {
      const figures = [row.precision, row.recall, row.f1, row.bCubed].map((value) => value.toFixed(4)).join('  ');
      const note =
        row.samePrecision === undefined
          ? row.threshold === undefined
            ? ''
            : `  best threshold ${String(row.threshold)}`
          : `  precision of "same" ${row.samePrecision.toFixed(4)}, unsure pairs ${String(row.unsure)}`;
      console.log(`${row.method.padEnd(24)} ${figures}  ${row.seconds.toFixed(1).padStart(6)}${note}`);
    }
  }
}

if (!existsSync(DATA)) console.log('skipped: the match data sets are not on this machine');
else {
  const rows: Row[] = [];
  for (const set of SETS) {
    const found = await runSet(set);
    rows.push(...found);
    if (!process.argv.includes('--json')) printTable(found);
  }
  if (process.argv.includes('--json')) console.log(JSON.stringify({ rows }));
}

import { type ColumnRole, roleOfHeader } from './column-names.ts';
import { contradicts, hasLegalForm, looksLikePerson, roleOfValues } from './column-values.ts';
import type { Evidence, EvidenceType, MatchRecord } from './match-record.ts';

/** A file's column and what it was taken for. */
export interface TableColumn {
  readonly header: string;
  readonly role: ColumnRole;
  /** Whether an admin said so, its header, or its values. */
  readonly because: 'map' | 'header' | 'values';
}

export interface TableOptions {
  /** Header → type, as the admin gave it. */
  readonly map?: Readonly<Record<string, EvidenceType>>;
  /** Header of the column that names the record. */
  readonly id: string;
  readonly kind?: 'company' | 'person' | 'auto';
}

/** How a file's lines become records. */
export interface TableShape {
  readonly kind: 'company' | 'person';
  readonly columns: readonly TableColumn[];
}

/** Values looked at to tell a column's type. */
const LOOKED_AT = 2000;

/** Decides what each column of a file holds: what the admin says, else what its header says, unless its values contradict. */
export function recogniseColumns(
  headers: readonly string[],
  rows: readonly Readonly<Record<string, string>>[],
  options: TableOptions,
): TableShape {
  const looked =
    rows.length <= LOOKED_AT ? rows : rows.filter((_, index) => index % Math.ceil(rows.length / LOOKED_AT) === 0);
  const columns = headers.map((header): TableColumn => {
    if (header === options.id) return { header, role: 'ignore', because: 'map' };
    const mapped = options.map?.[header];
    if (mapped !== undefined) return { header, role: mapped, because: 'map' };
    const values = looked.map((row) => row[header] ?? '');
    const promised = roleOfHeader(header);
    const seen = roleOfValues(values);
    if (promised !== undefined && !contradicts(promised, seen)) return { header, role: promised, because: 'header' };
    return { header, role: seen ?? 'text', because: 'values' };
  });
  const named = withOneName(columns, looked);
  return { kind: kindOf(named, looked, options.kind ?? 'auto'), columns: named };
}

/** A file must have a name: where no column is one, the first with words takes its place. */
function withOneName(
  columns: readonly TableColumn[],
  rows: readonly Readonly<Record<string, string>>[],
): TableColumn[] {
  if (columns.some(({ role }) => role === 'name' || role === 'given' || role === 'family')) return pickCompany(columns);
  const distinct = (header: string): number => new Set(rows.map((row) => row[header])).size;
  const wordy: readonly ColumnRole[] = ['text', 'company', 'person', 'street'];
  const candidates = columns.filter(({ role, because }) => wordy.includes(role) && because !== 'map');
  const named = candidates.filter(({ role }) => role !== 'street');
  const best = [...(named.length > 0 ? named : candidates)].sort((a, b) => distinct(b.header) - distinct(a.header))[0];
  return columns.map((column) => (column === best ? { ...column, role: 'name' } : column));
}

/** "Company" beside "Name" or beside first and last names is the employer. */
function pickCompany(columns: readonly TableColumn[]): TableColumn[] {
  const hasPerson = columns.some(({ role }) => role === 'given' || role === 'family');
  let names = 0;
  return columns.map((column) => {
    if (column.role !== 'name' || column.because === 'map') return column;
    const isEmployer = hasPerson && /company|account|organi|employer|firm|business/i.test(column.header);
    if (isEmployer) return { ...column, role: 'company' };
    return names++ > 0 && /company|organi|employer/i.test(column.header) ? { ...column, role: 'company' } : column;
  });
}

function kindOf(
  columns: readonly TableColumn[],
  rows: readonly Readonly<Record<string, string>>[],
  wanted: 'company' | 'person' | 'auto',
): 'company' | 'person' {
  if (wanted !== 'auto') return wanted;
  const has = (role: ColumnRole): boolean => columns.some((column) => column.role === role);
  if (has('given') || has('family') || has('birth')) return 'person';
  const names = columns.filter(({ role }) => role === 'name').map(({ header }) => header);
  const values = rows
    .map((row) =>
      names
        .map((header) => row[header] ?? '')
        .join(' ')
        .trim(),
    )
    .filter(Boolean);
  const people = values.filter(looksLikePerson).length;
  const forms = values.filter(hasLegalForm).length;
  return people > values.length * 0.4 && forms < values.length * 0.05 ? 'person' : 'company';
}

/** One line of a file as a record. */
export function readTableRow(row: Readonly<Record<string, string>>, id: string, shape: TableShape): MatchRecord {
  const valuesOf = (role: ColumnRole): string[] =>
    shape.columns
      .filter((column) => column.role === role)
      .map(({ header }) => (row[header] ?? '').trim())
      .filter(Boolean);
  const names = valuesOf('name');
  const street = [...valuesOf('house'), ...valuesOf('street')].join(' ');
  const [postalCode] = valuesOf('postcode');
  const [birthDate] = valuesOf('birth');
  const [country] = valuesOf('country');
  const [parentId] = valuesOf('parent');
  const isPerson = shape.kind === 'person';
  const given = valuesOf('given').join(' ');
  const family = valuesOf('family').join(' ');
  return {
    id,
    kind: shape.kind,
    ...filled('name', isPerson && given + family === '' ? names.join(' ') : names[0]),
    ...(isPerson && given + family !== '' ? { givenName: given, familyName: family } : {}),
    ...filled('street', street),
    ...filled('postalCode', postalCode),
    ...filled('birthDate', birthDate),
    ...filled('country', country),
    ...filled('parentId', parentId),
    phones: valuesOf('phone'),
    evidence: furtherEvidence(row, shape, names),
  };
}

function filled<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined || value === '' ? {} : ({ [key]: value } as Record<K, string>);
}

const FURTHER: readonly ColumnRole[] = ['company', 'person', 'city', 'email', 'web', 'date', 'id', 'text'];

function furtherEvidence(
  row: Readonly<Record<string, string>>,
  shape: TableShape,
  names: readonly string[],
): Evidence[] {
  const found: Evidence[] = [];
  for (const { header, role } of shape.columns) {
    const value = (row[header] ?? '').trim();
    if (value !== '' && FURTHER.includes(role)) found.push({ type: role as EvidenceType, column: header, value });
  }
  if (shape.kind === 'company')
    for (const name of names.slice(1)) found.push({ type: 'name', column: 'name', value: name });
  return found;
}

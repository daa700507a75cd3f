/**
 * A record in the form that comparing needs: every value read, cleaned and replaced by a number of the vocabulary.
 * Plain arrays of numbers, so that a million of them fit into a few hundred megabytes when packed.
 */
export interface PreparedRecord {
  /** Company: the words that carry the name. Person: all words of the name. */
  readonly name: readonly number[];
  /** Further names of the same record, each as one value. */
  readonly aliases: readonly number[];
  /** The whole name as one value (words sorted and joined), none: -1. */
  readonly core: number;
  readonly acronym: number;
  /** 1 where the name has a comma, so that its words may stand in another order than spoken. */
  readonly isTurned: number;
  readonly legalForm: number;
  readonly given: readonly number[];
  readonly family: readonly number[];
  /** Words of the employer or of the organisation above. */
  readonly organisation: readonly number[];
  readonly houseNumber: number;
  readonly street: readonly number[];
  /** House number and street as one value. */
  readonly address: number;
  readonly cities: readonly number[];
  /** The words of the cities, as words of a name: a name that adds its city says nothing new. */
  readonly cityWords: readonly number[];
  readonly postcode: number;
  readonly phones: readonly number[];
  readonly emails: readonly number[];
  readonly domains: readonly number[];
  readonly people: readonly number[];
  /** Pairs of slot and value: dates, identifiers and texts by column. */
  readonly columns: readonly number[];
}

const LISTS = [
  'name',
  'aliases',
  'given',
  'family',
  'organisation',
  'street',
  'cities',
  'cityWords',
  'phones',
  'emails',
  'domains',
  'people',
  'columns',
] as const;
const SINGLES = ['core', 'acronym', 'legalForm', 'houseNumber', 'address', 'postcode', 'isTurned'] as const;

/** The lists' lengths, then single values, then the lists: one flat run of numbers. */
export function packRecord(record: PreparedRecord): number[] {
  const packed: number[] = [];
  for (const field of SINGLES) packed.push(record[field]);
  for (const field of LISTS) packed.push(record[field].length, ...record[field]);
  return packed;
}

const NONE: readonly number[] = [];

/** Reads back what `packRecord` wrote, from `start`. */
export function unpackRecord(pool: Int32Array, start: number): PreparedRecord {
  let at = start + SINGLES.length;
  const list = (): readonly number[] => {
    const length = pool[at] ?? 0;
    at += 1 + length;
    if (length === 0) return NONE;
    const values: number[] = [];
    for (let i = at - length; i < at; i++) values.push(pool[i] ?? 0);
    return values;
  };
  return {
    core: pool[start] ?? -1,
    acronym: pool[start + 1] ?? -1,
    legalForm: pool[start + 2] ?? -1,
    houseNumber: pool[start + 3] ?? -1,
    address: pool[start + 4] ?? -1,
    postcode: pool[start + 5] ?? -1,
    isTurned: pool[start + 6] ?? 0,
    name: list(),
    aliases: list(),
    given: list(),
    family: list(),
    organisation: list(),
    street: list(),
    cities: list(),
    cityWords: list(),
    phones: list(),
    emails: list(),
    domains: list(),
    people: list(),
    columns: list(),
  };
}

import type { Database } from '../database.ts';

/** Where a first load stands; what is in it is crm's own affair. */
export interface StoredPlace<Place> {
  readonly place: Place;
  /** Our table was empty when the load began. */
  readonly isFresh: boolean;
}

export async function readLoadPlaces<Place>(database: Database): Promise<Map<string, StoredPlace<Place>>> {
  const rows = await database.query<{ record: string; place: Place; isFresh: boolean }>(
    'SELECT record, place, is_fresh AS "isFresh" FROM load_place',
  );
  return new Map(rows.map(({ record, ...stored }) => [record, stored]));
}

/** Begins a load at a place. @param tableName from our own code */
export async function beginLoadAt<Place>(
  database: Database,
  record: string,
  place: Place,
  tableName: string,
): Promise<StoredPlace<Place>> {
  const [row] = await database.query<{ isFresh: boolean }>(
    `INSERT INTO load_place (record, place, is_fresh)
     VALUES ($1, $2::jsonb, NOT EXISTS (SELECT FROM ${tableName} t))
     ON CONFLICT (record) DO UPDATE SET place = excluded.place, is_fresh = excluded.is_fresh
     RETURNING is_fresh AS "isFresh"`,
    [record, JSON.stringify(place)],
  );
  return { place, isFresh: row?.isFresh === true };
}

/** Moves on; in one transaction with the rows that lie before the new place. */
export async function moveLoadPlace(database: Database, record: string, place: unknown): Promise<void> {
  await database.query('UPDATE load_place SET place = $2::jsonb WHERE record = $1', [record, JSON.stringify(place)]);
}

export async function endLoad(database: Database, record: string): Promise<void> {
  await database.query('DELETE FROM load_place WHERE record = $1', [record]);
}

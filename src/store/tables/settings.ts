import type { Database } from '../database.ts';

export async function readSetting(database: Database, key: string): Promise<string | undefined> {
  const [row] = await database.query<{ value: string }>('SELECT value FROM setting WHERE key = $1', [key]);
  return row?.value;
}

export async function writeSetting(database: Database, key: string, value: string): Promise<void> {
  await writeSettings(database, { [key]: value });
}

export async function writeSettings(database: Database, settings: Readonly<Record<string, string>>): Promise<void> {
  await database.query(
    `INSERT INTO setting AS s (key, value) SELECT * FROM unnest($1::text[], $2::text[]) AS n(key, value) ORDER BY key
     ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE s.value <> excluded.value`,
    [Object.keys(settings), Object.values(settings)],
  );
}

/** @returns undefined where it is not there, null where it is the text of this MD5 digest and was not sent again */
export async function readSettingUnless(
  database: Database,
  key: string,
  digest: string | undefined,
): Promise<string | null | undefined> {
  const [row] = await database.query<{ value: string | null }>(
    'SELECT CASE WHEN md5(value) = $2 THEN NULL ELSE value END AS value FROM setting WHERE key = $1',
    [key, digest ?? ''],
  );
  return row?.value;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Adds calls to the hour they were made in; hours older than a day are forgotten. */
export async function addApiCalls(database: Database, nowMs: number, calls: number): Promise<void> {
  await database.query('DELETE FROM api_calls WHERE hour_ms <= $1', [nowMs - DAY_MS - HOUR_MS]);
  await database.query(
    `INSERT INTO api_calls AS a (hour_ms, calls) VALUES ($1, $2)
     ON CONFLICT (hour_ms) DO UPDATE SET calls = a.calls + excluded.calls`,
    [nowMs - (nowMs % HOUR_MS), calls],
  );
}

/** Our calls of the last 24 hours, over restarts. */
export async function readApiCalls(database: Database, nowMs: number): Promise<number> {
  const [row] = await database.query<{ calls: number }>(
    'SELECT coalesce(sum(calls), 0)::bigint AS calls FROM api_calls WHERE hour_ms > $1',
    [nowMs - DAY_MS],
  );
  return row?.calls ?? 0;
}

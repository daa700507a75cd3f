import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createOrg } from '../../../src/devorg/create-org.ts';
import type { Org } from '../../../src/devorg/org.ts';
import {
  createSampleCompany,
  type SampleOptions,
  sampleSettings,
  type SampleSummary,
} from '../../../src/devorg/sample/index.ts';
import { openTruth, type Truth } from '../../../src/devorg/sample/truth.ts';

export const NOW = Date.parse('2026-11-20T10:00:00Z');

export interface SampleOrg {
  readonly org: Org;
  readonly summary: SampleSummary;
  readonly truth: Truth;
  /** All rows of a query, as plain objects. */
  readonly rows: (sql: string, ...values: string[]) => Record<string, unknown>[];
  /** The first column of a query. */
  readonly texts: (sql: string, ...values: string[]) => string[];
  readonly count: (sql: string) => number;
  close(): void;
}

/** A sample company in memory with its truth beside it. */
export async function makeSample(options: Partial<Omit<SampleOptions, 'org' | 'truthFile'>> = {}): Promise<SampleOrg> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-truth-'));
  const truthFile = join(folder, 'truth.sqlite');
  const org = createOrg({ forceApp: 'force-app/main/default', file: ':memory:', settings: sampleSettings, now: NOW });
  const summary = await createSampleCompany({ accounts: 500, seed: 7, noise: 0.4, ...options, org, truthFile });
  const truth = openTruth(truthFile);
  const rows = (sql: string, ...values: string[]) => org.database.prepare(sql).all(...values);
  const texts = (sql: string, ...values: string[]) => rows(sql, ...values).map((row) => String(Object.values(row)[0]));
  return {
    org,
    summary,
    truth,
    rows,
    texts,
    count: (sql) => Number(texts(sql)[0]),
    close() {
      truth.close();
      org.database.close();
      rmSync(folder, { recursive: true });
    },
  };
}

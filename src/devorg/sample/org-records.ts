import { insertRows, nextId, type Row } from '../data/index.ts';
import type { Org } from '../org.ts';
import type { Records } from './company/company.ts';

/** Rows kept back for one write: enough to make transactions cheap, few enough to stay small. */
const BATCH = 2_000;

/** Collects rows by object and writes them in batches. Call `flush` at the end. */
export interface OrgRecords extends Records {
  flush(): void;
  /** Rows written so far, by object. */
  readonly counts: ReadonlyMap<string, number>;
}

export function orgRecords(org: Org): OrgRecords {
  const waiting = new Map<string, Row[]>();
  const counts = new Map<string, number>();
  const write = (objectName: string, rows: Row[]): void => {
    counts.set(objectName, (counts.get(objectName) ?? 0) + insertRows(org, objectName, rows));
    rows.length = 0;
  };
  return {
    counts,
    id: (objectName) => nextId(org, objectName),
    add(objectName, row) {
      let rows = waiting.get(objectName);
      if (rows === undefined) {
        rows = [];
        waiting.set(objectName, rows);
      }
      rows.push(row);
      if (rows.length >= BATCH) write(objectName, rows);
    },
    flush() {
      for (const [objectName, rows] of waiting) if (rows.length > 0) write(objectName, rows);
    },
  };
}

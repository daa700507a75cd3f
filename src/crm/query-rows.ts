import { z } from 'zod';

import { parseReply } from './parse-reply.ts';
import type { Rest } from './rest.ts';

/** A row as the org gave it: field API names with values. */
export type QueriedRow = Readonly<Record<string, string | number | boolean | null>>;

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const pageSchema = z.object({
  records: z.array(z.record(z.string(), z.unknown())),
  done: z.boolean(),
  nextRecordsUrl: z.string().optional(),
});

/** Only plain values: parents and children of a row are left out. */
function plain(row: Readonly<Record<string, unknown>>): QueriedRow {
  const pairs = Object.entries(row).flatMap(([name, raw]) => {
    const read = value.safeParse(raw);
    return read.success ? [[name, read.data] as const] : [];
  });
  return Object.fromEntries(pairs);
}

/** All rows of a query, page after page; one call a page. */
export async function queryRows(rest: Rest, soql: string): Promise<readonly QueriedRow[]> {
  const rows: QueriedRow[] = [];
  let path: string | undefined = `/query?q=${encodeURIComponent(soql)}`;
  while (path !== undefined) {
    const page: z.output<typeof pageSchema> = parseReply(
      pageSchema,
      await rest.call({ method: 'GET', path }),
      'The answer to a query',
    );
    rows.push(...page.records.map(plain));
    path = page.done ? undefined : page.nextRecordsUrl;
  }
  return rows;
}

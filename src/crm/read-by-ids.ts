import { z } from 'zod';

import type { Access } from './access.ts';
import { recordSources } from './fields/index.ts';
import { parseReply } from './parse-reply.ts';
import type { RecordName, Records } from './records.ts';
import type { Rest } from './rest.ts';
import { rowReader } from './row-reader.ts';
import { inList, names, soql } from './soql.ts';

const page = z.object({ records: z.array(z.record(z.string(), z.unknown())) });

/** More ids make the address of the call too long. */
const IDS_A_CALL = 200;

/** Records as they stand right now, deleted ones left out; 200 a call. */
export async function readByIds<Name extends RecordName>(
  { rest, access }: { readonly rest: Rest; readonly access: Access },
  record: Name,
  ids: readonly string[],
): Promise<readonly Records[Name][]> {
  const plan = await access.plan(record);
  const read = rowReader(record, plan);
  const rows: Records[Name][] = [];
  for (let from = 0; from < ids.length; from += IDS_A_CALL) {
    const some = ids.slice(from, from + IDS_A_CALL);
    const query = soql`SELECT ${names(...plan.fields)} FROM ${names(recordSources[record].object)} WHERE Id IN ${inList(some)}`;
    const reply = await rest.call({ method: 'GET', path: `/query?q=${encodeURIComponent(query)}` });
    rows.push(...parseReply(page, reply, 'A page of rows').records.map(read));
  }
  return rows;
}

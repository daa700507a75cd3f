import { z } from 'zod';

import { parseReply } from '../crm/parse-reply.ts';
import type { Rest } from '../crm/rest.ts';

/** The org as the admin who installs sees it. */
export interface AdminOrg {
  readonly rest: Rest;
  readonly orgId: string;
  readonly instanceUrl: string;
  readonly userId: string;
  /** The admin's username. */
  readonly username: string;
  /** Sends a form with files to a path below `/services/data/vNN.0`. @returns the parsed reply. @throws CrmError */
  readonly upload: (path: string, form: FormData) => Promise<unknown>;
  /** An org on this machine: the org in a box. */
  readonly isLocal: boolean;
}

const pageSchema = z.object({ records: z.array(z.looseObject({})), nextRecordsUrl: z.string().optional() });
const createdSchema = z.object({ id: z.string() });

/** All rows of a query, each read by the schema. */
export async function queryRows<Schema extends z.ZodType>(
  { rest }: AdminOrg,
  soql: string,
  schema: Schema,
): Promise<readonly z.output<Schema>[]> {
  const rows: z.output<Schema>[] = [];
  let path: string | undefined = `/query?q=${encodeURIComponent(soql)}`;
  while (path !== undefined) {
    const page: z.output<typeof pageSchema> = parseReply(
      pageSchema,
      await rest.call({ method: 'GET', path }),
      'A query',
    );
    rows.push(...page.records.map((row) => parseReply(schema, row, 'A query')));
    path = page.nextRecordsUrl;
  }
  return rows;
}

/** Makes a row. @returns its id. @throws CrmError */
export async function createRow({ rest }: AdminOrg, object: string, values: object): Promise<string> {
  const reply = await rest.call({ method: 'POST', path: `/sobjects/${object}`, body: values });
  return parseReply(createdSchema, reply, 'The reply to a new row').id;
}

/** @throws CrmError */
export async function updateRow({ rest }: AdminOrg, object: string, id: string, values: object): Promise<void> {
  await rest.call({ method: 'PATCH', path: `/sobjects/${object}/${id}`, body: values });
}

/** @throws CrmError */
export async function deleteRow({ rest }: AdminOrg, object: string, id: string): Promise<void> {
  await rest.call({ method: 'DELETE', path: `/sobjects/${object}/${id}` });
}

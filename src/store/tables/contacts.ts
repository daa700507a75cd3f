import type { Database } from '../database.ts';
import type { Table } from '../table.ts';

/** Whose contact it is, whether it may be used, and by what the same person is found again on another account. */
export interface ContactRow {
  readonly id: string;
  readonly accountId?: string | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly mobilePhone?: string | undefined;
  readonly doNotSuggest: boolean;
  readonly individualId?: string | undefined;
}

export const contacts: Table<ContactRow> = {
  name: 'contact',
  columns: {
    id: 'text',
    accountId: 'text',
    firstName: 'text',
    lastName: 'text',
    email: 'text',
    phone: 'text',
    mobilePhone: 'text',
    doNotSuggest: 'boolean',
    individualId: 'text',
  },
  links: ['accountId'],
};

/**
 * The contact rows of some people, by person and account. A contact that is not matched yet is a person of its own; where
 * a person has two rows on one account, the smaller id stands for both.
 */
export async function readContactRows(
  database: Database,
  personIds: readonly string[],
): Promise<Map<string, Map<string, string>>> {
  if (personIds.length === 0) return new Map();
  const rows = await database.query<{ personId: string; accountId: string; id: string }>(
    `SELECT w.person_id AS "personId", k.account_id AS "accountId", min(k.id) AS id
     FROM (
       SELECT unnest($1::text[]) AS person_id, unnest($1::text[]) AS contact_id
       UNION
       SELECT person_id, record_id FROM person_member WHERE person_id = ANY($1::text[])) w
     JOIN contact k ON k.id = w.contact_id
     WHERE k.account_id IS NOT NULL AND NOT k.do_not_suggest GROUP BY 1, 2`,
    [personIds],
  );
  const byPerson = Map.groupBy(rows, ({ personId }) => personId);
  return new Map([...byPerson].map(([person, of]) => [person, new Map(of.map((row) => [row.accountId, row.id]))]));
}

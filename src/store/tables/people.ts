import type { Database } from '../database.ts';

/** A contact or a lead as matching needs it; what is missing is null. */
export interface StoredPerson {
  readonly id: string;
  readonly firstName: string | null;
  readonly lastName: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly mobilePhone: string | null;
  /** Whom a contact works for; all accounts of one customer share it. */
  readonly customerId: string | null;
  /** One name for all accounts of the customer; what a lead says itself. */
  readonly company: string | null;
}

/** Contacts and leads by id; without people who must not be processed, and leads that have become contacts. */
export function readPeople(database: Database, ids: readonly string[]): Promise<StoredPerson[]> {
  return database.query<StoredPerson>(
    `SELECT k.id, k.first_name AS "firstName", k.last_name AS "lastName", k.email, k.phone,
            k.mobile_phone AS "mobilePhone", c.customer_id AS "customerId", a.name AS company
     FROM contact k LEFT JOIN customer_account c ON c.account_id = k.account_id LEFT JOIN account a ON a.id = c.customer_id
     WHERE k.id = ANY($1::text[]) AND k.last_name IS NOT NULL
       AND NOT EXISTS (SELECT FROM individual i WHERE i.id = k.individual_id AND i.must_not_process)
     UNION ALL
     SELECT l.id, l.first_name, l.last_name, l.email, l.phone, l.mobile_phone, NULL, l.company
     FROM lead l
     WHERE l.id = ANY($1::text[]) AND NOT l.is_converted
       AND NOT EXISTS (SELECT FROM individual i WHERE i.id = l.individual_id AND i.must_not_process)
     ORDER BY 1`,
    [ids],
  );
}

export async function markPeople(database: Database, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await database.query(
    `INSERT INTO dirty_person AS d (record_id) SELECT DISTINCT id FROM unnest($1::text[]) AS p(id) ORDER BY id
     ON CONFLICT (record_id) DO UPDATE SET version = d.version + 1`,
    [ids],
  );
}

/** Marks every contact, without asking row by row. */
export async function markAllContacts(database: Database): Promise<void> {
  await database.query(
    'INSERT INTO dirty_person (record_id) SELECT id FROM contact ORDER BY id ON CONFLICT DO NOTHING',
  );
}

/** Marks every lead, as a person and as a company. */
export async function markAllLeads(database: Database): Promise<void> {
  await database.query('INSERT INTO dirty_lead (lead_id) SELECT id FROM lead ORDER BY id ON CONFLICT DO NOTHING');
  await database.query('INSERT INTO dirty_person (record_id) SELECT id FROM lead ORDER BY id ON CONFLICT DO NOTHING');
}

/** Marks the contacts of customers that won or lost an account: whom they work for has changed. */
export async function markPeopleOf(database: Database, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length === 0) return;
  await database.query(
    `INSERT INTO dirty_person AS d (record_id)
     SELECT k.id FROM customer_account c JOIN contact k ON k.account_id = c.account_id
     WHERE c.customer_id = ANY($1::text[]) ORDER BY k.id
     ON CONFLICT (record_id) DO UPDATE SET version = d.version + 1`,
    [customerIds],
  );
}

/** Takes people out of the queue, for this transaction. */
export async function takeDirtyPeople(database: Database, count: number): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    `DELETE FROM dirty_person WHERE record_id IN (
       SELECT record_id FROM dirty_person ORDER BY record_id LIMIT $1 FOR UPDATE SKIP LOCKED)
     RETURNING record_id AS id`,
    [count],
  );
  return rows.map((row) => row.id).sort();
}

/**
 * The customers of the contacts among these records, and those with whom something is on record that names one: where the
 * contact worked then, or whose deal it was about.
 */
export async function readCustomersOfContacts(database: Database, ids: readonly string[]): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    `SELECT DISTINCT c.customer_id AS id FROM (
       SELECT account_id FROM contact WHERE id = ANY($1::text[])
       UNION SELECT account_id FROM task WHERE who_id = ANY($1::text[])
       UNION SELECT account_id FROM event WHERE who_id = ANY($1::text[])
       UNION SELECT account_id FROM support_case WHERE contact_id = ANY($1::text[])
       UNION SELECT o.account_id FROM opportunity o WHERE o.id IN (
         SELECT opportunity_id FROM opportunity_contact_role WHERE contact_id = ANY($1::text[])
         UNION SELECT what_id FROM task WHERE who_id = ANY($1::text[]) AND account_id IS NULL
         UNION SELECT what_id FROM event WHERE who_id = ANY($1::text[]) AND account_id IS NULL)) k
     JOIN customer_account c ON c.account_id = k.account_id ORDER BY 1`,
    [ids],
  );
  return rows.map((row) => row.id);
}

/** All rows of the persons that won or lost a row, and of those that these records are. */
export async function readRowsOfPersons(
  database: Database,
  personIds: readonly string[],
  recordIds: readonly string[],
): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    `SELECT record_id AS id FROM person_member WHERE person_id = ANY($1::text[])
     UNION
     SELECT o.record_id FROM person_member m JOIN person_member o ON o.person_id = m.person_id
     WHERE m.record_id = ANY($2::text[])`,
    [personIds, recordIds],
  );
  return rows.map((row) => row.id);
}

/** The people behind some contacts, as far as they are known under several rows. */
export interface Persons {
  /** The person behind each contact. */
  readonly persons: ReadonlyMap<string, string>;
  /** Contacts of whom a row, this or another, is marked *do not suggest*: the wish is the person's. */
  readonly muted: ReadonlySet<string>;
}

export async function readPersons(database: Database, contactIds: readonly string[]): Promise<Persons> {
  if (contactIds.length === 0) return { persons: new Map(), muted: new Set() };
  const rows = await database.query<{ id: string; personId: string; isMuted: boolean | null }>(
    `SELECT m.record_id AS id, m.person_id AS "personId", bool_or(x.do_not_suggest) AS "isMuted"
     FROM person_member m JOIN person_member o ON o.person_id = m.person_id LEFT JOIN contact x ON x.id = o.record_id
     WHERE m.record_id = ANY($1::text[]) GROUP BY 1, 2 HAVING count(*) > 1`,
    [contactIds],
  );
  return {
    persons: new Map(rows.map((row) => [row.id, row.personId])),
    muted: new Set(rows.filter(({ isMuted }) => isMuted).map(({ id }) => id)),
  };
}

import type { Database } from '../database.ts';

/** Two records that were compared; `recordId` is the smaller id. */
export interface PairRow {
  readonly recordId: string;
  readonly otherId: string;
  readonly judgement: string;
  readonly score: number;
  readonly evidence: readonly string[];
}

/** A key under which a record is found. */
export interface KeyRow {
  readonly recordId: string;
  readonly key: string;
}

/** Where the blocks, pairs and groups of one kind of records are kept. */
interface Names {
  readonly block: string;
  readonly pair: string;
  readonly member: string;
  /** Columns of a record and of its group. */
  readonly id: string;
  readonly group: string;
  /** SQL that says whether the record `n.id` is there. */
  readonly isThere: string;
}

/** Blocks, pairs and groups of one kind of records: accounts that are one customer, contacts that are one person. */
class MatchTables {
  readonly #names: Names;

  constructor(names: Names) {
    this.#names = names;
  }

  /** Replaces the keys under which records are found. */
  async replaceBlocks(database: Database, ids: readonly string[], keys: readonly KeyRow[]): Promise<void> {
    const { block, id } = this.#names;
    await database.query(
      `WITH wanted AS (SELECT DISTINCT * FROM unnest($2::text[], $3::text[]) AS w(id, key)),
       gone AS (
         DELETE FROM ${block} b WHERE b.${id} = ANY($1::text[])
           AND NOT EXISTS (SELECT FROM wanted w WHERE w.id = b.${id} AND w.key = b.key))
       INSERT INTO ${block} (${id}, key) SELECT id, key FROM wanted ON CONFLICT (${id}, key) DO NOTHING`,
      [ids, keys.map((entry) => entry.recordId), keys.map((entry) => entry.key)],
    );
  }

  /**
   * Records that share a key with one of these. From a key that very many share only the first by id are taken, so that
   * one record costs the same in any org; what all of them share connects through those first ones.
   */
  readCandidates(
    database: Database,
    ids: readonly string[],
    mostPerKey: number,
  ): Promise<{ readonly recordId: string; readonly candidateId: string }[]> {
    const { block, id } = this.#names;
    return database.query(
      `SELECT DISTINCT b.${id} AS "recordId", o.${id} AS "candidateId"
       FROM ${block} b
       CROSS JOIN LATERAL (SELECT o.${id} FROM ${block} o WHERE o.key = b.key ORDER BY o.${id} LIMIT $2) o
       WHERE b.${id} = ANY($1::text[]) AND o.${id} <> b.${id}`,
      [ids, mostPerKey],
    );
  }

  /** Replaces everything known about pairs in which one of these records takes part. */
  async replacePairs(database: Database, ids: readonly string[], pairs: readonly PairRow[]): Promise<void> {
    const { pair, id } = this.#names;
    const columns = [
      pairs.map((one) => one.recordId),
      pairs.map((one) => one.otherId),
      pairs.map((one) => one.judgement),
      pairs.map((one) => one.score),
      pairs.map((one) => JSON.stringify(one.evidence)),
    ];
    await database.query(
      `WITH wanted AS (
         SELECT * FROM unnest($2::text[], $3::text[], $4::text[], $5::double precision[], $6::jsonb[])
           AS w(id, other_id, judgement, score, evidence)),
       gone AS (
         DELETE FROM ${pair} p
         WHERE (p.${id} = ANY($1::text[]) OR p.other_id = ANY($1::text[]))
           AND NOT EXISTS (SELECT FROM wanted w WHERE w.id = p.${id} AND w.other_id = p.other_id))
       INSERT INTO ${pair} AS p (${id}, other_id, judgement, score, evidence) SELECT * FROM wanted
       ON CONFLICT (${id}, other_id) DO UPDATE
         SET judgement = excluded.judgement, score = excluded.score, evidence = excluded.evidence
         WHERE (p.judgement, p.score, p.evidence) IS DISTINCT FROM
               (excluded.judgement, excluded.score, excluded.evidence)`,
      [ids, ...columns],
    );
  }

  /**
   * All records whose grouping may change with these: the groups they belonged to, and whatever hangs together with
   * those by pairs judged or decided `same`. Groups are then a function of pairs and decisions alone, whatever the order
   * of events. Those of `ids` that were deleted are among them; they have no pairs.
   */
  async readNeighbourhood(database: Database, ids: readonly string[]): Promise<string[]> {
    const { pair, member, id, group, isThere } = this.#names;
    const rows = await database.query<{ id: string }>(
      `WITH RECURSIVE start AS (
         SELECT unnest($1::text[]) AS id
         UNION
         SELECT m.${id} FROM ${member} c JOIN ${member} m ON m.${group} = c.${group} WHERE c.${id} = ANY($1::text[])),
       near AS (
         SELECT id FROM start
         UNION
         SELECT p.id FROM near n CROSS JOIN LATERAL (
           SELECT other_id AS id FROM ${pair} WHERE ${id} = n.id AND judgement = 'same'
           UNION ALL
           SELECT ${id} FROM ${pair} WHERE other_id = n.id AND judgement = 'same'
           UNION ALL
           SELECT other_id FROM held_match WHERE one_id = n.id AND judgement = 'Same'
           UNION ALL
           SELECT one_id FROM held_match WHERE other_id = n.id AND judgement = 'Same') p)
       SELECT id FROM near n WHERE n.id = ANY($1::text[]) OR ${isThere} ORDER BY id`,
      [ids],
    );
    return rows.map((row) => row.id);
  }

  /** All that was judged among these records. */
  readPairsAmong(database: Database, ids: readonly string[]): Promise<PairRow[]> {
    const { pair, id } = this.#names;
    return database.query<PairRow>(
      `SELECT ${id} AS "recordId", other_id AS "otherId", judgement, score, evidence FROM ${pair}
       WHERE ${id} = ANY($1::text[]) AND other_id = ANY($1::text[]) ORDER BY 1, 2`,
      [ids],
    );
  }

  /**
   * Says which group each record belongs to. Records without a group are taken out.
   * @returns groups that won or lost a record.
   */
  async assign(
    database: Database,
    assignments: readonly { readonly recordId: string; readonly groupId: string }[],
    goneIds: readonly string[],
  ): Promise<string[]> {
    const { member, id, group } = this.#names;
    const rows = await database.query<{ id: string }>(
      `WITH wanted AS (SELECT * FROM unnest($1::text[], $2::text[]) AS w(id, group_id)),
       before AS (
         SELECT c.${id}, c.${group} FROM ${member} c WHERE c.${id} = ANY($1::text[]) OR c.${id} = ANY($3::text[])),
       gone AS (DELETE FROM ${member} c WHERE c.${id} = ANY($3::text[]) RETURNING c.${id}),
       changed AS (
         INSERT INTO ${member} AS c (${id}, ${group}) SELECT id, group_id FROM wanted
         ON CONFLICT (${id}) DO UPDATE SET ${group} = excluded.${group} WHERE c.${group} <> excluded.${group}
         RETURNING c.${id}, c.${group})
       SELECT ${group} AS id FROM changed
       UNION SELECT b.${group} FROM before b JOIN changed c ON c.${id} = b.${id}
       UNION SELECT b.${group} FROM before b JOIN gone g ON g.${id} = b.${id}`,
      [assignments.map((one) => one.recordId), assignments.map((one) => one.groupId), goneIds],
    );
    return rows.map((row) => row.id);
  }

  /**
   * Notes which pairs of these records are open questions: both stand in different groups, and nobody has decided
   * anything between the two groups.
   */
  async markOpenPairs(database: Database, ids: readonly string[]): Promise<void> {
    const { pair, member, id, group } = this.#names;
    await database.query(
      `WITH judged AS (
         SELECT p.${id} AS id, p.other_id, a.${group} AS one_group, b.${group} AS other_group
         FROM ${pair} p JOIN ${member} a ON a.${id} = p.${id} JOIN ${member} b ON b.${id} = p.other_id
         WHERE p.${id} = ANY($1::text[]) OR p.other_id = ANY($1::text[])),
       decided AS (
         SELECT a.${group} AS one_group, b.${group} AS other_group
         FROM held_match h JOIN ${member} a ON a.${id} = h.one_id JOIN ${member} b ON b.${id} = h.other_id
         WHERE h.judgement IN ('Same', 'Different'))
       UPDATE ${pair} p SET is_open = q.is_open
       FROM (
         SELECT j.id, j.other_id, j.one_group <> j.other_group AND NOT EXISTS (
           SELECT FROM decided d WHERE (d.one_group = j.one_group AND d.other_group = j.other_group)
             OR (d.one_group = j.other_group AND d.other_group = j.one_group)) AS is_open
         FROM judged j) q
       WHERE p.${id} = q.id AND p.other_id = q.other_id AND p.is_open <> q.is_open`,
      [ids],
    );
  }
}

/** Which accounts are one customer. */
export const accountMatches = new MatchTables({
  ...{ block: 'account_block', pair: 'account_pair', member: 'customer_account', id: 'account_id' },
  group: 'customer_id',
  isThere: 'EXISTS (SELECT FROM account a WHERE a.id = n.id)',
});

/** Which contacts and leads are one person. */
export const personMatches = new MatchTables({
  ...{ block: 'person_block', pair: 'person_pair', member: 'person_member', id: 'record_id' },
  group: 'person_id',
  isThere: `(EXISTS (SELECT FROM contact k WHERE k.id = n.id)
             OR EXISTS (SELECT FROM lead l WHERE l.id = n.id AND NOT l.is_converted))`,
});

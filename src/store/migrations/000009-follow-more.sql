-- Who knows a customer well, and of which division: what `meeting` counts, so that a changed customer changes its own
-- pairs only and what stands there never depends on when it was counted.
CREATE TABLE meeting_tie (
  customer_id text NOT NULL,
  user_id text NOT NULL,
  division_id text NOT NULL,
  PRIMARY KEY (customer_id, user_id)
);
INSERT INTO meeting_tie (customer_id, user_id, division_id)
  SELECT r.customer_id, r.colleague_id, u.division_id
  FROM relationship r JOIN crm_user u ON u.id = r.colleague_id AND u.is_active AND u.division_id IS NOT NULL
  WHERE r.band IN ('strong', 'good');
DELETE FROM meeting;
INSERT INTO meeting (user_id, other_id, customers)
  SELECT a.user_id, b.user_id, count(*) FROM meeting_tie a
  JOIN meeting_tie b ON b.customer_id = a.customer_id AND b.division_id <> a.division_id GROUP BY 1, 2;

-- People whose deals changed: what they are experts in is to be counted again. '*' stands for everybody.
CREATE TABLE dirty_expert (
  user_id text PRIMARY KEY,
  version bigint NOT NULL DEFAULT 0
);
INSERT INTO dirty_expert (user_id) VALUES ('*');

-- What was learned is kept in another form; it is learned again, or taken from the CRM.
DELETE FROM setting WHERE key IN ('needs learned', 'needs rules', 'needs answers');
DELETE FROM need_kind;

-- Activities to be read once more by id: merges and conversions move them without a change of their own.
CREATE TABLE reread (
  record text NOT NULL,
  id text NOT NULL,
  PRIMARY KEY (record, id)
);

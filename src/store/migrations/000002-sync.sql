-- Where the first load of a large object stopped, for the next run to go on from.
CREATE TABLE load_place (
  record text PRIMARY KEY,
  place jsonb NOT NULL,
  -- True: our table was empty when the load began, so that rows need not be looked for before they are written.
  is_fresh boolean NOT NULL
);

-- Ids under which people and other systems still know a record: merged away, or a lead that became a contact.
CREATE TABLE record_alias (
  id text PRIMARY KEY,
  -- Never itself an alias: chains are followed when they are written.
  survivor_id text NOT NULL
);
CREATE INDEX record_alias_survivor ON record_alias (survivor_id);

-- Living rows of the CRM that were read and are not kept, so that ours can be counted against those of the CRM.
CREATE TABLE passed_over (
  record text NOT NULL,
  id text NOT NULL,
  PRIMARY KEY (record, id)
);

-- When ids were last held against those of the CRM.
ALTER TABLE read_position ADD COLUMN reconciled_ms bigint;

-- Who is the same: what people decided, what is proposed to them, and people beside companies.

-- Rows of Baton_Match__c. one_id is the smaller id.
CREATE TABLE held_match (
  id text PRIMARY KEY,
  external_id text,
  kind text,
  one_id text NOT NULL,
  other_id text NOT NULL,
  judgement text NOT NULL,
  state text,
  score double precision,
  evidence text,
  decided_by text,
  decided_at text,
  last_modified_by text NOT NULL,
  last_modified text NOT NULL
);
CREATE INDEX held_match_one ON held_match (one_id);
CREATE INDEX held_match_other ON held_match (other_id);

-- True: not settled by the groups, so a person may want to judge.
ALTER TABLE account_pair ADD COLUMN is_open boolean NOT NULL DEFAULT false;
CREATE INDEX account_pair_open ON account_pair (score DESC, account_id, other_id) WHERE is_open;

-- By what contacts are found to be the same person.
ALTER TABLE contact
  ADD COLUMN first_name text,
  ADD COLUMN last_name text,
  ADD COLUMN email text,
  ADD COLUMN phone text,
  ADD COLUMN mobile_phone text;

-- Contacts and leads, as people. record_id is a contact or a lead.
CREATE TABLE person_block (
  record_id text NOT NULL,
  key text NOT NULL,
  PRIMARY KEY (record_id, key)
);
CREATE INDEX person_block_key ON person_block (key, record_id);

-- record_id is the smaller of the two.
CREATE TABLE person_pair (
  record_id text NOT NULL,
  other_id text NOT NULL,
  judgement text NOT NULL,
  score double precision NOT NULL,
  evidence jsonb NOT NULL,
  is_open boolean NOT NULL DEFAULT false,
  PRIMARY KEY (record_id, other_id)
);
CREATE INDEX person_pair_other ON person_pair (other_id);
CREATE INDEX person_pair_open ON person_pair (score DESC, record_id, other_id) WHERE is_open;

-- person_id is the smallest id among the rows of one person: a contact, where there is one.
CREATE TABLE person_member (
  record_id text PRIMARY KEY,
  person_id text NOT NULL
);
CREATE INDEX person_member_person ON person_member (person_id, record_id);

CREATE TABLE dirty_person (
  record_id text PRIMARY KEY,
  version bigint NOT NULL DEFAULT 0
);

-- Leads as companies: whose account they are.
CREATE TABLE lead_block (
  lead_id text NOT NULL,
  key text NOT NULL,
  PRIMARY KEY (lead_id, key)
);
CREATE INDEX lead_block_key ON lead_block (key, lead_id);

CREATE TABLE lead_account (
  lead_id text NOT NULL,
  account_id text NOT NULL,
  judgement text NOT NULL,
  score double precision NOT NULL,
  evidence jsonb NOT NULL,
  is_open boolean NOT NULL DEFAULT false,
  PRIMARY KEY (lead_id, account_id)
);
CREATE INDEX lead_account_account ON lead_account (account_id);
CREATE INDEX lead_account_open ON lead_account (score DESC, lead_id, account_id) WHERE is_open;

CREATE TABLE dirty_lead (
  lead_id text PRIMARY KEY,
  version bigint NOT NULL DEFAULT 0
);

-- Contacts were read without names so far, tasks without their duration, policies without what branches count as.
UPDATE read_position SET is_loaded = false WHERE record IN ('contact', 'task', 'policy');

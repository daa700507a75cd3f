-- What customers may need: facts, what was learned, and our own rows in the CRM.

ALTER TABLE account ADD COLUMN industry text, ADD COLUMN annual_revenue double precision,
  ADD COLUMN number_of_employees double precision;
ALTER TABLE opportunity ADD COLUMN is_won boolean NOT NULL DEFAULT false,
  ADD COLUMN is_closed boolean NOT NULL DEFAULT false;
ALTER TABLE division ADD COLUMN name text NOT NULL DEFAULT '';
-- Rows that were read before lack the new columns: their objects are read anew.
UPDATE read_position SET is_loaded = false WHERE record IN ('account', 'opportunity', 'division', 'policy');

CREATE TABLE need (
  id text PRIMARY KEY,
  key text NOT NULL,
  name text NOT NULL,
  is_active boolean NOT NULL,
  division_id text,
  families jsonb NOT NULL,
  keywords jsonb NOT NULL
);

CREATE TABLE opportunity_line (
  id text PRIMARY KEY,
  opportunity_id text NOT NULL,
  family text NOT NULL
);
CREATE INDEX opportunity_line_opportunity ON opportunity_line (opportunity_id);

-- Cases and campaigns that name a need: which one, and never the words.
CREATE TABLE need_case (
  id text PRIMARY KEY,
  account_id text,
  owner_id text NOT NULL,
  needs jsonb NOT NULL,
  at_ms bigint NOT NULL
);
CREATE INDEX need_case_account ON need_case (account_id);

CREATE TABLE need_campaign (
  id text PRIMARY KEY,
  owner_id text NOT NULL,
  needs jsonb NOT NULL
);

-- Contacts who answered a campaign.
CREATE TABLE campaign_answer (
  id text PRIMARY KEY,
  campaign_id text NOT NULL,
  contact_id text NOT NULL,
  at_ms bigint NOT NULL
);
CREATE INDEX campaign_answer_campaign ON campaign_answer (campaign_id);
CREATE INDEX campaign_answer_contact ON campaign_answer (contact_id);

-- What a customer is and has, as learning counts it.
CREATE TABLE need_profile (
  customer_id text PRIMARY KEY,
  industry text,
  country text,
  turnover double precision,
  employees double precision,
  -- Keys of needs, sorted.
  needs jsonb NOT NULL
);

-- How many customers of a kind there are, and how many of them have each need.
CREATE TABLE need_kind (
  kind text PRIMARY KEY,
  customers int NOT NULL,
  holders jsonb NOT NULL
);

-- When something about the suggestions of a customer changes by time alone.
CREATE TABLE need_due (
  customer_id text PRIMARY KEY,
  due_ms bigint NOT NULL
);
CREATE INDEX need_due_ms ON need_due (due_ms);

-- What became of a need at a customer that named it.
CREATE TABLE need_outcome (
  customer_id text NOT NULL,
  need text NOT NULL,
  -- waiting, suggested, passed, refused or won
  state text NOT NULL,
  at_ms bigint,
  PRIMARY KEY (customer_id, need)
);

CREATE TABLE dirty_need (
  customer_id text PRIMARY KEY,
  version bigint NOT NULL DEFAULT 0
);

-- Our own rows of smaller objects: as they should stand in the CRM, as they do, and which of them to look at.
CREATE TABLE desired_row (
  object text NOT NULL,
  external_id text NOT NULL,
  customer_id text,
  -- Larger is better; with it the best rows are found when the org has no room for all.
  worth int NOT NULL,
  fields jsonb NOT NULL,
  PRIMARY KEY (object, external_id)
);
CREATE INDEX desired_row_customer ON desired_row (customer_id);
CREATE INDEX desired_row_worth ON desired_row (object, worth DESC, external_id);

CREATE TABLE held_row (
  id text PRIMARY KEY,
  object text NOT NULL,
  external_id text NOT NULL,
  account_id text,
  created_ms bigint NOT NULL,
  fields jsonb NOT NULL
);
CREATE INDEX held_row_external ON held_row (object, external_id);
CREATE INDEX held_row_account ON held_row (account_id);

CREATE TABLE unpublished_row (
  object text NOT NULL,
  external_id text NOT NULL,
  version bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (object, external_id)
);

-- Rows that Salesforce refused for good. fingerprint is that of the values it refused; NULL: whatever they are now.
CREATE TABLE refused_row (
  object text NOT NULL,
  external_id text NOT NULL,
  fingerprint text,
  PRIMARY KEY (object, external_id)
);

-- Hand-offs and introductions: facts as read, and what the service works with. Never notes or texts.

-- Deals that came of a hand-off. Beside `opportunity`, since few do.
CREATE TABLE handoff_deal (
  id text PRIMARY KEY,
  handoff_id text NOT NULL,
  owner_id text NOT NULL,
  is_won boolean NOT NULL,
  is_closed boolean NOT NULL,
  amount_class text,
  stamp_ms bigint NOT NULL
);
CREATE INDEX handoff_deal_handoff ON handoff_deal (handoff_id);
CREATE INDEX opportunity_owner ON opportunity (owner_id);

CREATE TABLE user_place (
  id text PRIMARY KEY,
  name text NOT NULL,
  city text
);

-- Rows that were read before lack what these tables hold: their objects are read anew.
UPDATE read_position SET is_loaded = false WHERE record IN ('opportunity', 'user', 'division', 'preference', 'policy');

-- What a division decides about hand-offs: clocks and intake. Beside `division`, whose changes concern every customer.
CREATE TABLE division_desk (
  id text PRIMARY KEY,
  intake_user_id text,
  intake_group text,
  business_hours text,
  decide_hours double precision,
  contact_hours double precision,
  status_days double precision
);

-- What a person chose, beside naming.
CREATE TABLE desk_choice (
  id text PRIMARY KEY,
  owner_id text NOT NULL,
  away_until text,
  asks_a_month int,
  open_cap int,
  notices text,
  digest_at text,
  digest_sent_at text,
  wake text
);
CREATE INDEX desk_choice_owner ON desk_choice (owner_id);

CREATE TABLE handoff (
  id text PRIMARY KEY,
  owner_id text NOT NULL,
  receiver_id text,
  account_id text,
  previous_id text,
  state text NOT NULL,
  record jsonb NOT NULL
);
CREATE INDEX handoff_state ON handoff (state);
CREATE INDEX handoff_owner ON handoff (owner_id);
CREATE INDEX handoff_receiver ON handoff (receiver_id);
CREATE INDEX handoff_previous ON handoff (previous_id) WHERE previous_id IS NOT NULL;

CREATE TABLE handoff_message (
  id text PRIMARY KEY,
  handoff_id text NOT NULL,
  kind text NOT NULL,
  author_id text NOT NULL,
  created_ms bigint NOT NULL
);
CREATE INDEX handoff_message_handoff ON handoff_message (handoff_id);

CREATE TABLE introduction (
  id text PRIMARY KEY,
  owner_id text NOT NULL,
  state text NOT NULL,
  record jsonb NOT NULL
);
CREATE INDEX introduction_state ON introduction (state);

CREATE TABLE introduction_request (
  id text PRIMARY KEY,
  introduction_id text NOT NULL,
  owner_id text NOT NULL,
  state text NOT NULL,
  created_ms bigint NOT NULL,
  record jsonb NOT NULL
);
CREATE INDEX introduction_request_introduction ON introduction_request (introduction_id);
CREATE INDEX introduction_request_owner ON introduction_request (owner_id, created_ms);

-- Hand-offs and introductions to look at now.
CREATE TABLE dirty_handoff (
  id text PRIMARY KEY,
  version bigint NOT NULL DEFAULT 0
);

-- When a clock of a hand-off or an introduction runs out.
CREATE TABLE handoff_due (
  id text PRIMARY KEY,
  due_ms bigint NOT NULL
);
CREATE INDEX handoff_due_ms ON handoff_due (due_ms);

-- Who sold what: for routing. Recomputed from time to time.
CREATE TABLE expert (
  division_id text NOT NULL,
  -- '' for the division as a whole.
  need_id text NOT NULL,
  user_id text NOT NULL,
  wins int NOT NULL,
  last_ms bigint NOT NULL,
  PRIMARY KEY (division_id, need_id, user_id)
);
CREATE INDEX expert_user ON expert (user_id);

-- Where people work: how many customers of a region (country and first two digits of the post code) they own.
CREATE TABLE user_region (
  user_id text NOT NULL,
  region text NOT NULL,
  accounts int NOT NULL,
  PRIMARY KEY (user_id, region)
);

-- Whom we gave access to, as last seen in the CRM.
CREATE TABLE handoff_share (
  handoff_id text PRIMARY KEY,
  user_or_group_ids jsonb NOT NULL
);

-- People of two divisions who work with the same customers.
CREATE TABLE meeting (
  user_id text NOT NULL,
  other_id text NOT NULL,
  customers int NOT NULL,
  PRIMARY KEY (user_id, other_id)
);

-- Which offices look after a region: how many of its accounts are owned from there, and of how many.
CREATE TABLE office_region (
  city text NOT NULL,
  region text NOT NULL,
  accounts int NOT NULL,
  of_accounts int NOT NULL,
  PRIMARY KEY (city, region)
);

-- Facts as read from the CRM: ids, owners, dates, names and match keys only. Times are milliseconds since 1970.

CREATE TABLE setting (
  key text PRIMARY KEY,
  value text NOT NULL
);

-- How far each object has been read. Everything with a SystemModstamp up to (stamp, row_id) is here.
CREATE TABLE read_position (
  record text PRIMARY KEY,
  -- Where changes must be looked for once the first load is over: the org's time when it began.
  load_started_ms bigint NOT NULL,
  is_loaded boolean NOT NULL DEFAULT false,
  stamp text,
  row_id text,
  swept_ms bigint
);

-- Ids met while an object is read whole, to find those that are gone.
CREATE TABLE seen_id (
  record text NOT NULL,
  id text NOT NULL,
  PRIMARY KEY (record, id)
);

CREATE TABLE api_calls (
  hour_ms bigint PRIMARY KEY,
  calls int NOT NULL
);

CREATE TABLE account (
  id text PRIMARY KEY,
  name text NOT NULL,
  owner_id text NOT NULL,
  parent_id text,
  created_ms bigint NOT NULL,
  is_person boolean NOT NULL,
  website text,
  phone text,
  street text,
  city text,
  postal_code text,
  country text,
  do_not_suggest boolean NOT NULL
);
CREATE INDEX account_owner ON account (owner_id);

CREATE TABLE contact (
  id text PRIMARY KEY,
  account_id text,
  do_not_suggest boolean NOT NULL
);
CREATE INDEX contact_account ON contact (account_id);

CREATE TABLE crm_user (
  id text PRIMARY KEY,
  is_active boolean NOT NULL,
  division_fields jsonb NOT NULL,
  -- Resolved from division; not read from the CRM.
  division_id text
);

CREATE TABLE opportunity (
  id text PRIMARY KEY,
  account_id text,
  owner_id text NOT NULL,
  at_ms bigint NOT NULL
);
CREATE INDEX opportunity_account ON opportunity (account_id);

CREATE TABLE opportunity_contact_role (
  id text PRIMARY KEY,
  opportunity_id text NOT NULL,
  contact_id text NOT NULL
);
CREATE INDEX opportunity_contact_role_opportunity ON opportunity_contact_role (opportunity_id);

CREATE TABLE account_team_member (
  id text PRIMARY KEY,
  account_id text NOT NULL,
  user_id text NOT NULL,
  at_ms bigint NOT NULL
);
CREATE INDEX account_team_member_account ON account_team_member (account_id);

CREATE TABLE opportunity_team_member (
  id text PRIMARY KEY,
  opportunity_id text NOT NULL,
  user_id text NOT NULL
);
CREATE INDEX opportunity_team_member_opportunity ON opportunity_team_member (opportunity_id);

-- Calls and mails that took place; other tasks are no sign of contact and are not kept.
CREATE TABLE task (
  id text PRIMARY KEY,
  owner_id text NOT NULL,
  who_id text,
  what_id text,
  account_id text,
  kind text NOT NULL,
  direction text,
  at_ms bigint NOT NULL
);
CREATE INDEX task_account ON task (account_id);
CREATE INDEX task_who ON task (who_id) WHERE account_id IS NULL;
CREATE INDEX task_what ON task (what_id) WHERE account_id IS NULL;

CREATE TABLE event (
  id text PRIMARY KEY,
  owner_id text NOT NULL,
  who_id text,
  what_id text,
  account_id text,
  at_ms bigint NOT NULL
);
CREATE INDEX event_account ON event (account_id);
CREATE INDEX event_who ON event (who_id) WHERE account_id IS NULL;
CREATE INDEX event_what ON event (what_id) WHERE account_id IS NULL;

-- Which way a mail went. The task in activity_id says whose it is.
CREATE TABLE email_message (
  id text PRIMARY KEY,
  activity_id text NOT NULL,
  is_incoming boolean NOT NULL,
  recipients int NOT NULL,
  at_ms bigint NOT NULL
);
CREATE INDEX email_message_activity ON email_message (activity_id);

CREATE TABLE support_case (
  id text PRIMARY KEY,
  account_id text,
  contact_id text,
  owner_id text NOT NULL,
  at_ms bigint NOT NULL
);
CREATE INDEX support_case_account ON support_case (account_id);

CREATE TABLE permission_set_assignment (
  id text PRIMARY KEY,
  assignee_id text NOT NULL,
  permission_set text NOT NULL
);
CREATE INDEX permission_set_assignment_assignee ON permission_set_assignment (assignee_id);

CREATE TABLE division (
  id text PRIMARY KEY,
  key text NOT NULL,
  is_active boolean NOT NULL,
  user_field text NOT NULL,
  user_values jsonb NOT NULL
);

CREATE TABLE preference (
  id text PRIMARY KEY,
  owner_id text NOT NULL,
  naming text NOT NULL
);
CREATE INDEX preference_owner ON preference (owner_id);

CREATE TABLE policy (
  id text PRIMARY KEY,
  created_ms bigint NOT NULL,
  is_active boolean NOT NULL,
  choices jsonb NOT NULL
);

-- Our own rows as the CRM holds them.
CREATE TABLE held_relationship (
  id text PRIMARY KEY,
  external_id text NOT NULL,
  account_id text NOT NULL,
  contact_id text,
  colleague_id text,
  division_id text,
  band text NOT NULL,
  rank int,
  reasons text NOT NULL,
  last_month text
);
CREATE INDEX held_relationship_account ON held_relationship (account_id);

CREATE TABLE held_issue (
  id text PRIMARY KEY,
  external_id text NOT NULL,
  kind text NOT NULL,
  state text NOT NULL,
  object text,
  record_id text,
  code text,
  reason text,
  fix text
);
CREATE INDEX held_issue_external ON held_issue (external_id);

-- What follows from the facts.

CREATE TABLE account_block (
  account_id text NOT NULL,
  key text NOT NULL,
  PRIMARY KEY (account_id, key)
);
CREATE INDEX account_block_key ON account_block (key, account_id);

-- account_id is the smaller of the two.
CREATE TABLE account_pair (
  account_id text NOT NULL,
  other_id text NOT NULL,
  judgement text NOT NULL,
  score double precision NOT NULL,
  evidence jsonb NOT NULL,
  PRIMARY KEY (account_id, other_id)
);
CREATE INDEX account_pair_other ON account_pair (other_id);

CREATE TABLE customer_account (
  account_id text PRIMARY KEY,
  customer_id text NOT NULL
);
CREATE INDEX customer_account_customer ON customer_account (customer_id, account_id);

CREATE TABLE customer (
  customer_id text PRIMARY KEY,
  -- Divisions that own an account of it or know it.
  divisions int NOT NULL,
  -- When the next thing changes by time alone.
  due_ms bigint
);
CREATE INDEX customer_due ON customer (due_ms) WHERE due_ms IS NOT NULL;

CREATE TABLE relationship (
  customer_id text NOT NULL,
  colleague_id text NOT NULL,
  log_strength double precision NOT NULL,
  band text NOT NULL,
  reasons text NOT NULL,
  last_month text NOT NULL,
  contact_id text,
  -- NULL: never, by time alone.
  band_falls_ms bigint,
  PRIMARY KEY (customer_id, colleague_id)
);
CREATE INDEX relationship_colleague ON relationship (colleague_id);

CREATE TABLE desired_relationship (
  external_id text PRIMARY KEY,
  customer_id text NOT NULL,
  account_id text NOT NULL,
  contact_id text,
  colleague_id text,
  division_id text NOT NULL,
  band text NOT NULL,
  -- Larger is better; with it the best rows are found when the org has no room for all.
  worth int NOT NULL,
  rank int NOT NULL,
  reasons text NOT NULL,
  last_month text NOT NULL
);
CREATE INDEX desired_relationship_customer ON desired_relationship (customer_id);
CREATE INDEX desired_relationship_account ON desired_relationship (account_id);
CREATE INDEX desired_relationship_worth ON desired_relationship (worth DESC, external_id);

CREATE TABLE issue (
  external_id text PRIMARY KEY,
  kind text NOT NULL,
  object text,
  record_id text,
  code text,
  reason text NOT NULL,
  fix text NOT NULL
);

-- Work to do. A version tells whether something came in while it was being done.

CREATE TABLE dirty_account (
  account_id text PRIMARY KEY,
  version bigint NOT NULL DEFAULT 0
);

CREATE TABLE dirty_customer (
  customer_id text PRIMARY KEY,
  reason text NOT NULL,
  version bigint NOT NULL DEFAULT 0
);

CREATE TABLE unpublished_account (
  account_id text PRIMARY KEY,
  version bigint NOT NULL DEFAULT 0
);

-- Rows that Salesforce refused for good. fingerprint is that of the values it refused; NULL: whatever they are now.
CREATE TABLE parked_row (
  external_id text PRIMARY KEY,
  account_id text NOT NULL,
  fingerprint text
);
CREATE INDEX parked_row_account ON parked_row (account_id);

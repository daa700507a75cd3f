-- Leads: whom they are about, for matching, and what became of them.
CREATE TABLE lead (
  id text PRIMARY KEY,
  -- A user or a queue.
  owner_id text NOT NULL,
  created_ms bigint NOT NULL,
  first_name text,
  last_name text NOT NULL,
  company text,
  street text,
  city text,
  postal_code text,
  country text,
  phone text,
  mobile_phone text,
  email text,
  website text,
  status text,
  is_converted boolean NOT NULL,
  converted_account_id text,
  converted_contact_id text,
  converted_opportunity_id text,
  handoff_id text
);
CREATE INDEX lead_owner ON lead (owner_id);
CREATE INDEX lead_handoff ON lead (handoff_id) WHERE handoff_id IS NOT NULL;
CREATE INDEX lead_converted_account ON lead (converted_account_id) WHERE converted_account_id IS NOT NULL;

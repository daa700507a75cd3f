-- People who must not be processed: Individual with "Forget this Individual" or "Don't Process". No name, no address.
CREATE TABLE individual (
  id text PRIMARY KEY,
  must_not_process boolean NOT NULL
);

ALTER TABLE account ADD COLUMN individual_id text;
CREATE INDEX account_individual ON account (individual_id) WHERE individual_id IS NOT NULL;
ALTER TABLE contact ADD COLUMN individual_id text;
CREATE INDEX contact_individual ON contact (individual_id) WHERE individual_id IS NOT NULL;
ALTER TABLE lead ADD COLUMN individual_id text;
CREATE INDEX lead_individual ON lead (individual_id) WHERE individual_id IS NOT NULL;

-- Resolved from policy; not read from the CRM. False: a pilot is on, and this person is not in it.
ALTER TABLE crm_user ADD COLUMN in_pilot boolean NOT NULL DEFAULT true;

-- Rows that were read without these fields are read anew; changes are followed from where we were.
UPDATE read_position SET is_loaded = false WHERE record IN ('account', 'contact', 'lead', 'policy');

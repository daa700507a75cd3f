/**
 * Tables of the truth file. It is a file of its own, beside the org's, that only tests, benchmarks and the demo's page
 * open: whatever is measured against it never sees it.
 */
export const TRUTH_TABLES = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE user (user_id TEXT PRIMARY KEY, name TEXT, post TEXT, division TEXT, area INTEGER, role_id TEXT, is_active INTEGER,
    has_baton INTEGER, naming TEXT, sees_all INTEGER, reads_accounts INTEGER) WITHOUT ROWID;
  CREATE TABLE user_skill (user_id TEXT, family TEXT, skill REAL, PRIMARY KEY (user_id, family)) WITHOUT ROWID;
  CREATE TABLE role (role_id TEXT PRIMARY KEY, parent_role_id TEXT) WITHOUT ROWID;
  CREATE TABLE share_group (group_id TEXT, user_id TEXT, PRIMARY KEY (group_id, user_id)) WITHOUT ROWID;
  CREATE TABLE customer (customer_id TEXT, group_id TEXT, kind TEXT, name TEXT, industry TEXT, country TEXT, city TEXT, area INTEGER,
    turnover INTEGER, employees INTEGER);
  CREATE TABLE account (account_id TEXT, customer_id TEXT, division TEXT, owner_id TEXT, is_private INTEGER, is_duplicate INTEGER);
  CREATE TABLE served_by (customer_id TEXT, division TEXT);
  CREATE TABLE account_grant (account_id TEXT, kind TEXT, holder_id TEXT, cause TEXT);
  CREATE TABLE contact (contact_id TEXT, person_id TEXT, account_id TEXT);
  CREATE TABLE lead (lead_id TEXT, customer_id TEXT);
  CREATE TABLE knows (user_id TEXT, customer_id TEXT, person_id TEXT, account_id TEXT, level TEXT, strength REAL, since TEXT, last TEXT);
  CREATE TABLE need (customer_id TEXT, family TEXT, is_wanted INTEGER, is_bought INTEGER);
  CREATE TABLE need_rule (rule_id TEXT PRIMARY KEY, rule TEXT NOT NULL) WITHOUT ROWID;
`;

/** Made when all rows are in: an index that grows with each row would cost most of the time. */
export const TRUTH_INDEXES = `
  CREATE UNIQUE INDEX customer_id ON customer (customer_id);
  CREATE INDEX customer_group ON customer (group_id);
  CREATE UNIQUE INDEX account_id ON account (account_id);
  CREATE INDEX account_customer ON account (customer_id);
  CREATE INDEX account_owner ON account (owner_id);
  CREATE INDEX served_by_customer ON served_by (customer_id);
  CREATE INDEX grant_account ON account_grant (account_id);
  CREATE INDEX grant_holder ON account_grant (holder_id, kind);
  CREATE UNIQUE INDEX contact_id ON contact (contact_id);
  CREATE INDEX contact_person ON contact (person_id);
  CREATE INDEX lead_customer ON lead (customer_id);
  CREATE INDEX knows_customer ON knows (customer_id);
  CREATE INDEX knows_user ON knows (user_id);
  CREATE INDEX need_customer ON need (customer_id);
`;

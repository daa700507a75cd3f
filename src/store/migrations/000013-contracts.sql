-- Contracts in force: whose they are and when they end.
CREATE TABLE contract (
  id text PRIMARY KEY,
  account_id text NOT NULL,
  owner_id text NOT NULL,
  end_ms bigint NOT NULL
);
CREATE INDEX contract_account ON contract (account_id);

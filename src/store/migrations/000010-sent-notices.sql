-- Notices that reached Salesforce and are not yet recorded there as sent: they are recorded, not sent once more.
CREATE TABLE sent_notice (
  target_id text NOT NULL,
  key text NOT NULL,
  PRIMARY KEY (target_id, key)
);

-- A lead that loses a merge takes its link to a hand-off along into the bin; what becomes of the winner counts all the same.
CREATE TABLE merged_lead_handoff (
  lead_id text NOT NULL,
  handoff_id text NOT NULL,
  PRIMARY KEY (handoff_id, lead_id)
);
CREATE INDEX merged_lead_handoff_lead ON merged_lead_handoff (lead_id);
CREATE VIEW handoff_lead AS
  SELECT handoff_id, id AS lead_id FROM lead WHERE handoff_id IS NOT NULL
  UNION SELECT handoff_id, lead_id FROM merged_lead_handoff;

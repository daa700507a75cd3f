-- Campaigns whose feedback is to be counted again: an answer came, changed or went.
CREATE TABLE dirty_campaign (
  campaign_id text PRIMARY KEY,
  version bigint NOT NULL DEFAULT 0
);
-- Feedback that outlived its last answer is found by looking at all once.
INSERT INTO dirty_campaign (campaign_id)
SELECT DISTINCT fields ->> 'Campaign__c' FROM desired_row
WHERE object = 'Baton_Feedback__c' AND fields ->> 'Campaign__c' IS NOT NULL;

-- What somebody hears of goes, and comes, with their Baton: to be found by the person.
CREATE INDEX need_case_owner ON need_case (owner_id);
CREATE INDEX need_campaign_owner ON need_campaign (owner_id);

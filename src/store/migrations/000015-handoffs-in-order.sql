-- What changed or is due comes before what is only looked at again because a full round looks at everything.
ALTER TABLE dirty_handoff ADD COLUMN is_routine boolean NOT NULL DEFAULT false;
-- Where Salesforce refused what was to be written: how often, and until when it is left alone.
ALTER TABLE dirty_handoff ADD COLUMN refusals int NOT NULL DEFAULT 0;
ALTER TABLE dirty_handoff ADD COLUMN wait_until_ms bigint;

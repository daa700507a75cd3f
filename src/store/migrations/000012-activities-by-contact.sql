-- Whoever changes a contact changes what all activities with it say, whichever account they name.
DROP INDEX task_who;
CREATE INDEX task_who ON task (who_id);
DROP INDEX event_who;
CREATE INDEX event_who ON event (who_id);

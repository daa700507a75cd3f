-- What has to be made again once the load of a table is over: many rows are added much faster without.
ALTER TABLE load_place ADD COLUMN indexes text[] NOT NULL DEFAULT '{}';

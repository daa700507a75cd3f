-- Who works side by side: the role of a colleague. Users are read anew for it.
ALTER TABLE user_place ADD COLUMN role_id text;
UPDATE read_position SET is_loaded = false WHERE record = 'user';

-- Which team looks after a place: how many of its accounts are owned by people of one role, within a division; '' as the
-- role stands for the whole division. A place is a country, a region of it by one or two digits of the post code, or a city.
CREATE TABLE team_place (
  division_id text NOT NULL,
  role_id text NOT NULL,
  place text NOT NULL,
  accounts int NOT NULL,
  PRIMARY KEY (division_id, place, role_id)
);

-- Of the deals that somebody won, those with customers that a colleague looks after: who is called in for it.
ALTER TABLE expert ADD COLUMN called int NOT NULL DEFAULT 0;
INSERT INTO dirty_expert (user_id) VALUES ('*') ON CONFLICT (user_id) DO UPDATE SET version = dirty_expert.version + 1;

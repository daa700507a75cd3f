-- Who is called in where: deals in a need that somebody won with customers that a colleague looks after, by place. A place is
-- as in team_place; '' is everywhere.
CREATE TABLE expert_place (
  need_id text NOT NULL,
  place text NOT NULL,
  user_id text NOT NULL,
  called int NOT NULL,
  PRIMARY KEY (need_id, place, user_id)
);
CREATE INDEX expert_place_user ON expert_place (user_id);
INSERT INTO dirty_expert (user_id) VALUES ('*') ON CONFLICT (user_id) DO UPDATE SET version = dirty_expert.version + 1;

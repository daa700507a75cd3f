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

-- So that routing looks at the first few of each list and reads no list as a whole.
CREATE INDEX expert_best ON expert (division_id, need_id, wins DESC, user_id);
CREATE INDEX user_region_region ON user_region (region);
CREATE INDEX user_place_city ON user_place (city);
CREATE INDEX user_place_role ON user_place (role_id);

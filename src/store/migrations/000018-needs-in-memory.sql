-- Counts of kinds are kept with what was learned, in one setting; a process that suggests has them in memory.
DROP TABLE need_kind;

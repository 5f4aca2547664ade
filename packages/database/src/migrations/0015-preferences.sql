-- What a person wants to be told and where. No row: as the house does by itself.
CREATE TABLE notice_preferences (
  person_id text COLLATE "C" NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  topic text NOT NULL,
  channel text NOT NULL,
  wanted boolean NOT NULL,
  PRIMARY KEY (person_id, topic, channel)
);

-- Lots that people watch, and lots whose watchers were told that they close soon. No foreign keys to lots: their checks
-- would wait for the lock of a lot in use.

CREATE TABLE watched_lots (
  person_id text COLLATE "C" NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  lot_id text COLLATE "C" NOT NULL,
  position bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (person_id, lot_id)
);

CREATE INDEX watched_lots_lot ON watched_lots (lot_id);

-- One row for each lot, whether anybody watched it then or not: who begins to watch later sees for himself.
CREATE TABLE closing_told (
  lot_id text COLLATE "C" PRIMARY KEY,
  at bigint NOT NULL
);

CREATE FUNCTION forget_watching() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM watched_lots WHERE lot_id = OLD.id;
  DELETE FROM closing_told WHERE lot_id = OLD.id;
  RETURN NULL;
END $$;

CREATE TRIGGER lots_unwatched AFTER DELETE ON lots FOR EACH ROW EXECUTE FUNCTION forget_watching();

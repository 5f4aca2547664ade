-- The words of each lot, as the house splits and spells them itself (catalogue/words.ts): so both engines find the same,
-- and no extension is needed. Apart from `lots`, so that bids never touch this index. No foreign keys: they would lock
-- the rows that bids lock.
CREATE TABLE lot_words (
  lot_id text COLLATE "C" PRIMARY KEY,
  words tsvector NOT NULL
);

CREATE INDEX lot_words_words ON lot_words USING gin (words);

-- Lots whose words were written or changed and not read yet; the next search reads them first.
CREATE TABLE lots_to_read (
  lot_id text COLLATE "C" PRIMARY KEY
);

INSERT INTO lots_to_read SELECT id FROM lots;

-- DO UPDATE locks the row, so that a reader cannot take it before the new words are committed.
CREATE FUNCTION have_lot_read() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM lot_words WHERE lot_id = OLD.id;
    DELETE FROM lots_to_read WHERE lot_id = OLD.id;
  ELSE
    INSERT INTO lots_to_read VALUES (NEW.id) ON CONFLICT (lot_id) DO UPDATE SET lot_id = EXCLUDED.lot_id;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER lots_words AFTER INSERT OR DELETE OR UPDATE OF number, title, description_md, category ON lots
  FOR EACH ROW EXECUTE FUNCTION have_lot_read();

-- Counts per auction, category and status come from this alone; bids change none of the three.
CREATE INDEX lots_counted ON lots (auction_id, category, status);

-- What people are told, and the house's own memory.

CREATE TABLE notices (
  id text COLLATE "C" PRIMARY KEY,
  person_id text COLLATE "C" NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  -- No foreign key: its check would wait for the lock of a lot in use.
  lot_id text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  topic text NOT NULL,
  at bigint NOT NULL,
  price_minor bigint,
  minimum_minor bigint,
  seen_at bigint,
  position bigint GENERATED ALWAYS AS IDENTITY,
  txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  UNIQUE (person_id, lot_id, seq, topic)
);

CREATE INDEX notices_of ON notices (person_id, id);
CREATE INDEX notices_unseen ON notices (person_id) WHERE seen_at IS NULL;
CREATE INDEX notices_lot ON notices (lot_id);
CREATE UNIQUE INDEX notices_tail ON notices (txid, position);

CREATE TABLE house (
  single_row boolean PRIMARY KEY DEFAULT true CHECK (single_row),
  alive_at timestamptz
);

INSERT INTO house DEFAULT VALUES;

CREATE TABLE settings (
  key text PRIMARY KEY,
  value jsonb NOT NULL
);

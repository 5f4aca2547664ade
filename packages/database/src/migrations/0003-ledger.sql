-- The ledger, the receipts of commands, and the places up to which consumers have read.

-- `public` and `secret` are json, not jsonb: an event is kept as it was written, the order of its keys included.
CREATE TABLE lot_events (
  lot_id text COLLATE "C" NOT NULL REFERENCES lots (id),
  seq bigint NOT NULL,
  version bigint,
  position bigint GENERATED ALWAYS AS IDENTITY,
  txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  at bigint NOT NULL,
  type text NOT NULL,
  public json NOT NULL,
  secret json NOT NULL,
  command_id text,
  PRIMARY KEY (lot_id, seq)
);

CREATE UNIQUE INDEX lot_events_tail ON lot_events (txid, position);
CREATE UNIQUE INDEX lot_events_version ON lot_events (lot_id, version) WHERE version IS NOT NULL;

-- Only the removal of the demo deletes events, in a transaction that says so.
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('rostrum.removes_demo', true) = 'on' THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'lot_events is append-only: % refused', TG_OP USING ERRCODE = 'RA001';
END $$;

CREATE TRIGGER lot_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON lot_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

-- `receipt` is the answer as it was given, byte for byte; null for a command that was settled before it came.
CREATE TABLE commands (
  person_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  lot_id text COLLATE "C",
  request_hash text,
  receipt text,
  cancelled boolean NOT NULL DEFAULT false,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (person_id, id),
  CHECK (cancelled = (receipt IS NULL))
);

CREATE INDEX commands_at ON commands (at);

-- Makes a transaction fail, COMMIT included, when a statement did not write what it had to. So the caller can send
-- COMMIT without waiting for the count.
CREATE FUNCTION expect_rows(expected bigint, written bigint, what text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF written <> expected THEN
    RAISE EXCEPTION '%: % of % rows', what, written, expected USING ERRCODE = 'RC001';
  END IF;
END $$;

CREATE TABLE consumers (
  name text PRIMARY KEY,
  txid xid8 NOT NULL,
  position bigint NOT NULL
);

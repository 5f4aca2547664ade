-- Talk: rooms whose events have gap-free versions, what was written, and who may not write for a time.
-- No foreign keys to lots: their checks would wait for the lock of a lot in use.

CREATE TABLE chat_rooms (
  room text COLLATE "C" PRIMARY KEY,
  auction_id text COLLATE "C" NOT NULL,
  -- Null: the auction's own room.
  lot_id text COLLATE "C",
  epoch text NOT NULL DEFAULT left(gen_random_uuid()::text, 8),
  version bigint NOT NULL DEFAULT 0,
  open boolean NOT NULL DEFAULT true,
  slow_seconds integer NOT NULL DEFAULT 0,
  guests integer NOT NULL DEFAULT 0,
  last_at bigint NOT NULL DEFAULT 0
);

CREATE INDEX chat_rooms_lot ON chat_rooms (lot_id);
CREATE INDEX chat_rooms_auction ON chat_rooms (auction_id);

-- Messages as they are now. The text of a removed one stays for staff alone. `version` is that of the event that brought
-- it; `epoch` and `request_hash` make the answer to a retry the same.
CREATE TABLE chat_messages (
  id text COLLATE "C" PRIMARY KEY,
  room text COLLATE "C" NOT NULL REFERENCES chat_rooms (room) ON DELETE CASCADE,
  version bigint NOT NULL,
  epoch text NOT NULL,
  request_hash text NOT NULL,
  person_id text COLLATE "C" NOT NULL,
  author_kind text NOT NULL CHECK (author_kind IN ('paddle', 'guest', 'staff')),
  author_number integer,
  body text NOT NULL,
  reply_to text COLLATE "C",
  answer boolean NOT NULL,
  at bigint NOT NULL,
  edited_at bigint,
  removed_by text CHECK (removed_by IN ('author', 'staff')),
  removed_at bigint,
  UNIQUE (room, version),
  CHECK ((author_kind = 'staff') = (author_number IS NULL))
);

CREATE INDEX chat_messages_of ON chat_messages (person_id, room, version);

-- An event names its message, and its text is read from there: what was removed is gone from the past as well.
-- `before` is the text that an edit replaced, for staff alone; `rules` what holds from then on.
CREATE TABLE chat_events (
  room text COLLATE "C" NOT NULL REFERENCES chat_rooms (room) ON DELETE CASCADE,
  version bigint NOT NULL,
  position bigint GENERATED ALWAYS AS IDENTITY,
  txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  at bigint NOT NULL,
  type text NOT NULL CHECK (type IN ('posted', 'edited', 'removed', 'ruled')),
  message_id text COLLATE "C",
  before text,
  rules jsonb,
  PRIMARY KEY (room, version)
);

CREATE UNIQUE INDEX chat_events_tail ON chat_events (txid, position);
CREATE INDEX chat_events_message ON chat_events (message_id) WHERE type = 'edited';

CREATE TABLE chat_guests (
  room text COLLATE "C" NOT NULL REFERENCES chat_rooms (room) ON DELETE CASCADE,
  person_id text COLLATE "C" NOT NULL,
  number integer NOT NULL,
  PRIMARY KEY (room, person_id),
  UNIQUE (room, number)
);

CREATE TABLE chat_seen (
  person_id text COLLATE "C" NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  room text COLLATE "C" NOT NULL REFERENCES chat_rooms (room) ON DELETE CASCADE,
  version bigint NOT NULL,
  PRIMARY KEY (person_id, room)
);

-- `settled_at`: staff have dealt with it.
CREATE TABLE chat_reports (
  message_id text COLLATE "C" NOT NULL REFERENCES chat_messages (id) ON DELETE CASCADE,
  person_id text COLLATE "C" NOT NULL,
  note text NOT NULL,
  at bigint NOT NULL,
  settled_at bigint,
  PRIMARY KEY (message_id, person_id)
);

CREATE INDEX chat_reports_waiting ON chat_reports (message_id) WHERE settled_at IS NULL;

CREATE TABLE chat_mutes (
  auction_id text COLLATE "C" NOT NULL,
  person_id text COLLATE "C" NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  until bigint NOT NULL,
  muted_by text COLLATE "C" NOT NULL,
  PRIMARY KEY (auction_id, person_id)
);

-- A lot or an auction that is removed takes what was said of it along.
CREATE FUNCTION forget_talk() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'lots' THEN
    DELETE FROM chat_rooms WHERE lot_id = OLD.id;
  ELSE
    DELETE FROM chat_rooms WHERE auction_id = OLD.id;
    DELETE FROM chat_mutes WHERE auction_id = OLD.id;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER lots_unsaid AFTER DELETE ON lots FOR EACH ROW EXECUTE FUNCTION forget_talk();
CREATE TRIGGER auctions_unsaid AFTER DELETE ON auctions FOR EACH ROW EXECUTE FUNCTION forget_talk();

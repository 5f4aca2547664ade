-- Bids that their bidders told the house were mistakes, and what became of it. `seq` names the order in the lot's ledger,
-- so that a hidden raise can be meant too; there is no maximum here.

CREATE TABLE mistakes (
  id text COLLATE "C" PRIMARY KEY,
  person_id text COLLATE "C" NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  -- No foreign key: its check would wait for the lock of a lot in use.
  lot_id text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  note text NOT NULL,
  asked_at bigint NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'voided', 'declined')),
  answer text,
  answered_at bigint,
  answered_by text COLLATE "C",
  CHECK ((state = 'waiting') = (answered_at IS NULL)),
  UNIQUE (person_id, lot_id, seq)
);

CREATE INDEX mistakes_waiting ON mistakes (asked_at, id) WHERE state = 'waiting';
CREATE INDEX mistakes_answered ON mistakes (answered_at) WHERE state <> 'waiting';
CREATE INDEX mistakes_lot ON mistakes (lot_id);

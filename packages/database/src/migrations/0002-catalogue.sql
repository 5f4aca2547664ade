-- Auctions, lots with the snapshot of their ledger, and what belongs to them. Times are epoch ms, amounts minor units.

CREATE TABLE auctions (
  id text COLLATE "C" PRIMARY KEY,
  slug text NOT NULL UNIQUE,
  title text NOT NULL,
  summary text NOT NULL,
  description_md text NOT NULL,
  terms_md text NOT NULL,
  currency text NOT NULL,
  exponent integer NOT NULL,
  zone text NOT NULL,
  opens_at bigint NOT NULL,
  first_ends_at bigint NOT NULL,
  stagger_ms bigint NOT NULL,
  ladder jsonb NOT NULL,
  off_ladder text NOT NULL CHECK (off_ladder IN ('allow', 'refuse')),
  reserve_mode text NOT NULL CHECK (reserve_mode IN ('hold', 'jump')),
  soft_close jsonb NOT NULL,
  premium jsonb NOT NULL,
  next_paddle integer NOT NULL DEFAULT 101,
  demo boolean NOT NULL DEFAULT false,
  created_at bigint NOT NULL
);

CREATE TABLE pictures (
  hash text PRIMARY KEY,
  width integer NOT NULL,
  height integer NOT NULL,
  widths integer[] NOT NULL,
  alt text NOT NULL,
  placeholder text NOT NULL,
  credit jsonb
);

-- `state` is the fold of the lot's ledger; the columns beside it repeat what is searched for.
CREATE TABLE lots (
  id text COLLATE "C" PRIMARY KEY,
  auction_id text COLLATE "C" NOT NULL REFERENCES auctions (id),
  number integer NOT NULL,
  title text NOT NULL,
  description_md text NOT NULL,
  provenance_md text NOT NULL,
  estimate_low_minor bigint,
  estimate_high_minor bigint,
  category text NOT NULL,
  picture_hashes text[] NOT NULL,
  epoch text NOT NULL CHECK (length(epoch) = 8),
  seq bigint NOT NULL,
  version bigint NOT NULL,
  status text NOT NULL,
  starts_at bigint NOT NULL,
  ends_at bigint NOT NULL,
  price_minor bigint,
  leader_id text COLLATE "C",
  leader_max_minor bigint,
  state jsonb NOT NULL,
  UNIQUE (auction_id, number)
);

CREATE INDEX lots_to_open ON lots (starts_at) WHERE status = 'scheduled';
CREATE INDEX lots_to_close ON lots (ends_at) WHERE status = 'open';
CREATE INDEX lots_led ON lots (auction_id, leader_id) WHERE leader_id IS NOT NULL;

-- Who has ever bid on a lot: written with his first order, so that a person finds his lots.
CREATE TABLE lot_bidders (
  person_id text COLLATE "C" NOT NULL,
  lot_id text COLLATE "C" NOT NULL REFERENCES lots (id),
  PRIMARY KEY (person_id, lot_id)
);

CREATE INDEX lot_bidders_lot ON lot_bidders (lot_id);

CREATE TABLE registrations (
  auction_id text COLLATE "C" NOT NULL REFERENCES auctions (id),
  person_id text COLLATE "C" NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  paddle integer NOT NULL,
  limit_minor bigint,
  barred boolean NOT NULL DEFAULT false,
  PRIMARY KEY (auction_id, person_id),
  UNIQUE (auction_id, paddle)
);

CREATE INDEX registrations_person ON registrations (person_id);

-- Notices may be about an auction and no lot, may be urgent, and may lead to something that was said.

ALTER TABLE notices
  ALTER COLUMN lot_id DROP NOT NULL,
  -- Only where there is no lot.
  ADD COLUMN auction_id text COLLATE "C",
  ADD COLUMN urgent boolean NOT NULL DEFAULT false,
  ADD COLUMN talk jsonb,
  ADD CONSTRAINT notices_about CHECK ((lot_id IS NULL) <> (auction_id IS NULL));

CREATE UNIQUE INDEX notices_of_auction ON notices (auction_id, person_id, seq, topic) WHERE lot_id IS NULL;
-- Whoever has not seen that a lot gets bids is not told again.
CREATE INDEX notices_unseen_of_lot ON notices (lot_id, topic, person_id) WHERE seen_at IS NULL;

-- Auctions of which people were told; those that were there before are no news.
CREATE TABLE auctions_told (
  auction_id text COLLATE "C" PRIMARY KEY REFERENCES auctions (id) ON DELETE CASCADE,
  at bigint NOT NULL
);

INSERT INTO auctions_told (auction_id, at) SELECT id, 0 FROM auctions;

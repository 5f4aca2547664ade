-- Pictures that no lot shows any more. They are kept for a while, so that a removal can be taken back; then their files
-- go first and the row last, so that a crash between only means that it is done again.

CREATE TABLE unused_pictures (
  hash text PRIMARY KEY REFERENCES pictures (hash) ON DELETE CASCADE,
  since timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX unused_pictures_since ON unused_pictures (since);

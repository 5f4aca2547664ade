-- Mails that wait or were sent, who was on line when, and what a person chose for himself.

ALTER TABLE people
  ADD COLUMN zone text,
  ADD COLUMN currency text,
  ADD COLUMN deleted_at bigint;

-- A mail is queued once for its cause. Its words are written when it is sent; `data` holds only what they need, and a
-- token only as long as the mail waits. `address` is set where the person's own will be gone.
CREATE TABLE mails (
  id text COLLATE "C" PRIMARY KEY,
  person_id text COLLATE "C" REFERENCES people (id) ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('verification', 'reset', 'outbid', 'won', 'digest', 'account-deleted')),
  cause text NOT NULL,
  about text NOT NULL,
  address text,
  locale text NOT NULL,
  data jsonb NOT NULL,
  status text NOT NULL CHECK (status IN ('queued', 'sent', 'failed', 'kept')),
  attempts integer NOT NULL DEFAULT 0,
  reason text,
  next_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  created_at bigint NOT NULL,
  sent_at bigint,
  UNIQUE (kind, cause)
);

CREATE INDEX mails_due ON mails (next_at, id) WHERE status = 'queued';
CREATE INDEX mails_of ON mails (person_id, kind, about, created_at);
CREATE INDEX mails_newest ON mails (created_at, id);

-- Whoever opened a kept mail may have used a link in it.
CREATE TABLE mail_openings (
  mail_id text COLLATE "C" NOT NULL REFERENCES mails (id) ON DELETE CASCADE,
  person_id text COLLATE "C" NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  at bigint NOT NULL
);

CREATE INDEX mail_openings_mail ON mail_openings (mail_id, at);

CREATE TABLE people_seen (
  person_id text COLLATE "C" PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
  at bigint NOT NULL
);

-- Which notice goes to whom by which channel, and what became of it.

-- What a person chose for all his notices together; no row: as the house does by itself.
CREATE TABLE notice_settings (
  person_id text COLLATE "C" PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
  -- Of what is not urgent.
  mail_pace text NOT NULL DEFAULT 'now' CHECK (mail_pace IN ('now', 'daily', 'never')),
  -- Minutes of his day; over midnight where the end lies before the beginning.
  quiet_from smallint CHECK (quiet_from BETWEEN 0 AND 1439),
  quiet_to smallint CHECK (quiet_to BETWEEN 0 AND 1439),
  -- Zone of his device, where he chose none for himself.
  zone text,
  CHECK ((quiet_from IS NULL) = (quiet_to IS NULL))
);

-- One row for a notice and a channel, for ever: that is why nobody is written to twice. `bundle_id` is the mail, or names
-- the pushes, that carry it: several notices may go in one.
CREATE TABLE notice_deliveries (
  notice_id text COLLATE "C" NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
  channel text NOT NULL CHECK (channel IN ('mail', 'push')),
  person_id text COLLATE "C" NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  urgent boolean NOT NULL,
  status text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'given', 'dropped')),
  reason text,
  due_at bigint NOT NULL,
  created_at bigint NOT NULL,
  bundle_id text COLLATE "C",
  PRIMARY KEY (notice_id, channel),
  CHECK ((status = 'given') = (bundle_id IS NOT NULL))
);

CREATE INDEX notice_deliveries_due ON notice_deliveries (due_at, notice_id) WHERE status = 'waiting';
CREATE INDEX notice_deliveries_bundle ON notice_deliveries (bundle_id);
CREATE INDEX notice_deliveries_of ON notice_deliveries (person_id);
CREATE INDEX notice_deliveries_newest ON notice_deliveries (created_at);

-- Browsers that take pushes. They end with their session: a browser that was signed out is told nothing.
CREATE TABLE push_subscriptions (
  id text COLLATE "C" PRIMARY KEY,
  person_id text COLLATE "C" NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  session_id text COLLATE "C" NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  endpoint text NOT NULL UNIQUE,
  p256dh text NOT NULL,
  auth text NOT NULL,
  user_agent text NOT NULL,
  created_at bigint NOT NULL,
  last_sent_at bigint
);

CREATE INDEX push_subscriptions_of ON push_subscriptions (person_id, created_at);
CREATE INDEX push_subscriptions_session ON push_subscriptions (session_id);

-- One for each bundle and browser. Its words are written when it is sent.
CREATE TABLE pushes (
  id text COLLATE "C" PRIMARY KEY,
  bundle_id text COLLATE "C" NOT NULL,
  kind text NOT NULL,
  person_id text COLLATE "C" NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  subscription_id text COLLATE "C" REFERENCES push_subscriptions (id) ON DELETE SET NULL,
  urgent boolean NOT NULL,
  status text NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'sent', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  reason text,
  next_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  created_at bigint NOT NULL,
  sent_at bigint,
  UNIQUE (bundle_id, subscription_id)
);

CREATE INDEX pushes_due ON pushes (next_at, id) WHERE status = 'queued';
CREATE INDEX pushes_of ON pushes (person_id);
CREATE INDEX pushes_subscription ON pushes (subscription_id);
CREATE INDEX pushes_newest ON pushes (created_at, id);

-- Which kinds there are is said in one place, where they have their words.
ALTER TABLE mails DROP CONSTRAINT mails_kind_check, ADD CONSTRAINT mails_kind_check CHECK (kind <> '');

-- Up to where notices are planned. What was there before is no news by these channels.
CREATE TABLE deliveries_planned (
  single_row boolean PRIMARY KEY DEFAULT true CHECK (single_row),
  txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  position bigint NOT NULL DEFAULT 0
);

INSERT INTO deliveries_planned DEFAULT VALUES;

-- The ledger of all that goes out, whichever queue it stands in. `retried`: it failed and is tried again; `failed`: it
-- was given up; `dropped`: it was not needed any more.
CREATE VIEW deliveries AS
  SELECT id, 'mail' AS channel, kind, person_id,
    CASE WHEN status = 'queued' AND reason IS NOT NULL THEN 'retried' ELSE status END AS status,
    attempts, reason, created_at, CASE WHEN status = 'queued' THEN next_at END AS next_at, sent_at
  FROM mails
  UNION ALL
  SELECT id, 'push', kind, person_id,
    CASE WHEN status = 'queued' AND reason IS NOT NULL THEN 'retried' ELSE status END,
    attempts, reason, created_at, CASE WHEN status = 'queued' THEN next_at END, sent_at
  FROM pushes
  UNION ALL
  SELECT d.notice_id || ':' || d.channel, d.channel, n.topic, d.person_id, d.status, 0, d.reason, d.created_at,
    CASE WHEN d.status = 'waiting' THEN d.due_at END, NULL
  FROM notice_deliveries d JOIN notices n ON n.id = d.notice_id WHERE d.status <> 'given';

-- People and their sessions, as better-auth reads and writes them, and who was signed out.
-- Ids are text in byte order ("C"), so that UUIDv7 sorts by time and locks are taken in the order that JavaScript sorts in.

CREATE TABLE people (
  id text COLLATE "C" PRIMARY KEY DEFAULT gen_random_uuid()::text,
  name text NOT NULL,
  email text NOT NULL UNIQUE,
  email_verified boolean NOT NULL DEFAULT false,
  image text,
  role text NOT NULL DEFAULT 'bidder' CHECK (role IN ('bidder', 'staff', 'owner')),
  approved boolean NOT NULL DEFAULT false,
  banned boolean NOT NULL DEFAULT false,
  demo boolean NOT NULL DEFAULT false,
  locale text NOT NULL DEFAULT 'en',
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX people_waiting ON people (created_at, id) WHERE NOT approved AND NOT banned;

CREATE TABLE sessions (
  id text COLLATE "C" PRIMARY KEY DEFAULT gen_random_uuid()::text,
  person_id text COLLATE "C" NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  token text NOT NULL UNIQUE,
  expires_at timestamptz NOT NULL,
  ip_address text,
  user_agent text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX sessions_person ON sessions (person_id);

CREATE TABLE accounts (
  id text COLLATE "C" PRIMARY KEY DEFAULT gen_random_uuid()::text,
  person_id text COLLATE "C" NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  account_id text NOT NULL,
  provider_id text NOT NULL,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX accounts_person ON accounts (person_id);

CREATE TABLE verifications (
  id text COLLATE "C" PRIMARY KEY DEFAULT gen_random_uuid()::text,
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX verifications_identifier ON verifications (identifier);

CREATE TABLE rate_limits (
  id text COLLATE "C" PRIMARY KEY DEFAULT gen_random_uuid()::text,
  key text NOT NULL UNIQUE,
  count integer NOT NULL,
  last_request bigint NOT NULL
);

CREATE TABLE owner_links (
  token_hash text PRIMARY KEY,
  email text NOT NULL,
  expires_at bigint NOT NULL,
  used_by text COLLATE "C"
);

-- Numbered, so that each node can ask for what it has not seen. Writers take an advisory lock before the number is
-- drawn: numbers become visible in their order, and a node that saw 6 never misses a 5 that was committed late.
CREATE TABLE revocations (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id text COLLATE "C" NOT NULL,
  session_id text COLLATE "C",
  reason text NOT NULL CHECK (reason IN ('sign-out', 'ban', 'role')),
  at timestamptz NOT NULL DEFAULT now()
);

CREATE FUNCTION revoke_session(person text, session text, why text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('rostrum:revocations'));
  INSERT INTO revocations (person_id, session_id, reason) VALUES (person, session, why);
END $$;

-- Whoever deletes a session that still counts has signed it out, whichever way he went.
CREATE FUNCTION session_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.expires_at > now() THEN
    PERFORM revoke_session(OLD.person_id, OLD.id, 'sign-out');
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER sessions_deleted AFTER DELETE ON sessions FOR EACH ROW EXECUTE FUNCTION session_deleted();

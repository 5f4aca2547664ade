-- Currency rates against the base of the house. What the demo makes up is never written here.

-- The newest rate that each provider gave. `rate` is the decimal as it was given, `day` the date that it is for.
CREATE TABLE rates (
  provider text COLLATE "C" NOT NULL,
  currency text COLLATE "C" NOT NULL,
  rate text NOT NULL,
  at bigint NOT NULL,
  day text NOT NULL,
  PRIMARY KEY (provider, currency)
);

-- Their past, for charts: thinner the older it is.
CREATE TABLE rate_points (
  provider text COLLATE "C" NOT NULL,
  currency text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  rate double precision NOT NULL,
  PRIMARY KEY (provider, currency, at)
);

-- How each provider does: when it last gave or confirmed its rates, what went wrong since, what to ask for next.
CREATE TABLE rate_providers (
  name text COLLATE "C" PRIMARY KEY,
  heard_at bigint,
  fault text,
  etag text,
  last_modified text
);

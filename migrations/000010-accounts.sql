-- Who signs in. Accounts, their sessions and the counts of tries are of the installation, not of an organisation
-- (docs/decisions/034); memberships and invitations belong to one.

create table account (
  id uuid primary key,
  -- The canonical form (src/domain/email.ts), so that two spellings are never two accounts.
  email text not null unique,
  name text not null check (name <> ''),
  -- argon2id with its parameters and salt, as one text.
  password text not null,
  created_at timestamptz not null default now()
);

-- The cookie holds 256 random bits; here is only their SHA-256, so whoever reads the database is signed in nowhere.
create table account_session (
  id uuid primary key,
  account_id uuid not null references account (id),
  secret_hash text not null unique,
  browser text not null,
  began_at timestamptz not null,
  used_at timestamptz not null,
  -- However much it is used.
  ends_at timestamptz not null
);
create index account_session_of_account on account_session (account_id);
create index account_session_by_use on account_session (used_at);

-- The one link that makes the first account; new at each start while there is none.
create table set_up_link (
  single boolean primary key default true check (single),
  token_hash text not null
);

-- How often somebody tried, within a window that begins with the first try. `key` holds a hash, no address and no name.
create table tries (
  key text primary key,
  began_at timestamptz not null,
  count integer not null
);
create index tries_by_age on tries (began_at);

create table membership (
  organisation_id uuid not null,
  person_id uuid not null,
  account_id uuid not null references account (id),
  roles jsonb not null,
  joined_at timestamptz not null default now(),
  disabled_at timestamptz,
  primary key (organisation_id, person_id),
  unique (organisation_id, account_id),
  foreign key (organisation_id, person_id) references person (organisation_id, id)
);
create index membership_of_account on membership (account_id);

create table invitation (
  organisation_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  email text not null,
  roles jsonb not null,
  token_hash text not null,
  made_at timestamptz not null,
  ends_at timestamptz not null,
  primary key (organisation_id, id),
  -- A new one takes the place of the one before. Used and withdrawn ones are deleted.
  unique (organisation_id, person_id),
  foreign key (organisation_id, person_id) references person (organisation_id, id)
);
create index invitation_by_token on invitation (token_hash);

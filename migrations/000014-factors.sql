-- How somebody signed in, and what they have beside a password (docs/decisions/040). All of it is of the installation,
-- as accounts are.

alter table account_session
  -- Those that stand began with a password.
  add column way text not null default 'password',
  -- What was given as second factor, and when; a passkey is both factors at once.
  add column second_factor text,
  add column second_at timestamptz,
  -- When whoever sits there last showed who they are.
  add column proven_at timestamptz,
  add check ((second_factor is null) = (second_at is null));
update account_session set proven_at = began_at;
alter table account_session
  alter column way drop default,
  alter column proven_at set not null;

create table authenticator (
  account_id uuid primary key references account (id),
  -- Sealed: codes are made from it, so it must be read again.
  secret text not null,
  made_at timestamptz not null,
  -- Null until a first code has shown that the app has it; before that it is no factor.
  confirmed_at timestamptz,
  -- The latest 30 seconds of which a code was taken; none of an earlier or the same is taken again.
  last_step bigint not null default 0
);

create table recovery_code (
  account_id uuid not null references account (id),
  code_hash text not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);

create table passkey (
  id uuid primary key,
  account_id uuid not null references account (id),
  -- As the browser calls it, base64url.
  credential_id text not null unique,
  public_key text not null,
  counter bigint not null,
  transports jsonb not null,
  name text not null check (name <> ''),
  made_at timestamptz not null,
  used_at timestamptz
);
create index passkey_of_account on passkey (account_id);

-- What was changed about how an account signs in, for its owner to see; organisations have their own record of it.
create table factor_change (
  account_id uuid not null references account (id),
  at timestamptz not null,
  change text not null,
  by text not null
);
create index factor_change_of_account on factor_change (account_id, at);

-- What a passkey was asked to sign: once, for five minutes, by the browser that asked.
create table passkey_challenge (
  challenge text primary key,
  browser_hash text not null,
  purpose text not null,
  account_id uuid references account (id),
  ends_at timestamptz not null
);
create index passkey_challenge_by_end on passkey_challenge (ends_at);

-- Signing in through an organisation's own provider (docs/decisions/041). What hangs on a provider goes with it: who is
-- known by it, who is on the way there, and who came in by it.

create table identity_provider (
  organisation_id uuid primary key references organisation (id),
  -- As the button says it.
  name text not null check (name <> ''),
  issuer text not null,
  client_id text not null,
  -- Sealed; null where the provider gave none.
  client_secret text,
  -- E-mail domains that it speaks for; empty: any.
  domains jsonb not null,
  -- Members of this organisation alone, who are no administrators, sign in by it and by nothing else.
  required boolean not null,
  version integer not null
);

-- Somebody is known by what their provider calls them, and only where they are a member.
create table account_identity (
  organisation_id uuid not null references identity_provider (organisation_id) on delete cascade,
  issuer text not null,
  subject text not null,
  account_id uuid not null references account (id),
  linked_at timestamptz not null,
  primary key (organisation_id, issuer, subject),
  unique (organisation_id, account_id)
);
create index account_identity_of_account on account_identity (account_id);

-- On the way to a provider and back: once, for ten minutes, in the browser that asked. Of the installation, since
-- nobody is known yet.
create table sign_in_attempt (
  state_hash text primary key,
  browser_hash text not null,
  organisation_id uuid not null references identity_provider (organisation_id) on delete cascade,
  -- Both are shown to the provider in the end, and mean nothing without its code.
  nonce text not null,
  verifier text not null,
  -- Where to go afterwards, a path of ours.
  next text not null,
  -- Whose identity is to be linked; null where somebody signs in.
  account_id uuid references account (id),
  ends_at timestamptz not null
);
create index sign_in_attempt_by_end on sign_in_attempt (ends_at);

-- The organisation whose provider let somebody in: such a session opens that organisation alone.
alter table account_session
  add column provider_of uuid references identity_provider (organisation_id) on delete cascade,
  add check ((way = 'provider') = (provider_of is not null));
create index account_session_of_provider on account_session (provider_of) where provider_of is not null;

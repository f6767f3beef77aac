-- Mail that is to be sent: a row is written with what it tells of, and a worker sends it afterwards (docs/decisions/039).

create table outbox_message (
  -- The Message-ID is made of it: whoever gets a message twice sees it once.
  id uuid primary key,
  -- Absent for mail of accounts, which are of the installation.
  organisation_id uuid references organisation (id),
  -- What it tells of, as a name for it: a newer message about the same takes the place of one that waits.
  about text not null,
  -- To whom and what; taken away when it is sent, withdrawn or too late.
  content text,
  made_at timestamptz not null default now(),
  -- Not sent any more from then on.
  expires_at timestamptz not null,
  attempts integer not null default 0,
  -- When it is to be tried next; absent when there is nothing more to do.
  next_at timestamptz default now(),
  -- Why the last attempt failed, without names and addresses.
  problem text,
  sent_at timestamptz,
  check (next_at is null or content is not null)
);
create index outbox_message_due on outbox_message (next_at) where next_at is not null;
create index outbox_message_about on outbox_message (about) where next_at is not null;
create index outbox_message_by_age on outbox_message (made_at);

-- A link, or a code, that lets somebody in or sets a new password. One for each address and purpose: a newer one takes
-- the place of the one before. A link that was used is deleted.
create table account_link (
  id uuid primary key,
  -- Hash of the address and the purpose.
  asked_for text not null unique,
  purpose text not null check (purpose in ('sign-in', 'new-password')),
  -- Absent for an address that may not sign in: the row is there so that asking is the same work, and opens nothing.
  account_id uuid references account (id),
  token_hash text not null unique,
  -- Of the cookie of the browser that asked; absent where the link was made at the server.
  browser_hash text unique,
  -- Six digits, sealed; absent where the link was made at the server.
  code text,
  wrong_codes integer not null default 0,
  made_at timestamptz not null,
  -- It opens something for so long by the database's clock, and not beyond `ends_at` by that of sessions
  -- (src/store/account-clock.ts), which does not go back.
  minutes integer not null check (minutes > 0),
  ends_at timestamptz not null,
  check ((browser_hash is null) = (code is null))
);
create index account_link_of_account on account_link (account_id);

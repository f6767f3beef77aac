-- Links that people outside follow: an external panelist's, for one session, and the candidate's, which can be withdrawn;
-- what a candidate says we should know; and whether a calendar feed names candidates.

alter table person
  -- From outside the organisation: sits in single sessions, with a link and without an account.
  add column outside boolean not null default false,
  add column feed_names boolean not null default false;

-- Only the SHA-256 of a token: the link is shown once, and whoever reads the database can follow none.
create table panel_link (
  organisation_id uuid not null,
  session_id uuid not null,
  person_id uuid not null,
  token_hash text not null,
  made_at timestamptz not null default now(),
  -- A new one takes the place of the one before.
  primary key (organisation_id, session_id, person_id),
  foreign key (organisation_id, session_id) references session (organisation_id, id),
  foreign key (organisation_id, person_id) references person (organisation_id, id)
);
create unique index panel_link_by_token on panel_link (token_hash);
create index panel_link_of_person on panel_link (organisation_id, person_id);

-- Links that were withdrawn, or went with what they showed: their holder is told whom to ask, and nothing else.
create table ended_link (
  organisation_id uuid not null,
  token_hash text not null,
  opening_id uuid not null,
  ended_at timestamptz not null default now(),
  primary key (organisation_id, token_hash),
  foreign key (organisation_id, opening_id) references opening (organisation_id, id)
);
create index ended_link_by_token on ended_link (token_hash);

-- What the candidate wants known for the day. Only those who plan see all of it.
create table candidate_needs (
  organisation_id uuid not null,
  candidate_id uuid not null,
  said text check (said <> ''),
  access text check (access <> ''),
  diet text check (diet <> ''),
  remark text check (remark <> ''),
  changed_at timestamptz not null,
  primary key (organisation_id, candidate_id),
  foreign key (organisation_id, candidate_id) references candidate (organisation_id, id) on delete cascade
);

-- The code that confirms one change of a candidate's, hashed together with that change and with a secret of the page
-- that asked for it. A new one takes the place of the one before.
create table needs_code (
  organisation_id uuid not null,
  loop_id uuid not null,
  code_hash text not null,
  ends_at timestamptz not null,
  primary key (organisation_id, loop_id),
  foreign key (organisation_id, loop_id) references loop (organisation_id, id) on delete cascade
);

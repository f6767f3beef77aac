-- Openings with their loop template, and who is in the second round for them.

create table opening (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  version integer not null default 1 check (version > 0),
  title text not null check (title <> ''),
  time_zone text not null,
  created_at timestamptz not null,
  primary key (organisation_id, id)
);

create table loop_template (
  organisation_id uuid not null,
  opening_id uuid not null,
  version integer not null default 1 check (version > 0),
  document jsonb not null,
  primary key (organisation_id, opening_id),
  foreign key (organisation_id, opening_id) references opening (organisation_id, id)
);

create table candidate (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  name text not null check (name <> ''),
  email text,
  time_zone text not null,
  primary key (organisation_id, id)
);

create table application (
  organisation_id uuid not null,
  id uuid not null,
  version integer not null default 1 check (version > 0),
  opening_id uuid not null,
  candidate_id uuid not null,
  -- Intervals of instants; an empty list means any time.
  available jsonb not null default '[]',
  added_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, opening_id, candidate_id),
  foreign key (organisation_id, opening_id) references opening (organisation_id, id),
  foreign key (organisation_id, candidate_id) references candidate (organisation_id, id)
);

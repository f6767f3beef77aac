-- People who interview, the pools they are in, their calendars, rooms and walking times.

create table person (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  version integer not null default 1 check (version > 0),
  name text not null check (name <> ''),
  email text,
  time_zone text not null,
  title text,
  works jsonb not null default '[]',
  prefers jsonb,
  max_per_day integer check (max_per_day > 0),
  max_per_week integer check (max_per_week > 0),
  gap integer check (gap >= 0),
  -- People leave, but the sessions they held keep their names.
  removed_at timestamptz,
  primary key (organisation_id, id)
);

create table pool_member (
  organisation_id uuid not null,
  pool text not null check (pool <> ''),
  person_id uuid not null,
  primary key (organisation_id, pool, person_id),
  foreign key (organisation_id, person_id) references person (organisation_id, id)
);

create table calendar (
  organisation_id uuid not null,
  person_id uuid not null,
  file_name text not null,
  read_at timestamptz not null,
  items integer not null,
  skipped jsonb not null default '[]',
  primary key (organisation_id, person_id),
  foreign key (organisation_id, person_id) references person (organisation_id, id)
);

create table calendar_busy (
  organisation_id uuid not null,
  person_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  check (starts_at < ends_at),
  foreign key (organisation_id, person_id) references calendar (organisation_id, person_id) on delete cascade
);
create index calendar_busy_by_person on calendar_busy (organisation_id, person_id, starts_at);

create table room (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  version integer not null default 1 check (version > 0),
  name text not null check (name <> ''),
  seats integer check (seats > 0),
  features jsonb not null default '[]',
  site text,
  removed_at timestamptz,
  primary key (organisation_id, id)
);

create table walking (
  organisation_id uuid not null references organisation (id),
  site text not null,
  other_site text not null,
  minutes integer not null check (minutes >= 0),
  primary key (organisation_id, site, other_site)
);

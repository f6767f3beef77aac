-- Confirmed loops: dated sessions with the people seated in them, and the links that show them outside.

create table loop (
  organisation_id uuid not null,
  id uuid not null,
  application_id uuid not null,
  status text not null check (status in ('confirmed', 'cancelled')),
  -- Grows with each change that calendars must be told about.
  sequence integer not null default 0,
  template_version integer not null,
  changed_at timestamptz not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, application_id) references application (organisation_id, id)
);
create unique index loop_confirmed_once on loop (organisation_id, application_id) where status = 'confirmed';

-- The wall time and its zone are what was promised; the instant was derived with that version of the zone database.
create table session (
  organisation_id uuid not null,
  id uuid not null,
  loop_id uuid not null,
  module text not null,
  title text not null,
  kind text not null,
  purpose text,
  evaluated boolean not null,
  wall_start timestamp not null,
  time_zone text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  tz_version text not null,
  room_id uuid,
  check (starts_at < ends_at),
  primary key (organisation_id, id),
  unique (organisation_id, loop_id, module),
  foreign key (organisation_id, loop_id) references loop (organisation_id, id),
  foreign key (organisation_id, room_id) references room (organisation_id, id)
);

create table session_person (
  organisation_id uuid not null,
  session_id uuid not null,
  person_id uuid not null,
  seat integer not null check (seat >= 0),
  role text not null,
  primary key (organisation_id, session_id, person_id),
  foreign key (organisation_id, session_id) references session (organisation_id, id),
  foreign key (organisation_id, person_id) references person (organisation_id, id)
);
create index session_person_by_person on session_person (organisation_id, person_id);

-- Whoever holds the token may read the one thing it opens, and nothing else.
create table link (
  organisation_id uuid not null references organisation (id),
  token text not null check (length(token) >= 43),
  loop_id uuid,
  person_id uuid,
  check (num_nonnulls(loop_id, person_id) = 1),
  primary key (organisation_id, token),
  foreign key (organisation_id, loop_id) references loop (organisation_id, id),
  foreign key (organisation_id, person_id) references person (organisation_id, id)
);
create index link_by_token on link (token);
create unique index link_of_loop on link (organisation_id, loop_id);
create unique index link_of_person on link (organisation_id, person_id);

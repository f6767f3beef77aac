-- The day itself: what people mark of it, and what is to be known for it.

alter table opening
  -- Where to come and whom to ask for, and about badges.
  add column arrival text check (arrival <> ''),
  add column badge text check (badge <> '');

-- How to get to the room.
alter table room add column way_there text check (way_there <> '');

-- The sheet of a day is asked for again and again.
create index session_by_start on session (organisation_id, starts_at);

-- Rows are only added: what is taken back has a row that says so.
create table day_mark (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  -- Of a candidate's day, or of a session with all its candidates.
  loop_id uuid,
  session_id uuid,
  what text not null check (what in ('arrived', 'no-show', 'started', 'ended', 'more')),
  -- How many of the same were marked before; so that of two people who press at once one marks.
  turn integer not null check (turn >= 0),
  minutes integer check (minutes > 0),
  -- When the session ends by what was said.
  until_at timestamptz,
  at timestamptz not null,
  -- Who it was; absent where nobody has a name, as at a computer without accounts.
  person_id uuid,
  primary key (organisation_id, id),
  check (num_nonnulls(loop_id, session_id) = 1),
  check ((what in ('arrived', 'no-show')) = (loop_id is not null)),
  check ((what = 'more') = (minutes is not null) and (what = 'more') = (until_at is not null)),
  foreign key (organisation_id, loop_id) references loop (organisation_id, id) on delete cascade,
  foreign key (organisation_id, session_id) references session (organisation_id, id) on delete cascade,
  foreign key (organisation_id, person_id) references person (organisation_id, id)
);
create unique index day_mark_of_loop on day_mark (organisation_id, loop_id, what, turn) where loop_id is not null;
create unique index day_mark_of_session on day_mark (organisation_id, session_id, what, turn)
  where session_id is not null;

create table day_mark_taken_back (
  organisation_id uuid not null,
  mark_id uuid not null,
  at timestamptz not null,
  person_id uuid,
  primary key (organisation_id, mark_id),
  foreign key (organisation_id, mark_id) references day_mark (organisation_id, id) on delete cascade,
  foreign key (organisation_id, person_id) references person (organisation_id, id)
);

select keep_organisations_apart();

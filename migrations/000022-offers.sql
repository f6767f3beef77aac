-- What a candidate is asked and offered before there is a loop, what people want changed of one and why, and how somebody
-- who follows a link shows that they read their mail (docs/decisions/050 and 051).

-- Days that a candidate may choose from. Everybody and every room of these plans is held until then.
create table offer (
  organisation_id uuid not null,
  id uuid not null,
  application_id uuid not null,
  -- `open` also after its time: it holds nothing any more then, and can be prolonged.
  status text not null check (status in ('open', 'chosen', 'ended')),
  note text check (note <> ''),
  made_at timestamptz not null,
  -- By the database's clock.
  held_until timestamptz not null,
  -- When the candidate looked at it first.
  seen_at timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, application_id) references application (organisation_id, id) on delete cascade
);
create unique index offer_open_once on offer (organisation_id, application_id) where status = 'open';

create table offer_day (
  organisation_id uuid not null,
  offer_id uuid not null,
  number integer not null check (number > 0),
  -- The sessions with people and room, as they would be confirmed.
  plan jsonb not null,
  primary key (organisation_id, offer_id, number),
  foreign key (organisation_id, offer_id) references offer (organisation_id, id) on delete cascade
);

-- A hold is a booking of an offer: `session_id` is then an id of its own. One row for all days of an offer that take the
-- same person at overlapping times, so they do not stand against each other, and against everybody else they do.
alter table booking
  add column offer_id uuid,
  add constraint booking_offer foreign key (organisation_id, offer_id)
    references offer (organisation_id, id) on delete cascade;
create index booking_of_offer on booking (organisation_id, offer_id) where offer_id is not null;

alter table application
  -- When the candidate was asked for their times, and when they said them.
  add column times_asked_at timestamptz,
  add column times_said_at timestamptz;

-- A third kind of link: for a candidate who has no loop yet.
alter table link
  add column application_id uuid,
  drop constraint link_check,
  add constraint link_of_one check (num_nonnulls(loop_id, person_id, application_id) = 1),
  add constraint link_application foreign key (organisation_id, application_id)
    references application (organisation_id, id);
create unique index link_of_application on link (organisation_id, application_id);

-- What somebody wants changed, and why; and why the coordinator moved a loop.
create table change_request (
  organisation_id uuid not null,
  id uuid not null,
  application_id uuid not null,
  loop_id uuid,
  -- Whoever declines, and which session.
  session_id uuid,
  person_id uuid,
  what text not null check (what in ('another-day', 'cancel', 'decline', 'moved')),
  reason text,
  words text check (words <> ''),
  -- Dates that would suit.
  days jsonb not null default '[]',
  made_at timestamptz not null,
  -- Until then whoever said it can take it back, and nobody is told. By the database's clock.
  undo_until timestamptz,
  settled_at timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, application_id) references application (organisation_id, id) on delete cascade,
  foreign key (organisation_id, loop_id) references loop (organisation_id, id) on delete cascade
);
create index change_request_of_application on change_request (organisation_id, application_id);
create index change_request_due on change_request (undo_until) where what = 'cancel' and settled_at is null;

-- The code that begins a sitting, hashed with a secret of the page that asked for it. A new one takes the place of the
-- one before. `holder` is the id of the application or the person whom the link is for.
drop table needs_code;
create table sitting_code (
  organisation_id uuid not null references organisation (id),
  holder uuid not null,
  code_hash text not null,
  ends_at timestamptz not null,
  primary key (organisation_id, holder)
);

-- A browser in which the code from the mail was typed: for a while it may change what its link shows.
create table sitting (
  secret_hash text primary key,
  organisation_id uuid not null references organisation (id),
  holder uuid not null,
  ends_at timestamptz not null
);
create index sitting_by_age on sitting (ends_at);

select keep_organisations_apart();

-- Sessions that are written into calendars of those who sit in them (docs/decisions/055).

alter table calendar
  -- Whether its server says that entries may be written there; absent: it does not say.
  add column writable boolean,
  -- Whether its owner's sessions are written into it: of one calendar at most.
  add column writes boolean not null default false,
  -- How often in a row nothing could be written there, since when, and why the last time.
  add column write_failures integer not null default 0,
  add column write_failing_since timestamptz,
  add column write_fault jsonb,
  add check (not writes or kind = 'caldav'),
  add check ((write_failures > 0) = (write_fault is not null)),
  add check ((write_failures > 0) = (write_failing_since is not null));
create unique index calendar_written on calendar (organisation_id, person_id) where writes;

-- One event of one attendee in one calendar: what is to stand there, and what does. Gone with the calendar, or when it
-- was taken out of it.
create table written_event (
  organisation_id uuid not null,
  calendar_id uuid not null,
  invitation_id uuid not null,
  -- What is to stand there, without names; absent: nothing any more.
  wants jsonb,
  -- Grows with each wish: what was written before one says nothing about it.
  version integer not null default 1,
  -- Where it stands, its mark there, and what was written; absent while it does not.
  path text,
  mark text,
  written jsonb,
  written_at timestamptz,
  -- What its owner had done to it by hand when it was written the last time.
  by_hand text check (by_hand in ('moved', 'removed')),
  -- When it is to be tried next, and after which it is given up; absent when there is nothing to do.
  next_at timestamptz,
  expires_at timestamptz,
  -- Whoever writes it takes a turn, and nobody else does until then.
  turn integer not null default 0,
  taken_until timestamptz,
  attempts integer not null default 0,
  -- Why it could not be written the last time. Without `next_at` it was given up.
  fault jsonb,
  primary key (organisation_id, calendar_id, invitation_id),
  foreign key (organisation_id, calendar_id) references calendar (organisation_id, id) on delete cascade,
  foreign key (organisation_id, invitation_id) references session_invitation (organisation_id, id) on delete cascade
);
create index written_event_due on written_event (next_at) where next_at is not null;
create index written_event_of_invitation on written_event (organisation_id, invitation_id);

select keep_organisations_apart();

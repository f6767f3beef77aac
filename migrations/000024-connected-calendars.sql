-- Several calendars of one person: a file as it was uploaded, feeds and CalDAV calendars that are read again and again
-- (docs/decisions/046). Of what they hold only the busy time is kept.

alter table calendar_busy drop constraint calendar_busy_organisation_id_person_id_fkey;
alter table calendar drop constraint calendar_pkey;
alter table calendar rename column file_name to name;
alter table calendar
  add column id uuid not null default gen_random_uuid(),
  add column kind text not null default 'file' check (kind in ('file', 'feed', 'caldav')),
  -- Where it is read; absent for a file. Address, name and password are sealed, and only the host is shown.
  add column place text,
  add column account text,
  -- By what the other side tells whether there is something new.
  add column marks jsonb not null default '{}',
  -- When it was last known that the busy time kept is what the calendar says; `read_at` is when it was worked out.
  add column seen_at timestamptz,
  -- When it is to be read again; absent for a file.
  add column next_at timestamptz,
  -- Whoever reads it takes a turn; what somebody found in an earlier turn counts no more.
  add column turn integer not null default 0,
  add column failures integer not null default 0,
  add column failing_since timestamptz,
  -- Why it could not be read the last time: code, words, what to do, and whether it ends by itself.
  add column fault jsonb,
  -- Since when it says that nothing is left of it; what was known is kept until somebody answers.
  add column questioned_at timestamptz,
  -- That its owner was told that it fails or is empty.
  add column told_at timestamptz;
update calendar set seen_at = read_at;
alter table calendar
  alter column seen_at set not null,
  add primary key (organisation_id, id),
  add check ((kind = 'file') = (account is null)),
  add check ((kind = 'file') = (next_at is null)),
  add check ((failures > 0) = (fault is not null)),
  add check ((failures > 0) = (failing_since is not null));
create unique index calendar_file on calendar (organisation_id, person_id) where kind = 'file';
create index calendar_of_person on calendar (organisation_id, person_id);
create index calendar_due on calendar (next_at) where next_at is not null;

alter table calendar_busy
  add column calendar_id uuid,
  -- Which entry of a CalDAV calendar it comes from; a file and a feed are one part without a name.
  add column part text not null default '';
update calendar_busy b set calendar_id = c.id from calendar c
  where c.organisation_id = b.organisation_id and c.person_id = b.person_id;
alter table calendar_busy
  alter column calendar_id set not null,
  add foreign key (organisation_id, calendar_id) references calendar (organisation_id, id) on delete cascade;
create index calendar_busy_of_calendar on calendar_busy (organisation_id, calendar_id, part);

-- The entries of a CalDAV calendar by their path, and the mark of the version that was read.
create table calendar_part (
  organisation_id uuid not null,
  calendar_id uuid not null,
  part text not null,
  mark text not null,
  primary key (organisation_id, calendar_id, part),
  foreign key (organisation_id, calendar_id) references calendar (organisation_id, id) on delete cascade
);

select keep_organisations_apart();

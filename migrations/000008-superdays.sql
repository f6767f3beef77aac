-- Superdays: loops that were planned and confirmed together, and group sessions, which are held once for several loops.

create table superday (
  organisation_id uuid not null,
  id uuid not null,
  opening_id uuid not null,
  confirmed_at timestamptz not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, opening_id) references opening (organisation_id, id)
);
create index superday_of_opening on superday (organisation_id, opening_id);

alter table loop
  add column superday_id uuid,
  add constraint loop_superday foreign key (organisation_id, superday_id) references superday (organisation_id, id);
create index loop_of_superday on loop (organisation_id, superday_id) where superday_id is not null;

-- Which loops a session is part of: one, or for a group session several.
create table session_loop (
  organisation_id uuid not null,
  session_id uuid not null,
  loop_id uuid not null,
  module text not null,
  primary key (organisation_id, session_id, loop_id),
  unique (organisation_id, loop_id, module),
  foreign key (organisation_id, session_id) references session (organisation_id, id),
  foreign key (organisation_id, loop_id) references loop (organisation_id, id)
);
insert into session_loop (organisation_id, session_id, loop_id, module)
  select organisation_id, id, loop_id, module from session;
alter table session drop column loop_id;

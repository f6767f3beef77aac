-- Who was told what of a loop: invitations to sessions, and the ledger of messages (docs/decisions/048).

-- How those of one opening are told. An opening without a row is told as usual.
create table opening_telling (
  organisation_id uuid not null,
  opening_id uuid not null,
  -- Whose name stands as the organiser; absent: the coordinator of the opening, or the organisation.
  organiser_id uuid,
  -- Whether the candidate's calendar gets an event for each day, block or session.
  candidate_events text not null default 'day' check (candidate_events in ('day', 'block', 'session')),
  -- How long before the start reminders go out; absent: none.
  remind_candidate_minutes integer default 1440 check (remind_candidate_minutes between 15 and 20160),
  remind_people_minutes integer default 60 check (remind_people_minutes between 15 and 20160),
  primary key (organisation_id, opening_id),
  foreign key (organisation_id, opening_id) references opening (organisation_id, id) on delete cascade,
  foreign key (organisation_id, organiser_id) references person (organisation_id, id)
);

-- One event in the calendar of one attendee: a session, as an interviewer sees it, or a candidate's day, block or session.
-- The row stays when the event is cancelled: whoever is invited again gets the same event.
create table session_invitation (
  organisation_id uuid not null references organisation (id),
  -- The UID of the event is made of it, and never changes.
  id uuid not null,
  person_id uuid,
  session_id uuid,
  candidate_id uuid,
  loop_id uuid,
  -- Which part of the candidate's loop: 'day 1', 'block 2', 'session …'.
  part text,
  -- The SEQUENCE of the newest message; it is never used twice.
  sequence integer not null default -1,
  -- Answers to a lower SEQUENCE are about another time or place.
  asked_sequence integer not null default 0,
  -- In the address to which the calendar program answers: sealed, to be written again, and hashed, to be found.
  secret text not null,
  secret_hash text not null unique,
  -- What the attendee answered, to which SEQUENCE and when by its own stamp; the newest by these two.
  response text not null default 'needs-action'
    check (response in ('needs-action', 'accepted', 'tentative', 'declined')),
  response_sequence integer,
  response_stamp timestamptz,
  responded_at timestamptz,
  primary key (organisation_id, id),
  check (num_nonnulls(person_id, session_id) = 2 and num_nonnulls(candidate_id, loop_id, part) = 0
    or num_nonnulls(person_id, session_id) = 0 and num_nonnulls(candidate_id, loop_id, part) = 3),
  foreign key (organisation_id, person_id) references person (organisation_id, id),
  foreign key (organisation_id, session_id) references session (organisation_id, id) on delete cascade,
  foreign key (organisation_id, candidate_id) references candidate (organisation_id, id) on delete cascade,
  foreign key (organisation_id, loop_id) references loop (organisation_id, id) on delete cascade
);
create unique index session_invitation_of_person on session_invitation (organisation_id, session_id, person_id);
create unique index session_invitation_of_candidate on session_invitation (organisation_id, loop_id, part);
create index session_invitation_by_person on session_invitation (organisation_id, person_id);
create index session_invitation_by_candidate on session_invitation (organisation_id, candidate_id);

-- Everything that was, is or should be told. It stays when the message itself is long gone from the outbox.
create table ledger_message (
  organisation_id uuid not null,
  -- The id of the message in the outbox, and of the Message-ID.
  id uuid not null,
  invitation_id uuid not null,
  kind text not null check (kind in ('request', 'update', 'cancel', 'reminder', 'question')),
  sequence integer not null,
  -- What the event says with it, without names; absent where it is cancelled.
  says jsonb,
  made_at timestamptz not null,
  -- 'by-hand': no mail can tell it, somebody has to; 'told': somebody has. 'dead': it is not tried any more.
  state text not null check (state in ('waits', 'sent', 'withdrawn', 'dead', 'by-hand', 'told')),
  attempts integer not null default 0,
  -- Why it was not sent, without names and addresses.
  problem text,
  -- When the mail server took it, or when it was told by hand.
  told_at timestamptz,
  -- What the mail server of the attendee said later.
  delivery text check (delivery in ('delivered', 'delayed', 'bounced')),
  delivery_at timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, invitation_id) references session_invitation (organisation_id, id) on delete cascade
);
create unique index ledger_message_by_id on ledger_message (id);
create index ledger_message_of_invitation on ledger_message (organisation_id, invitation_id, sequence);

select keep_organisations_apart();

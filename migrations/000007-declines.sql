-- Who said that they cannot come to a session; nobody is asked for the same session twice.

create table session_decline (
  organisation_id uuid not null,
  session_id uuid not null,
  person_id uuid not null,
  declined_at timestamptz not null,
  primary key (organisation_id, session_id, person_id),
  foreign key (organisation_id, session_id) references session (organisation_id, id),
  foreign key (organisation_id, person_id) references person (organisation_id, id)
);

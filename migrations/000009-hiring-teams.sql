-- Who belongs to an opening, and as what: the hiring manager decides, the coordinator plans.

create table hiring_team (
  organisation_id uuid not null,
  opening_id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('hiring-manager', 'coordinator', 'interviewer')),
  primary key (organisation_id, opening_id, person_id),
  foreign key (organisation_id, opening_id) references opening (organisation_id, id),
  foreign key (organisation_id, person_id) references person (organisation_id, id)
);
create index hiring_team_of_person on hiring_team (organisation_id, person_id);

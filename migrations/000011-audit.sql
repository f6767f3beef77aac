-- What was changed, by whom and when: entries are added with the change itself and stay as they are. Each carries the
-- hash of the one before it (docs/formats/audit.md has the exact bytes).

create table audit_entry (
  organisation_id uuid not null references organisation (id),
  -- 1, 2, 3, … in each organisation, without a gap.
  number integer not null check (number > 0),
  at timestamptz not null,
  -- What kind of asker, and for a member of the organisation the person.
  actor text not null,
  actor_id uuid,
  action text not null,
  subject_kind text not null,
  subject_id uuid not null,
  -- Ids and figures only: people and candidates are looked up when an entry is shown.
  details jsonb not null,
  previous_hash text not null,
  hash text not null,
  primary key (organisation_id, number)
);

create function audit_entry_stays() returns trigger language plpgsql as $$
begin
  raise exception 'audit entries are neither changed nor removed' using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_entry_stays before update or delete or truncate on audit_entry
  for each statement execute function audit_entry_stays();

-- A server's role that is not the owner gets what it is granted (docs/operating.md): never these.
revoke update, delete, truncate on audit_entry from public;

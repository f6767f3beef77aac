-- Mail that came in: answers to invitations, news of deliveries, and whatever else reaches the address (docs/decisions/052).
-- The mail itself is not kept: only what it says, and only as long as it is of use.

create table incoming_mail (
  -- Absent where nobody can tell whose it is.
  organisation_id uuid references organisation (id) on delete cascade,
  id uuid primary key,
  -- Of who sent it, what it says and for which invitation: the same mail is taken once, by whichever way it comes.
  hash text not null unique,
  received_at timestamptz not null default now(),
  invitation_id uuid,
  kind text not null
    check (kind in ('answer', 'proposal', 'delegation', 'words', 'automatic', 'delivery', 'complaint', 'nothing')),
  -- Of one that changed nothing: why.
  why text,
  response text check (response in ('accepted', 'tentative', 'declined')),
  sender text,
  subject text not null default '',
  words text,
  -- The time that they propose.
  starts_at timestamptz,
  ends_at timestamptz,
  outcome text check (outcome in ('unreachable', 'failed', 'delayed', 'delivered')),
  -- Whom it could not be delivered to, and the server's figures.
  address text,
  status text,
  -- Somebody should look at it; and who did.
  open boolean not null,
  settled_at timestamptz,
  settled_by uuid,
  check ((kind = 'nothing') = (why is not null)),
  check ((kind = 'answer') = (response is not null)),
  check ((kind = 'delivery') = (outcome is not null)),
  foreign key (organisation_id, invitation_id) references session_invitation (organisation_id, id) on delete cascade
);
create index incoming_mail_of_invitation on incoming_mail (organisation_id, invitation_id);
create index incoming_mail_open on incoming_mail (organisation_id, received_at) where open;
create index incoming_mail_by_age on incoming_mail (received_at);

-- Nobody has this address any more, a mail server said. Another address is another matter.
alter table person add column unreachable_at timestamptz;
alter table candidate add column unreachable_at timestamptz;

create function forget_unreachable() returns trigger language plpgsql as $$
begin
  if new.email is distinct from old.email then new.unreachable_at := null; end if;
  return new;
end
$$;
create trigger forget_unreachable before update on person for each row execute function forget_unreachable();
create trigger forget_unreachable before update on candidate for each row execute function forget_unreachable();

select keep_organisations_apart();

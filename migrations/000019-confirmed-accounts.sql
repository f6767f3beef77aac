-- Whether the owner of an account's mailbox has ever been there, what is dropped when they come for the first time, and
-- links of invitations that went through the mail alone (docs/decisions/045).

alter table account
  -- When somebody first came by what was mailed to the address, or the first account was made at the server.
  add column confirmed_at timestamptz,
  -- Null where nobody has set one, or it was dropped.
  alter column password drop not null;

-- The first one is of whoever runs the server. Of those with a second factor an update must not make the mailbox a way
-- around it. What the others have is dropped when their mailbox is shown.
update account a set confirmed_at = now()
  where a.id = (select id from account order by created_at, id limit 1)
    or exists (select from authenticator f where f.account_id = a.id and f.confirmed_at is not null)
    or exists (select from passkey f where f.account_id = a.id);

-- Of the link that is mailed. The other one is shown to whoever invites, and shows no mailbox.
alter table invitation add column mailed_hash text;
create unique index invitation_by_mailed on invitation (mailed_hash) where mailed_hash is not null;

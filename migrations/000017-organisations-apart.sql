-- A second net below the policy: while a request works in one organisation, the database shows and takes rows of that
-- organisation alone (docs/decisions/044). Nothing is narrowed where no organisation is set: migrations, the program's
-- own upkeep, signing in, and whoever copies the database.

-- The owner of tables and a superuser are never narrowed, so requests take this role. Whoever migrates without the right
-- to make roles goes without it, and `serve` says so.
do $$
begin
  if not exists (select from pg_roles where rolname = 'second_round_scoped') then
    create role second_round_scoped nologin;
  end if;
  execute format('grant second_round_scoped to %I', current_user);
exception
  when insufficient_privilege then null;
  -- Another database of the same server is migrated at the same time.
  when duplicate_object or unique_violation then execute format('grant second_round_scoped to %I', current_user);
end
$$;

-- Asked for once more by whoever makes the role later (docs/operating.md).
create function open_to_scoped_role() returns void language plpgsql as $$
begin
  if not exists (select from pg_roles where rolname = 'second_round_scoped') then return; end if;
  execute format('grant usage on schema %I to second_round_scoped', current_schema());
  execute format(
    'grant select, insert, update, delete on all tables in schema %I to second_round_scoped', current_schema());
  execute format(
    'alter default privileges in schema %I grant select, insert, update, delete on tables to second_round_scoped',
    current_schema());
  revoke update, delete on audit_entry from second_round_scoped;
  revoke insert, update, delete on schema_migration from second_round_scoped;
end
$$;

select open_to_scoped_role();

create function organisation_at_work() returns uuid language sql stable as
  $$ select nullif(current_setting('second_round.organisation', true), '')::uuid $$;

-- Each migration that makes a table with an `organisation_id` ends with this.
create function keep_organisations_apart() returns void language plpgsql as $$
declare
  name text;
begin
  for name in
    select c.relname from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'organisation_id'
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and not c.relrowsecurity
  loop
    execute format('alter table %I enable row level security', name);
    execute format(
      'create policy organisation_at_work on %I using ('
        || '(select organisation_at_work()) is null '
        || 'or organisation_id = (select organisation_at_work()) or organisation_id is null)', name);
  end loop;
end
$$;

select keep_organisations_apart();

alter table organisation enable row level security;
create policy organisation_at_work on organisation using (
  (select organisation_at_work()) is null or id = (select organisation_at_work())
);

-- What an account is a member of is asked within one organisation too: what opens several is not for one of them to
-- weaken. This sees beyond, and tells ids only.
create function memberships_of(account uuid)
  returns table (organisation_id uuid, person_id uuid, disabled_at timestamptz)
  language sql stable security definer set search_path from current as
  $$ select organisation_id, person_id, disabled_at from membership where account_id = account $$;

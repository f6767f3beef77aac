-- A second net below the policy: while a request works in one organisation, the database shows and takes rows of that
-- organisation alone (docs/decisions/044). Nothing is narrowed where no organisation is set: migrations, the program's
-- own upkeep, signing in, and whoever copies the database.

-- The owner of tables and a superuser are never narrowed, so requests take a role that is named after the owner: roles
-- are of a whole server, and another installation there has another owner.
create function scoped_role() returns name language sql stable as
  $$ select (pg_get_userbyid(relowner) || '_scoped')::name from pg_class where oid = 'organisation'::regclass $$;

-- Whoever migrates without the right to make roles goes without it, and `serve` says so.
do $$
begin
  if not exists (select from pg_roles where rolname = scoped_role()) then
    execute format('create role %I nologin', scoped_role());
  end if;
  execute format('grant %I to %I', scoped_role(), current_user);
exception
  when insufficient_privilege then null;
  -- Another database of the same owner is migrated at the same time.
  when duplicate_object or unique_violation then execute format('grant %I to %I', scoped_role(), current_user);
end
$$;

-- Asked for once more by whoever makes the role later (docs/operating.md).
create function open_to_scoped_role() returns void language plpgsql as $$
declare
  place name := current_schema();
  scoped name := scoped_role();
begin
  if not exists (select from pg_roles where rolname = scoped) then return; end if;
  execute format('grant usage on schema %I to %I', place, scoped);
  execute format('grant select, insert, update, delete on all tables in schema %I to %I', place, scoped);
  execute format(
    'alter default privileges in schema %I grant select, insert, update, delete on tables to %I', place, scoped);
  execute format('revoke update, delete on audit_entry from %I', scoped);
  execute format('revoke insert, update, delete on schema_migration from %I', scoped);
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

-- Mail that nobody can place is shown where there is one organisation alone (docs/decisions/055). Who asks is narrowed to
-- one organisation and cannot count the others: this sees beyond, and says yes or no.
create function is_only_organisation(asked uuid) returns boolean
  language sql stable security definer set search_path from current as
  $$ select count(*) = 1 and bool_and(id = asked) from organisation where not sample $$;
do $$
begin
  execute format('alter function is_only_organisation(uuid) set search_path = %I, pg_temp', current_schema());
end
$$;

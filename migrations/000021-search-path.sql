-- A function that sees beyond one organisation must not be given other tables by whoever makes temporary ones: without
-- being named they would be looked at first.
do $$
begin
  execute format('alter function memberships_of(uuid) set search_path = %I, pg_temp', current_schema());
end
$$;

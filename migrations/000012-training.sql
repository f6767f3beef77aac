-- Who of a pool is qualified, who is still in training, and how long a pool's training path is.

alter table pool_member
  add column version integer not null default 1 check (version > 0),
  -- Whoever was in a pool before there was training is qualified.
  add column state text not null default 'qualified' check (state in ('trainee', 'qualified')),
  -- Sessions that a trainee held before they were counted here.
  add column shadowed_before integer not null default 0 check (shadowed_before between 0 and 50),
  add column reversed_before integer not null default 0 check (reversed_before between 0 and 50);

-- A pool without a row has the usual path: shadow twice, reverse shadow once.
create table training_path (
  organisation_id uuid not null references organisation (id),
  pool text not null check (pool <> ''),
  version integer not null default 1 check (version > 0),
  shadow integer not null check (shadow between 0 and 20),
  reverse_shadow integer not null check (reverse_shadow between 0 and 20),
  primary key (organisation_id, pool)
);

-- From which pool a seat was filled, as the template said when it was confirmed.
alter table session_person add column pool text check (pool <> '');
update session_person sp
  set pool = m.module->'seats'->sp.seat->>'pool'
  from session_loop sl
    join loop l on l.organisation_id = sl.organisation_id and l.id = sl.loop_id
    join application a on a.organisation_id = l.organisation_id and a.id = l.application_id
    join loop_template t on t.organisation_id = a.organisation_id and t.opening_id = a.opening_id
    cross join lateral jsonb_array_elements(t.document->'modules') as m (module)
  where sl.organisation_id = sp.organisation_id and sl.session_id = sp.session_id
    and m.module->>'id' = sl.module
    and m.module->'seats'->sp.seat->>'role' = sp.role
    and m.module->'seats'->sp.seat->>'pool' <> '';

-- Shadow seats of templates that were there before training stay as they were: anybody of their pool may sit there.
update loop_template t
  set document = jsonb_set(t.document, '{modules}', (
    select coalesce(jsonb_agg(jsonb_set(m.module, '{seats}', (
      select coalesce(jsonb_agg(
        case when s.seat->>'role' in ('shadow', 'reverse_shadow') and s.seat ? 'pool'
          then s.seat || '{"anyone": true}' else s.seat end order by s.at), '[]')
      from jsonb_array_elements(m.module->'seats') with ordinality as s (seat, at)
    )) order by m.at), '[]')
    from jsonb_array_elements(t.document->'modules') with ordinality as m (module, at)
  ));

-- Equality of uuids beside overlap of ranges in one exclusion constraint.
create extension if not exists btree_gist;

create table organisation (
  id uuid primary key,
  name text not null check (name <> ''),
  -- An IANA name. Local times are computed in the program, never in SQL.
  time_zone text not null check (time_zone <> ''),
  -- True for the sample that a newcomer may look at.
  sample boolean not null default false,
  created_at timestamptz not null
);

-- What was answered to a request that carried an Idempotency-Key, so that asking again does not do it again.

create table kept_answer (
  organisation_id uuid not null references organisation (id),
  action text not null,
  key text not null,
  fingerprint text not null,
  answer jsonb not null,
  kept_at timestamptz not null,
  primary key (organisation_id, action, key)
);

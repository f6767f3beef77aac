-- One row for each person or room that a session takes. The exclusion constraint is what makes a double booking
-- impossible; the program's locks only make the refusal quick and friendly.
create table booking (
  organisation_id uuid not null references organisation (id),
  resource_kind text not null check (resource_kind in ('person', 'room', 'candidate')),
  resource_id uuid not null,
  session_id uuid not null,
  span tstzrange not null,
  primary key (organisation_id, session_id, resource_id),
  constraint booking_never_double
    exclude using gist (organisation_id with =, resource_id with =, span with &&),
  -- An empty range overlaps nothing, so it would pass the constraint above.
  constraint booking_not_empty check (not isempty(span)),
  constraint booking_bounded check (
    not lower_inf(span) and not upper_inf(span) and isfinite(lower(span)) and isfinite(upper(span))
  ),
  -- From its first instant up to, and without, its last: sessions may follow each other without a gap.
  constraint booking_half_open check (isempty(span) or (lower_inc(span) and not upper_inc(span))),
  constraint booking_within_a_day check (isempty(span) or upper(span) <= lower(span) + interval '24 hours')
);

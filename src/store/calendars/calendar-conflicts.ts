import { sql, type Kysely } from 'kysely';
import type { Instant, Interval } from '#domain/planning/loop-problem.ts';
import type { Database } from '#store/schema.ts';

/** Somebody sits in the session and is busy by a calendar of theirs; `loops` are confirmed. */
export type CalendarConflict = {
  readonly session: string;
  readonly title: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly person: string;
  readonly name: string;
  readonly timeZone: string;
  /** What of the calendars' busy time lies there: from when to when. */
  readonly busyFrom: Instant;
  readonly busyTo: Instant;
  readonly loops: readonly ConflictLoop[];
};

/** `module` is what the session is in this loop. */
export type ConflictLoop = {
  readonly id: string;
  readonly module: string;
  readonly candidate: string;
  readonly opening: string;
};

/** By start; one for each session and person, however many blocks are in the way. */
export async function calendarConflicts(
  db: Kysely<Database>,
  organisation: string,
  span: Interval,
): Promise<CalendarConflict[]> {
  const { rows } = await sql<CalendarConflict>`
    select s.id as session, s.title, s.starts_at as start, s.ends_at as "end", p.id as person, p.name,
      p.time_zone as "timeZone", min(b.starts_at) as "busyFrom", max(b.ends_at) as "busyTo",
      (select jsonb_agg(jsonb_build_object('id', l.id, 'module', sl.module, 'candidate', c.name, 'opening', o.title)
          order by c.name, l.id)
        from session_loop sl
          join loop l on l.organisation_id = sl.organisation_id and l.id = sl.loop_id and l.status = 'confirmed'
          join application a on a.organisation_id = l.organisation_id and a.id = l.application_id
          join candidate c on c.organisation_id = a.organisation_id and c.id = a.candidate_id
          join opening o on o.organisation_id = a.organisation_id and o.id = a.opening_id
        where sl.organisation_id = s.organisation_id and sl.session_id = s.id) as loops
    from session s
      join session_person sp on sp.organisation_id = s.organisation_id and sp.session_id = s.id
      join person p on p.organisation_id = sp.organisation_id and p.id = sp.person_id
      join calendar_busy b on b.organisation_id = sp.organisation_id and b.person_id = sp.person_id
        and b.starts_at < s.ends_at and b.ends_at > s.starts_at
    where s.organisation_id = ${organisation} and s.ends_at > ${span.start} and s.starts_at < ${span.end}
      and exists (select from session_loop sl
        join loop l on l.organisation_id = sl.organisation_id and l.id = sl.loop_id and l.status = 'confirmed'
        where sl.organisation_id = s.organisation_id and sl.session_id = s.id)
    group by s.organisation_id, s.id, p.organisation_id, p.id
    order by s.starts_at, s.id, p.name, p.id`.execute(db);
  return rows;
}

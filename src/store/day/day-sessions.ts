/** Sessions of a stretch of time with everything that a run sheet shows of them. */
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { DayPerson } from '#domain/day/day.ts';
import type { NotedSession } from '#domain/day/notes.ts';
import type { Instant, Interval, Kind } from '#domain/planning/loop-problem.ts';
import type { LoopStatus } from '#domain/loop/loop.ts';
import { withoutNulls } from '#store/database/nulls.ts';
import type { Database } from '#store/schema.ts';

export type LoopOfDay = {
  readonly id: string;
  readonly status: LoopStatus;
  readonly application: string;
  readonly candidate: { readonly id: string; readonly name: string };
};

export type SessionOfDay = {
  readonly id: string;
  readonly module: string;
  readonly title: string;
  readonly kind: Kind;
  readonly purpose?: string;
  readonly evaluated: boolean;
  readonly start: Instant;
  readonly end: Instant;
  readonly opening: { readonly id: string; readonly title: string; readonly timeZone: string };
  readonly room?: {
    readonly id: string;
    readonly name: string;
    readonly site?: string;
    readonly wayThere?: string;
  };
  readonly people: readonly DayPerson[];
  /** Those that stand, and those that were cancelled because the candidate did not come. */
  readonly loops: readonly LoopOfDay[];
};

type Row = Omit<SessionOfDay, 'purpose' | 'room' | 'people'> & {
  readonly purpose: string | null;
  readonly room: string | null;
  readonly roomName: string | null;
  readonly site: string | null;
  readonly wayThere: string | null;
  readonly people: readonly (Omit<DayPerson, 'external'> & { readonly external: true | null })[];
};

/** A session is no longer than a day, which an index by start can use. */
function within({ start, end }: Interval): RawBuilder<boolean> {
  return sql<boolean>`(starts_at > ${start}::timestamptz - interval '24 hours' and ends_at > ${start} and starts_at < ${end})`;
}

/** By start. */
export async function sessionsOfDay(
  db: Kysely<Database>,
  organisation: string,
  span: Interval,
): Promise<SessionOfDay[]> {
  const { rows } = await sql<Row>`
    with held as materialized (
      select id from session where organisation_id = ${organisation} and ${within(span)}),
    shown as materialized (
      select l.id, l.organisation_id, l.status, l.application_id from loop l
      where l.organisation_id = ${organisation} and l.id in (select loop_id from session_loop
          where organisation_id = ${organisation} and session_id in (select id from held))
        and (l.status = 'confirmed' or exists (
        select from day_mark m where m.organisation_id = l.organisation_id and m.loop_id = l.id and m.what = 'no-show'
          and not exists (select from day_mark_taken_back b
            where b.organisation_id = m.organisation_id and b.mark_id = m.id))))
    select s.id, s.module, s.title, s.kind, s.purpose, s.evaluated, s.starts_at as start, s.ends_at as "end",
      r.id as room, r.name as "roomName", r.site, r.way_there as "wayThere",
      (select jsonb_build_object('id', o.id, 'title', o.title, 'timeZone', o.time_zone) from session_loop sl
        join shown l on l.id = sl.loop_id
        join application a on a.organisation_id = l.organisation_id and a.id = l.application_id
        join opening o on o.organisation_id = a.organisation_id and o.id = a.opening_id
        where sl.organisation_id = s.organisation_id and sl.session_id = s.id limit 1) as opening,
      (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'role', sp.role,
          'external', case when p.outside then true end) order by sp.seat, p.name, p.id), '[]')
        from session_person sp join person p on p.organisation_id = sp.organisation_id and p.id = sp.person_id
        where sp.organisation_id = s.organisation_id and sp.session_id = s.id) as people,
      (select jsonb_agg(jsonb_build_object('id', l.id, 'status', l.status, 'application', a.id,
          'candidate', jsonb_build_object('id', c.id, 'name', c.name)) order by c.name, c.id)
        from session_loop sl
          join shown l on l.id = sl.loop_id
          join application a on a.organisation_id = l.organisation_id and a.id = l.application_id
          join candidate c on c.organisation_id = a.organisation_id and c.id = a.candidate_id
        where sl.organisation_id = s.organisation_id and sl.session_id = s.id) as loops
    from session s
      left join room r on r.organisation_id = s.organisation_id and r.id = s.room_id
    where s.organisation_id = ${organisation} and s.id in (select id from held)
      and exists (select from session_loop sl join shown l on l.id = sl.loop_id
        where sl.organisation_id = s.organisation_id and sl.session_id = s.id)
    order by s.starts_at, s.id`.execute(db);
  return rows.map(({ purpose, room, roomName, site, wayThere, people, ...row }) => ({
    ...row,
    ...withoutNulls({ purpose }),
    ...(room === null
      ? {}
      : { room: { id: room, name: roomName ?? '', ...withoutNulls({ site, wayThere }) } }),
    people: people.map(({ external, ...person }) => ({ ...person, ...withoutNulls({ external }) })),
  }));
}

/** All sessions of these loops with who sits in them, by loop. */
export async function notedSessions(
  db: Kysely<Database>,
  organisation: string,
  loops: readonly string[],
): Promise<ReadonlyMap<string, readonly NotedSession[]>> {
  const { rows } = await sql<NotedSession & { readonly loop: string }>`
    select sl.loop_id as loop, s.kind, s.evaluated,
      (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'role', sp.role)
          order by sp.seat, p.name, p.id), '[]')
        from session_person sp join person p on p.organisation_id = sp.organisation_id and p.id = sp.person_id
        where sp.organisation_id = s.organisation_id and sp.session_id = s.id) as people
    from session_loop sl join session s on s.organisation_id = sl.organisation_id and s.id = sl.session_id
    where sl.organisation_id = ${organisation} and sl.loop_id = any(${[...loops]}::uuid[])
    order by s.starts_at, s.id`.execute(db);
  const byLoop = Map.groupBy(rows, ({ loop }) => loop);
  return new Map([...byLoop].map(([loop, own]) => [loop, own.map(({ loop: _loop, ...session }) => session)]));
}

export type SessionAhead = {
  readonly start: Instant;
  readonly timeZone: string;
  readonly opening: string;
  readonly loop: string;
  readonly people: readonly { readonly id: string }[];
};

/** Sessions of loops that stand, from then on, the nearest first, a row for each loop. */
export async function sessionsAhead(
  db: Kysely<Database>,
  organisation: string,
  { from, most }: { readonly from: Instant; readonly most: number },
): Promise<SessionAhead[]> {
  const { rows } = await sql<SessionAhead>`
    select s.starts_at as start, o.time_zone as "timeZone", o.id as opening, l.id as loop,
      (select coalesce(jsonb_agg(jsonb_build_object('id', sp.person_id)), '[]') from session_person sp
        where sp.organisation_id = s.organisation_id and sp.session_id = s.id) as people
    from session s
      join session_loop sl on sl.organisation_id = s.organisation_id and sl.session_id = s.id
      join loop l on l.organisation_id = s.organisation_id and l.id = sl.loop_id and l.status = 'confirmed'
      join application a on a.organisation_id = l.organisation_id and a.id = l.application_id
      join opening o on o.organisation_id = a.organisation_id and o.id = a.opening_id
    where s.organisation_id = ${organisation} and s.starts_at >= ${from}
    order by s.starts_at, s.id, l.id limit ${most}`.execute(db);
  return rows;
}

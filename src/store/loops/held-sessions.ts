/** The sessions of some loops with everything that its attendees are told of them. */
import { sql, type Kysely } from 'kysely';
import type { Needs } from '#domain/loop/needs.ts';
import type { DayNotes } from '#domain/organisation/opening.ts';
import type { Addressed, HeldLoop, HeldPerson, HeldSession } from '#domain/loop/held-session.ts';
import { withoutNulls } from '#store/database/nulls.ts';
import type { Database } from '#store/schema.ts';

type OrNull<T> = { readonly [K in keyof T]: Exclude<T[K], undefined> | null };
type PersonRow = Omit<HeldPerson, 'email' | 'title' | 'unreachable'> &
  OrNull<Required<Pick<HeldPerson, 'email' | 'title' | 'unreachable'>>>;
type NeedsRow = OrNull<Required<Omit<Needs, 'said'>>> & { readonly version: number };
type LoopRow = Omit<HeldLoop, 'candidate' | 'token' | 'needs'> & {
  readonly token: string | null;
  readonly needs: NeedsRow | null;
  readonly candidate: Omit<Addressed, 'email' | 'unreachable'> &
    OrNull<Required<Pick<Addressed, 'email' | 'unreachable'>>>;
};
type Row = Omit<HeldSession, 'purpose' | 'room' | 'people' | 'loops' | 'dayNotes'> & {
  readonly dayNotes: OrNull<Required<DayNotes>>;
  readonly purpose: string | null;
  readonly room: string | null;
  readonly site: string | null;
  readonly wayThere: string | null;
  readonly people: readonly PersonRow[];
  readonly loops: readonly LoopRow[];
};

/** The opening of a session `s`; those of a group session are all of one. */
const OPENING = sql`from session_loop sl
        join loop l on l.organisation_id = sl.organisation_id and l.id = sl.loop_id
        join application a on a.organisation_id = l.organisation_id and a.id = l.application_id
        join opening o on o.organisation_id = a.organisation_id and o.id = a.opening_id
        where sl.organisation_id = s.organisation_id and sl.session_id = s.id limit 1`;

/** As far as there are some. */
const NEEDS = sql`case when coalesce(n.access, n.diet, n.remark) is not null then jsonb_build_object(
          'access', n.access, 'diet', n.diet, 'remark', n.remark,
          'version', extract(epoch from n.changed_at)::bigint) end`;

/**
 * Of these loops and of those that share a session with them, because what changes there concerns these too. Which they
 * are is worked out once (`materialized`): of rows that were just written the database knows no number yet, takes them
 * for one, and would look again for each session.
 */
export async function heldSessions(
  db: Kysely<Database>,
  organisation: string,
  loops: readonly string[],
): Promise<HeldSession[]> {
  const { rows } = await sql<Row>`
    with touched as materialized (
      select distinct b.loop_id from session_loop a
        join session_loop b on b.organisation_id = a.organisation_id and b.session_id = a.session_id
      where a.organisation_id = ${organisation} and a.loop_id = any(${[...loops]}::uuid[])),
    wanted as materialized (
      select distinct session_id as id from session_loop
      where organisation_id = ${organisation} and loop_id in (select loop_id from touched)),
    -- As "scored" in domain/day/notes.ts has it; also of loops that are not touched themselves.
    scoring as materialized (
      select sl.loop_id, jsonb_agg(distinct sp.person_id) as people from session_loop sl
        join session s on s.organisation_id = sl.organisation_id and s.id = sl.session_id
        join session_person sp on sp.organisation_id = s.organisation_id and sp.session_id = s.id
      where sl.organisation_id = ${organisation} and s.evaluated and s.kind <> 'debrief'
        and sl.loop_id in (select loop_id from session_loop
          where organisation_id = ${organisation} and session_id in (select id from wanted))
      group by sl.loop_id)
    select s.id, s.title, s.kind, s.purpose, s.evaluated, s.starts_at as start, s.ends_at as "end",
      r.name as room, r.site, r.way_there as "wayThere",
      (select jsonb_build_object('arrival', o.arrival, 'badge', o.badge) ${OPENING}) as "dayNotes",
      (select jsonb_build_object('id', o.id, 'title', o.title, 'timeZone', o.time_zone) ${OPENING}) as opening,
      (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'title', p.title, 'email', p.email,
          'unreachable', case when p.unreachable_at is not null then true end,
          'timeZone', p.time_zone, 'role', sp.role) order by sp.seat, p.name, p.id), '[]')
        from session_person sp join person p on p.organisation_id = sp.organisation_id and p.id = sp.person_id
        where sp.organisation_id = s.organisation_id and sp.session_id = s.id) as people,
      (select jsonb_agg(jsonb_build_object('id', l.id, 'status', l.status,
          'token', k.token, 'scorers', coalesce(g.people, '[]'), 'needs', ${NEEDS}, 'candidate', jsonb_build_object(
          'id', c.id, 'name', c.name, 'email', c.email, 'timeZone', c.time_zone,
          'unreachable', case when c.unreachable_at is not null then true end)) order by c.name, c.id)
        from session_loop sl
          join loop l on l.organisation_id = sl.organisation_id and l.id = sl.loop_id
          join application a on a.organisation_id = l.organisation_id and a.id = l.application_id
          join candidate c on c.organisation_id = a.organisation_id and c.id = a.candidate_id
          left join link k on k.organisation_id = l.organisation_id and k.loop_id = l.id
          left join scoring g on g.loop_id = l.id
          left join candidate_needs n on n.organisation_id = c.organisation_id and n.candidate_id = c.id
        where sl.organisation_id = s.organisation_id and sl.session_id = s.id) as loops
    from session s
      left join room r on r.organisation_id = s.organisation_id and r.id = s.room_id
    where s.organisation_id = ${organisation} and s.id in (select id from wanted)
    order by s.starts_at, s.id`.execute(db);
  return rows.map(heldSession);
}

function heldSession({ purpose, room, site, wayThere, dayNotes, people, loops, ...row }: Row): HeldSession {
  return {
    ...row,
    ...withoutNulls({ purpose }),
    dayNotes: withoutNulls(dayNotes),
    ...(room === null ? {} : { room: { name: room, ...withoutNulls({ site, wayThere }) } }),
    people: people.map(({ email, title, unreachable, ...person }) => ({
      ...person,
      ...withoutNulls({ email, title, unreachable }),
    })),
    loops: loops.map(({ candidate: { email, unreachable, ...candidate }, token, needs, ...loop }) => ({
      ...loop,
      ...withoutNulls({ token }),
      ...(needs === null ? {} : { needs: needsOf(needs) }),
      candidate: { ...candidate, ...withoutNulls({ email, unreachable }) },
    })),
  };
}

function needsOf({ version, ...needs }: NeedsRow): NonNullable<HeldLoop['needs']> {
  return { ...withoutNulls(needs), version };
}

/** Dated sessions: one row each, and one in `session_loop` for every loop that the session is part of. */
import { sql, type Insertable, type Kysely } from 'kysely';
import type { Instant, Interval, Role } from '#domain/planning/loop-problem.ts';
import type { Engagement, LoopSession, NewSession } from '#domain/loop/loop.ts';
import { withoutNulls } from '#store/database/nulls.ts';
import { inParts } from '#store/database/parts.ts';
import type { Database } from '#store/schema.ts';

/** `loops`: ids of the loops, which are stored already. */
export type SessionOfLoops = NewSession & { readonly loops: readonly string[] };

export async function insertSessions(
  db: Kysely<Database>,
  organisation: string,
  sessions: readonly SessionOfLoops[],
): Promise<void> {
  const key = { organisation_id: organisation };
  const rows = sessions.map((session) => ({
    ...key,
    id: session.id,
    module: session.module,
    title: session.title,
    kind: session.kind,
    purpose: session.purpose ?? null,
    evaluated: session.evaluated,
    ...whenAndWhere(session),
  }));
  const loops = sessions.flatMap(({ id, module, loops: parts }) =>
    parts.map((loop) => ({ ...key, session_id: id, loop_id: loop, module })),
  );
  const seats = seatRows(organisation, sessions);
  await inParts(rows, (part) => db.insertInto('session').values(part).execute());
  await inParts(loops, (part) => db.insertInto('session_loop').values(part).execute());
  await inParts(seats, (part) => db.insertInto('session_person').values(part).execute());
}

type WhenAndWhere = Pick<
  Insertable<Database['session']>,
  'wall_start' | 'time_zone' | 'starts_at' | 'ends_at' | 'tz_version' | 'room_id'
>;

/** The columns that change when a session is held at another time or in another room. */
export function whenAndWhere(session: NewSession): WhenAndWhere {
  return {
    wall_start: session.wallStart,
    time_zone: session.timeZone,
    starts_at: session.start,
    ends_at: session.end,
    tz_version: session.tzVersion,
    room_id: session.room ?? null,
  };
}

/** Who sits where, a row each. */
export function seatRows(organisation: string, sessions: readonly NewSession[]): NewSeatRow[] {
  return sessions.flatMap(({ id: session_id, people }) =>
    people.map(({ id, seat, role, pool }) => ({
      organisation_id: organisation,
      session_id,
      person_id: id,
      seat,
      role,
      pool: pool ?? null,
    })),
  );
}

type NewSeatRow = {
  readonly organisation_id: string;
  readonly session_id: string;
  readonly person_id: string;
  readonly seat: number;
  readonly role: Role;
  readonly pool: string | null;
};

type Of = { readonly loop: string } | { readonly person: string } | { readonly superday: string };

/** The sessions of a loop, of a superday, or those that a person sits in, by start. */
export async function sessionsOf(db: Kysely<Database>, organisation: string, of: Of): Promise<LoopSession[]> {
  const rows = await db
    .selectFrom('session as s')
    .leftJoin('room as r', (join) =>
      join.onRef('r.organisation_id', '=', 's.organisation_id').onRef('r.id', '=', 's.room_id'),
    )
    .select(['s.id', 's.module', 's.title', 's.kind', 's.purpose', 's.evaluated'])
    .select(['s.starts_at as start', 's.ends_at as end', 'r.id as roomId', 'r.name as roomName', 'r.site'])
    .select('r.way_there as wayThere')
    .select(
      sql<string[]>`array(select sl.loop_id from session_loop sl
        where sl.organisation_id = s.organisation_id and sl.session_id = s.id order by 1)`.as('loops'),
    )
    .select(
      sql<SeatRow[]>`(select coalesce(jsonb_agg(jsonb_build_object(
          'id', p.id, 'name', p.name, 'title', p.title, 'seat', sp.seat, 'role', sp.role
        ) order by sp.seat, p.name, p.id), '[]')
        from session_person sp join person p on p.organisation_id = sp.organisation_id and p.id = sp.person_id
        where sp.organisation_id = s.organisation_id and sp.session_id = s.id)`.as('people'),
    )
    .where('s.organisation_id', '=', organisation)
    .where(belongsTo(of))
    .orderBy('s.starts_at')
    .orderBy('s.id')
    .execute();
  return rows.map(({ purpose, roomId, roomName, site, wayThere, people, ...row }) => ({
    ...row,
    ...withoutNulls({ purpose }),
    people: people.map(({ title, ...seat }) => ({ ...seat, ...withoutNulls({ title }) })),
    ...(roomId === null
      ? {}
      : { room: { id: roomId, name: roomName ?? '', ...withoutNulls({ site, wayThere }) } }),
  }));
}

type SeatRow = Omit<LoopSession['people'][number], 'title'> & { readonly title: string | null };

function belongsTo(of: Of): ReturnType<typeof sql<boolean>> {
  if ('person' in of) {
    return sql<boolean>`exists (select from session_person sp where sp.organisation_id = s.organisation_id
      and sp.session_id = s.id and sp.person_id = ${of.person})`;
  }
  if ('loop' in of) {
    return sql<boolean>`exists (select from session_loop sl where sl.organisation_id = s.organisation_id
      and sl.session_id = s.id and sl.loop_id = ${of.loop})`;
  }
  return sql<boolean>`exists (select from session_loop sl
    join loop l on l.organisation_id = sl.organisation_id and l.id = sl.loop_id
    where sl.organisation_id = s.organisation_id and sl.session_id = s.id and l.superday_id = ${of.superday})`;
}

/** What confirmed loops take of people and rooms within the span; a group session stands once. */
export async function engagementsIn(
  db: Kysely<Database>,
  organisation: string,
  span: Interval,
): Promise<Engagement[]> {
  const { rows } = await sql<Engagement>`
    select s.id as session, array_agg(l.id order by l.id) as loops, s.starts_at as start, s.ends_at as "end",
      array_agg(a.candidate_id order by l.id) as candidates, s.kind, s.room_id as room, r.site,
      array(select sp.person_id from session_person sp
        where sp.organisation_id = s.organisation_id and sp.session_id = s.id order by 1) as people
    from session s
      join session_loop sl on sl.organisation_id = s.organisation_id and sl.session_id = s.id
      join loop l on l.organisation_id = s.organisation_id and l.id = sl.loop_id and l.status = 'confirmed'
      join application a on a.organisation_id = l.organisation_id and a.id = l.application_id
      left join room r on r.organisation_id = s.organisation_id and r.id = s.room_id
    where s.organisation_id = ${organisation} and s.ends_at > ${span.start} and s.starts_at < ${span.end}
    group by s.organisation_id, s.id, r.site
    order by s.starts_at, s.id`.execute(db);
  return rows;
}

export type SessionLabel = { readonly id: string; readonly title: string; readonly candidates: string[] };

/** Which session stands behind a booking: its title and the names of those whose loops hold it. */
export async function describedIn(
  db: Kysely<Database>,
  organisation: string,
  sessions: readonly string[],
): Promise<SessionLabel[]> {
  if (sessions.length === 0) return [];
  const { rows } = await sql<SessionLabel>`
    select s.id, s.title, array_agg(c.name order by c.name, c.id) as candidates
    from session s
      join session_loop sl on sl.organisation_id = s.organisation_id and sl.session_id = s.id
      join loop l on l.organisation_id = s.organisation_id and l.id = sl.loop_id and l.status = 'confirmed'
      join application a on a.organisation_id = l.organisation_id and a.id = l.application_id
      join candidate c on c.organisation_id = a.organisation_id and c.id = a.candidate_id
    where s.organisation_id = ${organisation} and s.id = any(${[...sessions]}::uuid[])
    group by s.organisation_id, s.id`.execute(db);
  return rows;
}

/** Of these group sessions those that no confirmed loop holds any more. */
export async function abandonedIn(
  db: Kysely<Database>,
  organisation: string,
  sessions: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select asked.id from unnest(${[...sessions]}::uuid[]) as asked (id)
    where not exists (select from session_loop sl
      join loop l on l.organisation_id = sl.organisation_id and l.id = sl.loop_id
      where sl.organisation_id = ${organisation} and sl.session_id = asked.id and l.status = 'confirmed')`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

export type SessionState = {
  readonly loop: string;
  readonly status: 'confirmed' | 'cancelled';
  readonly sequence: number;
  readonly changedAt: Instant;
  readonly candidate: string;
  readonly opening: string;
};

/** The status and version of the loops named and whose they are, as a calendar feed must tell them. */
export async function statesOf(
  db: Kysely<Database>,
  organisation: string,
  loops: readonly string[],
): Promise<ReadonlyMap<string, SessionState>> {
  if (loops.length === 0) return new Map();
  const rows = await db
    .selectFrom('loop as l')
    .innerJoin('application as a', (join) =>
      join.onRef('a.organisation_id', '=', 'l.organisation_id').onRef('a.id', '=', 'l.application_id'),
    )
    .innerJoin('candidate as c', (join) =>
      join.onRef('c.organisation_id', '=', 'a.organisation_id').onRef('c.id', '=', 'a.candidate_id'),
    )
    .innerJoin('opening as o', (join) =>
      join.onRef('o.organisation_id', '=', 'a.organisation_id').onRef('o.id', '=', 'a.opening_id'),
    )
    .select(['l.id as loop', 'l.status', 'l.sequence', 'l.changed_at as changedAt'])
    .select(['c.name as candidate', 'o.title as opening'])
    .where('l.organisation_id', '=', organisation)
    .where('l.id', 'in', loops)
    .execute();
  return new Map(rows.map((row) => [row.loop, row]));
}

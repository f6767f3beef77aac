/** Links of external panelists. Only the hash of a token is stored, so a link that was not copied is made anew. */
import { sql, type Kysely } from 'kysely';
import { PANEL_LINK_LASTS_DAYS, type OutsideSeat, type PanelSession } from '#domain/loop/panel.ts';
import type { PanelLink } from '#domain/policy/sight.ts';
import { clock } from '#store/account/account-clock.ts';
import { endTokens } from '#store/account/ended-links.ts';
import { withoutNulls } from '#store/database/nulls.ts';
import type { Database } from '#store/schema.ts';

export type PanelKey = { readonly session: string; readonly person: string };

/** A link that was neither withdrawn nor removed: what stands behind it today, and where to look it up. */
export type FoundPanelLink = PanelKey &
  PanelLink & { readonly organisation: string; readonly opening: string };

export type PanelLinks = {
  /** Seats of people from outside in the sessions of a loop, by start; `until` where they have a link. */
  seats(organisation: string, loop: string): Promise<OutsideSeat[]>;
  /** Takes the place of an earlier link to the same seat. */
  put(organisation: string, key: PanelKey & { readonly tokenHash: string }): Promise<void>;
  /** False when there was none. */
  withdraw(organisation: string, key: PanelKey): Promise<boolean>;
  find(tokenHash: string): Promise<FoundPanelLink | undefined>;
  session(organisation: string, session: string): Promise<PanelSession | undefined>;
};

export function panelLinksIn(db: Kysely<Database>): PanelLinks {
  return {
    seats: (organisation, loop) => seatsOf(db, organisation, loop),
    put: async (organisation, { session, person, tokenHash }) => {
      await withdraw(db, organisation, { session, person });
      await db
        .insertInto('panel_link')
        .values({
          organisation_id: organisation,
          session_id: session,
          person_id: person,
          token_hash: tokenHash,
        })
        .execute();
    },
    withdraw: (organisation, key) => withdraw(db, organisation, key),
    find: (tokenHash) => find(db, tokenHash),
    session: (organisation, session) => sessionOf(db, organisation, session),
  };
}

const ends = sql`(s.ends_at + ${`${PANEL_LINK_LASTS_DAYS} days`}::interval)`;

/** The opening of a session; those of a group session are all of one. */
const openingOf = sql`(select a.opening_id from session_loop sl
  join loop l on l.organisation_id = sl.organisation_id and l.id = sl.loop_id
  join application a on a.organisation_id = l.organisation_id and a.id = l.application_id
  where sl.organisation_id = k.organisation_id and sl.session_id = k.session_id limit 1)`;

const isConfirmed = sql`exists (select from session_loop sl
  join loop l on l.organisation_id = sl.organisation_id and l.id = sl.loop_id and l.status = 'confirmed'
  where sl.organisation_id = s.organisation_id and sl.session_id = s.id)`;

async function seatsOf(db: Kysely<Database>, organisation: string, loop: string): Promise<OutsideSeat[]> {
  const { rows } = await sql<Omit<OutsideSeat, 'until'> & { readonly until: string | null }>`
    select s.id as session, s.title, s.starts_at as start, s.ends_at as "end", p.id as person, p.name,
      case when k.token_hash is not null then ${ends} end as until, ${ends} > ${clock} as open
    from session_loop sl
      join session s on s.organisation_id = sl.organisation_id and s.id = sl.session_id
      join session_person sp on sp.organisation_id = s.organisation_id and sp.session_id = s.id
      join person p on p.organisation_id = sp.organisation_id and p.id = sp.person_id
        and p.outside and p.removed_at is null
      left join panel_link k on k.organisation_id = s.organisation_id and k.session_id = s.id and k.person_id = p.id
    where sl.organisation_id = ${organisation} and sl.loop_id = ${loop}
    order by s.starts_at, s.id, p.name collate "und-x-icu", p.id`.execute(db);
  return rows.map(({ until, ...seat }) => ({ ...seat, ...withoutNulls({ until }) }));
}

async function withdraw(
  db: Kysely<Database>,
  organisation: string,
  { session, person }: PanelKey,
): Promise<boolean> {
  const { rows } = await sql<{ tokenHash: string; opening: string }>`
    delete from panel_link k
    where k.organisation_id = ${organisation} and k.session_id = ${session} and k.person_id = ${person}
    returning k.token_hash as "tokenHash", ${openingOf} as opening`.execute(db);
  await endTokens(db, organisation, rows);
  return rows.length > 0;
}

async function find(db: Kysely<Database>, tokenHash: string): Promise<FoundPanelLink | undefined> {
  const { rows } = await sql<FoundPanelLink>`
    select k.organisation_id as organisation, k.session_id as session, k.person_id as person,
      ${openingOf} as opening, ${isConfirmed} as confirmed,
      exists (select from session_person sp where sp.organisation_id = k.organisation_id
        and sp.session_id = k.session_id and sp.person_id = k.person_id) as seated,
      p.outside and p.removed_at is null as outside, ${ends} <= ${clock} as over
    from panel_link k
      join session s on s.organisation_id = k.organisation_id and s.id = k.session_id
      join person p on p.organisation_id = k.organisation_id and p.id = k.person_id
    where k.token_hash = ${tokenHash}`.execute(db);
  return rows[0];
}

type PersonRow = Omit<PanelSession['people'][number], 'title'> & { readonly title: string | null };
type CandidateRow = Omit<PanelSession['candidates'][number], 'said'> & { readonly said: string | null };
type SessionRow = Pick<
  PanelSession,
  'title' | 'kind' | 'evaluated' | 'start' | 'end' | 'until' | 'timeZone'
> & {
  readonly purpose: string | null;
  readonly room: string | null;
  readonly site: string | null;
  readonly wayThere: string | null;
  readonly people: readonly PersonRow[];
  readonly candidates: readonly CandidateRow[];
};

/** What an external panelist is shown: candidates who still come, and of people name and title. */
async function sessionOf(
  db: Kysely<Database>,
  organisation: string,
  session: string,
): Promise<PanelSession | undefined> {
  const { rows } = await sql<SessionRow>`
    select s.title, s.kind, s.purpose, s.evaluated, s.starts_at as start, s.ends_at as "end",
      s.time_zone as "timeZone", ${ends} as until, r.name as room, r.site, r.way_there as "wayThere",
      (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'title', p.title, 'role', sp.role)
          order by sp.seat, p.name, p.id), '[]')
        from session_person sp join person p on p.organisation_id = sp.organisation_id and p.id = sp.person_id
        where sp.organisation_id = s.organisation_id and sp.session_id = s.id) as people,
      (select coalesce(jsonb_agg(jsonb_build_object('name', c.name, 'said', n.said) order by c.name, c.id), '[]')
        from session_loop sl
          join loop l on l.organisation_id = sl.organisation_id and l.id = sl.loop_id and l.status = 'confirmed'
          join application a on a.organisation_id = l.organisation_id and a.id = l.application_id
          join candidate c on c.organisation_id = a.organisation_id and c.id = a.candidate_id
          left join candidate_needs n on n.organisation_id = c.organisation_id and n.candidate_id = c.id
        where sl.organisation_id = s.organisation_id and sl.session_id = s.id) as candidates
    from session s
      left join room r on r.organisation_id = s.organisation_id and r.id = s.room_id
    where s.organisation_id = ${organisation} and s.id = ${session}`.execute(db);
  const [row] = rows;
  if (row === undefined) return undefined;
  const { room, site, wayThere, purpose, people, candidates, ...rest } = row;
  return {
    ...rest,
    ...withoutNulls({ purpose }),
    ...(room === null ? {} : { room: { name: room, ...withoutNulls({ site, wayThere }) } }),
    people: people.map(({ title, ...person }) => ({ ...person, ...withoutNulls({ title }) })),
    candidates: candidates.map(({ said, name }) => ({ name, ...withoutNulls({ said }) })),
  };
}

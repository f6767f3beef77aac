import { sql, type Kysely } from 'kysely';
import type { Instant } from '#domain/planning/loop-problem.ts';
import type { PromisedSession } from '#domain/time/promised-time.ts';
import type { Database } from '#store/schema.ts';

export type Promised = {
  /** Sessions of confirmed loops that begin after `since`, by start; of one organisation or of all. */
  sessions(since: Instant, organisation?: string): Promise<PromisedSession[]>;
  /** The same time on the wall at another instant; people, room and candidates are booked by whoever calls this. */
  move(organisation: string, to: MovedTo): Promise<void>;
};

type MovedTo = {
  readonly id: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly tzVersion: string;
};

export function promisedIn(db: Kysely<Database>): Promised {
  return {
    sessions: async (since, organisation) => {
      const within = organisation === undefined ? sql`` : sql`and s.organisation_id = ${organisation}`;
      const { rows } = await sql<PromisedSession>`
        select s.organisation_id as organisation, s.id as session, s.title, s.time_zone as "timeZone",
          to_char(s.wall_start, 'YYYY-MM-DD"T"HH24:MI') as "wallStart",
          s.starts_at as start, s.ends_at as "end", s.tz_version as "tzVersion",
          jsonb_agg(jsonb_build_object('id', l.id, 'candidate', c.name, 'opening', o.title) order by c.name, l.id) as loops
        from session s
          join session_loop sl on sl.organisation_id = s.organisation_id and sl.session_id = s.id
          join loop l on l.organisation_id = sl.organisation_id and l.id = sl.loop_id and l.status = 'confirmed'
          join application a on a.organisation_id = l.organisation_id and a.id = l.application_id
          join candidate c on c.organisation_id = a.organisation_id and c.id = a.candidate_id
          join opening o on o.organisation_id = a.organisation_id and o.id = a.opening_id
        where s.starts_at > ${since} ${within}
        group by s.organisation_id, s.id
        order by s.starts_at, s.id`.execute(db);
      return rows;
    },
    move: async (organisation, { id, start, end, tzVersion }) => {
      await sql`update session set starts_at = ${start}, ends_at = ${end}, tz_version = ${tzVersion}
        where organisation_id = ${organisation} and id = ${id}`.execute(db);
    },
  };
}

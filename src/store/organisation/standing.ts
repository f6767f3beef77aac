/** What the policy asks of the database: somebody's places, and which of some objects exist. */
import { sql, type Kysely } from 'kysely';
import type { Known, Places, Thing, ThingKind } from '#domain/policy/policy.ts';
import type { Database } from '#store/schema.ts';

export type Standing = {
  /** The hiring teams that a person is on, and the loops in whose sessions they sit. */
  places(organisation: string, person: string): Promise<Places>;
  /** Those of the objects that exist in the organisation; what belongs to an opening comes with it. */
  known(organisation: string, things: readonly Thing[]): Promise<Known[]>;
};

export function standingIn(db: Kysely<Database>): Standing {
  return {
    places: async (organisation, person) => ({
      teams: await db
        .selectFrom('hiring_team')
        .select(['opening_id as opening', 'role'])
        .where('organisation_id', '=', organisation)
        .where('person_id', '=', person)
        .execute(),
      sits: await sitsOf(db, organisation, person),
    }),
    known: async (organisation, things) => {
      const idsOf = (kind: ThingKind): string[] =>
        things.filter((thing) => thing.kind === kind).map(({ id }) => id);
      if (things.length === 0) return [];
      const { rows } = await sql<Row>`
        select 'person' as kind, id, null::uuid as opening from person
          where organisation_id = ${organisation} and id = any(${idsOf('person')}::uuid[])
        union all select 'room', id, null from room
          where organisation_id = ${organisation} and id = any(${idsOf('room')}::uuid[])
        union all select 'opening', id, id from opening
          where organisation_id = ${organisation} and id = any(${idsOf('opening')}::uuid[])
        union all select 'application', id, opening_id from application
          where organisation_id = ${organisation} and id = any(${idsOf('application')}::uuid[])
        union all select 'superday', id, opening_id from superday
          where organisation_id = ${organisation} and id = any(${idsOf('superday')}::uuid[])
        union all select 'loop', l.id, a.opening_id from loop l
          join application a on a.organisation_id = l.organisation_id and a.id = l.application_id
          where l.organisation_id = ${organisation} and l.id = any(${idsOf('loop')}::uuid[])`.execute(db);
      return rows.flatMap(({ kind, id, opening }): Known[] => {
        if (kind === 'person' || kind === 'room') return [{ kind, id }];
        return opening === null ? [] : [{ kind, id, opening }];
      });
    },
  };
}

type Row = {
  readonly kind: Exclude<ThingKind, 'search'>;
  readonly id: string;
  readonly opening: string | null;
};

async function sitsOf(db: Kysely<Database>, organisation: string, person: string): Promise<Places['sits']> {
  const { rows } = await sql<Places['sits'][number]>`
    select l.id as loop, a.id as application, a.opening_id as opening, 
      bool_or(s.evaluated and s.kind <> 'debrief' and l.status = 'confirmed') as scores
    from session_person sp
      join session s on s.organisation_id = sp.organisation_id and s.id = sp.session_id
      join session_loop sl on sl.organisation_id = sp.organisation_id and sl.session_id = sp.session_id
      join loop l on l.organisation_id = sl.organisation_id and l.id = sl.loop_id
      join application a on a.organisation_id = l.organisation_id and a.id = l.application_id
    where sp.organisation_id = ${organisation} and sp.person_id = ${person}
    group by l.id, a.id, a.opening_id`.execute(db);
  return rows;
}

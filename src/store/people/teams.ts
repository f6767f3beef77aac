/** Hiring teams: who belongs to an opening, and as what. */
import { sql, type Kysely } from 'kysely';
import type { TeamMember, TeamSeat } from '#domain/organisation/opening.ts';
import { withoutNulls } from '#store/database/nulls.ts';
import type { Database } from '#store/schema.ts';

export type Teams = {
  /** The hiring manager first, then by name. */
  of(organisation: string, opening: string): Promise<TeamMember[]>;
  /** The whole team. */
  set(organisation: string, opening: string, team: readonly TeamSeat[]): Promise<void>;
};

export function teamsIn(db: Kysely<Database>): Teams {
  return {
    of: async (organisation, opening) => {
      const rows = await db
        .selectFrom('hiring_team as t')
        .innerJoin('person as p', (join) =>
          join.onRef('p.organisation_id', '=', 't.organisation_id').onRef('p.id', '=', 't.person_id'),
        )
        .select(['p.id as person', 'p.name', 'p.title', 't.role'])
        .where('t.organisation_id', '=', organisation)
        .where('t.opening_id', '=', opening)
        .orderBy(sql`array_position(array['hiring-manager', 'coordinator', 'interviewer'], t.role)`)
        .orderBy(sql`p.name collate "und-x-icu"`)
        .orderBy('p.id')
        .execute();
      return rows.map(({ title, ...member }) => ({ ...member, ...withoutNulls({ title }) }));
    },
    set: async (organisation, opening, team) => {
      await db
        .deleteFrom('hiring_team')
        .where('organisation_id', '=', organisation)
        .where('opening_id', '=', opening)
        .execute();
      const rows = team.map(({ person, role }) => ({
        organisation_id: organisation,
        opening_id: opening,
        person_id: person,
        role,
      }));
      if (rows.length > 0) await db.insertInto('hiring_team').values(rows).execute();
    },
  };
}

import type { Kysely } from 'kysely';
import type { Instant } from '#domain/planning/loop-problem.ts';
import type { Decline } from '#domain/repair/loop-repair.ts';
import type { Database } from '#store/schema.ts';

export type Declines = {
  /** Who declined which session of the loop. */
  ofLoop(organisation: string, loop: string): Promise<Decline[]>;
  /** Declining twice is the same as once. */
  add(organisation: string, declines: readonly Decline[], at: Instant): Promise<void>;
};

export function declinesIn(db: Kysely<Database>): Declines {
  return {
    ofLoop: (organisation, loop) =>
      db
        .selectFrom('session_decline as d')
        .innerJoin('session_loop as l', (join) =>
          join
            .onRef('l.organisation_id', '=', 'd.organisation_id')
            .onRef('l.session_id', '=', 'd.session_id'),
        )
        .select(['d.session_id as session', 'd.person_id as person'])
        .where('d.organisation_id', '=', organisation)
        .where('l.loop_id', '=', loop)
        .orderBy('d.session_id')
        .orderBy('d.person_id')
        .execute(),
    add: async (organisation, declines, at) => {
      if (declines.length === 0) return;
      const rows = declines.map(({ session, person }) => ({
        organisation_id: organisation,
        session_id: session,
        person_id: person,
        declined_at: at,
      }));
      await db
        .insertInto('session_decline')
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
  };
}

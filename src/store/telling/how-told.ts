/** How those of one opening are told. */
import type { Kysely } from 'kysely';
import { USUAL_TELLING, type HowTold } from '#domain/telling/how-told.ts';
import { withoutNulls } from '#store/database/nulls.ts';
import type { Database } from '#store/schema.ts';

export async function findHowTold(
  db: Kysely<Database>,
  organisation: string,
  opening: string,
): Promise<HowTold> {
  const row = await db
    .selectFrom('opening_telling')
    .select(['organiser_id as organiser', 'candidate_events as candidateEvents'])
    .select(['remind_candidate_minutes as remindCandidate', 'remind_people_minutes as remindPeople'])
    .where('organisation_id', '=', organisation)
    .where('opening_id', '=', opening)
    .executeTakeFirst();
  if (row === undefined) return USUAL_TELLING;
  const { candidateEvents, ...rest } = row;
  return { candidateEvents, ...withoutNulls(rest) };
}

export async function putHowTold(
  db: Kysely<Database>,
  organisation: string,
  { opening, how }: { readonly opening: string; readonly how: HowTold },
): Promise<void> {
  const columns = {
    organiser_id: how.organiser ?? null,
    candidate_events: how.candidateEvents,
    remind_candidate_minutes: how.remindCandidate ?? null,
    remind_people_minutes: how.remindPeople ?? null,
  };
  await db
    .insertInto('opening_telling')
    .values({ organisation_id: organisation, opening_id: opening, ...columns })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'opening_id']).doUpdateSet(columns))
    .execute();
}

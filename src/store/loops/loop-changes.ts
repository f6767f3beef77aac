/** Sessions of a loop that are held at another time, in another room or by other people than before. */
import type { Kysely } from 'kysely';
import type { Instant } from '#domain/planning/loop-problem.ts';
import type { NewSession } from '#domain/loop/loop.ts';
import type { Database } from '#store/schema.ts';
import { seatRows, whenAndWhere } from './sessions.ts';

/** `sessions` keep their ids; those that are not named stay as they are. */
export type LoopChange = { readonly at: Instant; readonly sessions: readonly NewSession[] };

export async function changeLoop(
  db: Kysely<Database>,
  organisation: string,
  { id, at, sessions }: LoopChange & { readonly id: string },
): Promise<void> {
  await db
    .updateTable('loop')
    .set((row) => ({ changed_at: at, sequence: row('sequence', '+', 1) }))
    .where('organisation_id', '=', organisation)
    .where('id', '=', id)
    .execute();
  for (const session of sessions) {
    await db
      .updateTable('session')
      .set(whenAndWhere(session))
      .where('organisation_id', '=', organisation)
      .where('id', '=', session.id)
      .execute();
  }
  if (sessions.length === 0) return;
  await db
    .deleteFrom('session_person')
    .where('organisation_id', '=', organisation)
    .where(
      'session_id',
      'in',
      sessions.map((session) => session.id),
    )
    .execute();
  const seats = seatRows(organisation, sessions);
  if (seats.length > 0) await db.insertInto('session_person').values(seats).execute();
}

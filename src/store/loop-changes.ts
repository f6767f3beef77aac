/** Sessions of a loop that are held at another time, in another room or by other people than before. */
import type { Kysely } from 'kysely';
import type { Instant, Role } from '#domain/loop-problem.ts';
import type { NewSession } from '#domain/loop.ts';
import type { Database } from './schema.ts';

/** `sessions` keep their ids; those that are not named stay as they are. */
export type LoopChange = { readonly at: Instant; readonly sessions: readonly NewSession[] };

type SeatRow = {
  readonly organisation_id: string;
  readonly session_id: string;
  readonly person_id: string;
  readonly seat: number;
  readonly role: Role;
};

export function seatRows(organisation: string, sessions: readonly NewSession[]): SeatRow[] {
  return sessions.flatMap((session) =>
    session.people.map(({ id, seat, role }) => ({
      organisation_id: organisation,
      session_id: session.id,
      person_id: id,
      seat,
      role,
    })),
  );
}

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
      .set({
        wall_start: session.wallStart,
        time_zone: session.timeZone,
        starts_at: session.start,
        ends_at: session.end,
        tz_version: session.tzVersion,
        room_id: session.room ?? null,
      })
      .where('organisation_id', '=', organisation)
      .where('loop_id', '=', id)
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

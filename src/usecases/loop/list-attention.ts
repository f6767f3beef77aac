/** What somebody should look at who plans: conflicts that came later, sessions that clocks moved, calendars that are not fresh. */
import { isOutdated } from '#domain/calendar/connected-calendar.ts';
import { movedSessions, newerZoneData, type MovedSession } from '#domain/time/promised-time.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import type { CalendarConflict } from '#store/calendars/calendar-conflicts.ts';
import type { Context } from '#usecases/context.ts';
import { END_OF_TIME, personShown, type CalendarShown } from '#usecases/people/list-people.ts';
import { reading } from '#usecases/scope.ts';

export type Attention = {
  readonly conflicts: readonly CalendarConflict[];
  readonly moved: readonly MovedSession[];
  readonly calendars: readonly (CalendarShown & {
    readonly person: string;
    readonly owner: string;
    readonly timeZone: string;
  })[];
  /** Zone data that were used and are newer than this server's own. */
  readonly zones: { readonly own: string; readonly newer?: string };
};

export function listAttention(context: Context, organisation: string): Promise<Result<Attention, Refusal>> {
  return reading(context, organisation, async (tables) => {
    const now = context.now();
    const promised = await tables.promised.sessions(now, organisation);
    const newer = newerZoneData(promised, context.tzVersion);
    const people = await tables.people.list(organisation);
    return ok({
      conflicts: await tables.calendars.conflicts(organisation, { start: now, end: END_OF_TIME }),
      moved: movedSessions(promised),
      calendars: people
        .map((person) => personShown(person, new Map(), now))
        .flatMap(({ id, name, timeZone, calendars }) =>
          calendars
            .filter((calendar) => isOutdated(calendar, now))
            .map((calendar) => ({ ...calendar, person: id, owner: name, timeZone })),
        ),
      zones: { own: context.tzVersion, ...(newer === undefined ? {} : { newer }) },
    });
  });
}

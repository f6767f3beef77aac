import type { Instant, Interval, Kind, LocalDate } from '#domain/planning/loop-problem.ts';
import { merged, weekFrom } from '#domain/calendar/week.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Context } from '#usecases/context.ts';
import { personShown, type PersonShown } from '#usecases/people/list-people.ts';
import type { PersonKey } from '#usecases/people/save-person.ts';
import { reading } from '#usecases/scope.ts';

/** `loops` are confirmed; of a group session several. */
export type WeekSession = {
  readonly id: string;
  readonly title: string;
  readonly kind: Kind;
  readonly start: Instant;
  readonly end: Instant;
  readonly room?: string;
  readonly loop: string;
  readonly candidates: readonly string[];
  /** A calendar says that the person is busy then. */
  readonly conflict: boolean;
};

export type WeekShown = {
  readonly person: PersonShown;
  readonly days: readonly LocalDate[];
  readonly sessions: readonly WeekSession[];
  /** What all calendars say together. */
  readonly busy: readonly Interval[];
};

/** Monday to Sunday around a date on the person's own clocks: sessions, and what their calendars say. */
export function showWeek(
  context: Context,
  { organisation, id }: PersonKey,
  date: LocalDate | undefined,
): Promise<Result<WeekShown, Refusal>> {
  return reading(context, organisation, async (tables) => {
    const person = await tables.people.find(organisation, id);
    if (person === undefined) return refuse(notFound('person'));
    const { days, span } = weekFrom(date, context.now(), person.timeZone);
    const busy = (await tables.calendars.busy(organisation, span)).filter(({ of }) => of === id);
    const engaged = (await tables.loops.engagements(organisation, span)).filter(({ people }) =>
      people.includes(id),
    );
    const labels = await tables.loops.described(
      organisation,
      engaged.map(({ session }) => session),
    );
    const rooms = new Map((await tables.rooms.list(organisation)).map((room) => [room.id, room.name]));
    const blocks = merged(busy, span);
    const sessions = engaged.map((one): WeekSession => {
      const label = labels.find((known) => known.id === one.session);
      const room = rooms.get(one.room ?? '');
      return {
        id: one.session,
        title: label?.title ?? '',
        kind: one.kind,
        start: one.start,
        end: one.end,
        loop: one.loops[0] ?? '',
        candidates: label?.candidates ?? [],
        conflict: merged(blocks, one).length > 0,
        ...(room === undefined ? {} : { room }),
      };
    });
    return ok({ person: personShown(person, new Map(), context.now()), days, sessions, busy: blocks });
  });
}

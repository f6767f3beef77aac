import {
  standingOf,
  type CalendarStanding,
  type PersonCalendar,
} from '#domain/calendar/connected-calendar.ts';
import type { Instant, Walk } from '#domain/planning/loop-problem.ts';
import type { PersonRecord, Room } from '#domain/people/people.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import type { Reading } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { reading } from '#usecases/scope.ts';

/** With how each calendar stands by now. */
export type PersonShown = Omit<PersonRecord, 'calendars'> & {
  readonly calendars: readonly CalendarShown[];
  readonly upcomingSessions: number;
};
export type CalendarShown = PersonCalendar & { readonly standing: CalendarStanding };
export type PeopleShown = {
  readonly people: readonly PersonShown[];
  readonly pools: readonly { readonly name: string; readonly people: readonly string[] }[];
  readonly rooms: readonly Room[];
  readonly walking: readonly Walk[];
};

/** Far enough ahead for everything that can be confirmed. */
export const END_OF_TIME: Instant = '9999-01-01T00:00:00Z';

export function listPeople(context: Context, organisation: string): Promise<Result<PeopleShown, Refusal>> {
  return reading(context, organisation, async (tables) => {
    const people = await tables.people.list(organisation);
    const upcoming = await upcomingSessions(tables, organisation, context.now());
    return ok({
      people: people.map((person) => personShown(person, upcoming, context.now())),
      pools: await poolsShown(tables, organisation),
      rooms: await tables.rooms.list(organisation),
      walking: await tables.rooms.walking(organisation),
    });
  });
}

export function personShown(
  person: PersonRecord,
  upcoming: ReadonlyMap<string, number>,
  now: Instant,
): PersonShown {
  const calendars = person.calendars.map((one) => ({ ...one, standing: standingOf(one, now) }));
  return { ...person, calendars, upcomingSessions: upcoming.get(person.id) ?? 0 };
}

/** How many sessions each person has that have not ended. */
export async function upcomingSessions(
  tables: Reading,
  organisation: string,
  now: Instant,
): Promise<ReadonlyMap<string, number>> {
  const engagements = await tables.loops.engagements(organisation, { start: now, end: END_OF_TIME });
  const counts = new Map<string, number>();
  for (const id of engagements.flatMap(({ people }) => people)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** Pools that people are in or that templates ask for. */
async function poolsShown(tables: Reading, organisation: string): Promise<PeopleShown['pools']> {
  const pools = await tables.people.pools(organisation);
  const asked = await tables.openings.poolsAskedFor(organisation);
  const names = [...new Set([...pools.keys(), ...asked])].sort((a, b) => a.localeCompare(b, 'en'));
  return names.map((name) => ({ name, people: pools.get(name) ?? [] }));
}

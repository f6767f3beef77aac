import { DEFAULT_WEIGHTS } from '#domain/planning/loop-problem.ts';
import { minuteFrom, minuteOf } from '#domain/time/zoned.ts';
import type {
  Interval,
  LocalDate,
  LoopProblem,
  ProblemLoop,
  ProblemPerson,
} from '#domain/planning/loop-problem.ts';
import { clearOf, compileCalendar, minutesInside, neighbourDates, rememberBoxes } from './calendar.ts';
import type { Box, Boxes } from './calendar.ts';
import { demandOf } from './demand.ts';
import { compileSessions } from './sessions.ts';
import type { Names } from './sessions.ts';
import { NEVER } from './model.ts';
import type { Calendar, LoopModel, Model, PersonModel } from './model.ts';

/**
 * Turns a valid loop problem into the integer model. Takes no decision and judges nothing. A model of a problem with
 * the very same days, hours, people and rooms lends what it knows of their times.
 */
export function compile(problem: LoopProblem, known?: Model): Model {
  const boxes = rememberBoxes();
  const same = known !== undefined && sameTimes(problem, known.problem) ? known : undefined;
  const calendar = same?.calendar ?? compileCalendar(problem, boxes);
  const rooms = problem.rooms ?? [];
  const siteNames = [...new Set(rooms.flatMap((room) => (room.site === undefined ? [] : [room.site])))];
  const names: Names = {
    person: indexOf(problem.people),
    room: indexOf(rooms),
    loop: indexOf(problem.loops),
    session: indexOf([...problem.loops.flatMap((loop) => loop.sessions), ...(problem.groups ?? [])]),
  };
  const { sessions, sets } = compileSessions(problem, calendar, names, boxes);
  const sessionsOf = groupedBy(sessions, ({ loops }) => loops);
  const candidates = indexOf(problem.candidates);
  const loops = problem.loops.map((loop, index) =>
    compileLoop(problem, loop, {
      index,
      candidate: candidates.get(loop.candidate) ?? -1,
      sessions: (sessionsOf.get(index) ?? []).map((session) => session.index),
    }),
  );
  const loopsOf = groupedBy(loops, ({ candidate }) => [candidate]);
  const made: Omit<Model, 'demand'> = {
    problem,
    calendar,
    people: problem.people.map(compilePerson),
    rooms: rooms.map((room, index) => ({
      index,
      id: room.id,
      seats: room.seats ?? NEVER,
      site: room.site === undefined ? -1 : siteNames.indexOf(room.site),
    })),
    candidates: problem.candidates.map((candidate, index) => ({
      id: candidate.id,
      available: candidate.available?.map(inwards),
      loops: (loopsOf.get(index) ?? []).map((loop) => loop.index),
    })),
    sessions,
    sets,
    loops,
    weights: { ...DEFAULT_WEIGHTS, ...problem.weights },
    ...(same === undefined
      ? { ...compilePeopleTimes(problem, calendar, boxes), roomFree: compileRoomTimes(problem, calendar) }
      : { free: same.free, preferred: same.preferred, roomFree: same.roomFree }),
    walk: walkTable(problem, siteNames),
    sites: siteNames.length,
    nightly: nightly(problem, calendar),
  };
  return { ...made, demand: demandOf(made) };
}

function sameTimes(a: LoopProblem, b: LoopProblem): boolean {
  return (['timeZone', 'grid', 'days', 'hours', 'people', 'rooms'] as const).every(
    (key) => a[key] === b[key],
  );
}

function compileRoomTimes(problem: LoopProblem, calendar: Calendar): Int32Array[] {
  return (problem.rooms ?? []).map((room) => {
    const free = new Int32Array(calendar.start.length).fill(NEVER);
    clearOf(calendar, free, (room.busy ?? []).map(outwards));
    return free;
  });
}

function indexOf(list: readonly { readonly id: string }[]): ReadonlyMap<string, number> {
  return new Map(list.map((item, index) => [item.id, index]));
}

/** Busy time covers every minute that it touches. */
function outwards(interval: Interval): Box {
  return [minuteOf(interval.start), minuteFrom(interval.end)];
}

/** Available time holds only whole minutes inside it. */
function inwards(interval: Interval): Box {
  return [minuteFrom(interval.start), minuteOf(interval.end)];
}

function compilePerson(person: ProblemPerson, index: number): PersonModel {
  return {
    index,
    id: person.id,
    gap: person.gap ?? 0,
    maxPerDay: person.maxPerDay ?? NEVER,
    maxPerWeek: person.maxPerWeek ?? NEVER,
    recent: person.recent ?? 0,
    fair: person.fair ?? NEVER,
  };
}

/** The items of each key, in order. */
function groupedBy<T>(items: readonly T[], keysOf: (item: T) => readonly number[]): Map<number, T[]> {
  const found = new Map<number, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const list = found.get(key);
      if (list === undefined) found.set(key, [item]);
      else list.push(item);
    }
  }
  return found;
}

function compileLoop(
  problem: LoopProblem,
  loop: ProblemLoop,
  known: Pick<LoopModel, 'index' | 'candidate' | 'sessions'>,
): LoopModel {
  return {
    ...known,
    id: loop.id,
    maxDays: Math.max(1, Math.min(loop.maxDays ?? 1, problem.days.length)),
    gapMin: loop.gap?.min ?? 0,
    gapMax: loop.gap?.max ?? NEVER,
    stretch: loop.stretch ?? NEVER,
    meetAgain: loop.meetAgain ?? false,
    dayFrom: problem.days.filter((date) => date < (loop.earliest ?? date)).length,
    dayTo: problem.days.filter((date) => date <= (loop.latest ?? date)).length,
  };
}

export function compilePeopleTimes(
  problem: LoopProblem,
  calendar: Calendar,
  boxes: Boxes,
): Pick<Model, 'free' | 'preferred'> {
  const dates = neighbourDates(problem.days);
  const weekdays = dates.map((date) => Temporal.PlainDate.from(date).dayOfWeek - 1);
  const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
  const free = problem.people.map((person) => {
    const zone = person.timeZone ?? problem.timeZone;
    const inside =
      person.works === undefined
        ? new Int32Array(calendar.start.length).fill(NEVER)
        : minutesInside(
            calendar,
            person.works.flatMap((work) =>
              dates
                .filter((_, index) => work.days.some((day) => day === names[weekdays[index] ?? 0]))
                .map((date) => boxes(date, work, zone)),
            ),
          );
    clearOf(calendar, inside, (person.busy ?? []).map(outwards));
    return inside;
  });
  return { free, preferred: compilePreferred(problem, calendar, { boxes, dates }) };
}

/** People who prefer the same hours share one list, which nobody writes. */
function compilePreferred(
  problem: LoopProblem,
  calendar: Calendar,
  { boxes, dates }: { readonly boxes: Boxes; readonly dates: readonly LocalDate[] },
): Int32Array[] {
  const known = new Map<string, Int32Array>();
  return problem.people.map(({ prefers, timeZone }) => {
    const zone = timeZone ?? problem.timeZone;
    const key = prefers === undefined ? '' : `${prefers.from} ${prefers.to} ${zone}`;
    const lasts =
      known.get(key) ??
      (prefers === undefined
        ? new Int32Array(calendar.start.length).fill(NEVER)
        : minutesInside(
            calendar,
            dates.map((date) => boxes(date, prefers, zone)),
          ));
    known.set(key, lasts);
    return lasts;
  });
}

function walkTable(problem: LoopProblem, siteNames: readonly string[]): number[] {
  const walks = (problem.walking ?? []).filter((walk) => walk.minutes > 0 && walk.sites[0] !== walk.sites[1]);
  if (walks.length === 0) return [];
  const table: number[] = Array.from({ length: siteNames.length ** 2 }, () => 0);
  for (const walk of walks) {
    const [a, b] = walk.sites.map((site) => siteNames.indexOf(site));
    if (a === undefined || b === undefined || a < 0 || b < 0) continue;
    table[a * siteNames.length + b] = walk.minutes;
    table[b * siteNames.length + a] = walk.minutes;
  }
  return table;
}

function nightly(problem: LoopProblem, calendar: Calendar): boolean {
  const longest = Math.max(
    0,
    ...problem.people.map((person) => person.gap ?? 0),
    ...(problem.walking ?? []).map((walk) => walk.minutes),
  );
  return calendar.days.some((_, day) => {
    const first = calendar.start[calendar.firstSlot[day + 1] ?? 0];
    return (
      day + 1 < calendar.days.length && first !== undefined && first - (calendar.close[day] ?? 0) < longest
    );
  });
}

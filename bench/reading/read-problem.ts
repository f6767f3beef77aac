/** From a loop problem to what the peers' models are written in; throws where the models hold less than the format. */
import { DEFAULT_WEIGHTS, type LoopProblem, type ProblemSession } from '#domain/planning/loop-problem.ts';
import { clockMinutesAt, minuteAt, minuteFrom, minuteOf } from '#domain/time/zoned.ts';
import { orderOf } from './order.ts';
import type { PeerLoop, PeerProblem, Place, Task } from './peer-problem.ts';
import { readPeople } from './read-people.ts';
import { readRooms } from './read-rooms.ts';
import { refuseBeyondModels } from './beyond-models.ts';

export type Slots = Pick<PeerProblem, 'slots' | 'dayOf' | 'firstSlot' | 'minuteOf'>;

export function readProblem(problem: LoopProblem): PeerProblem {
  refuseBeyondModels(problem);
  const slots = slotsOf(problem);
  const grid = problem.grid ?? 15;
  const weights = { ...DEFAULT_WEIGHTS, ...problem.weights };
  const people = readPeople(problem, slots);
  const rooms = readRooms(problem);
  const personIndex = new Map(problem.people.map(({ id }, index) => [id, index]));
  const bare = sessionsOf(problem).map(({ session, loops, group }, index) => ({
    index,
    session,
    loops,
    group,
    length: session.minutes / grid,
    starts: startsOf(problem, slots, { session, loops, group }),
    places: placesOf(problem, session, personIndex),
    rooms: rooms.ofSession(session),
  }));
  const before = orderOf(bare);
  const tasks: Task[] = bare.map((task) => ({ ...task, before: before[task.index] ?? [] }));
  return {
    ...slots,
    grid,
    weekOf: problem.days.map((date) => weekOf(date)),
    tasks,
    loops: problem.loops.map((_, index) => loopOf(problem, { slots, tasks, index })),
    people,
    rooms: rooms.alike,
    weights,
    constant: problem.people.reduce(
      (sum, { recent = 0, fair = Infinity }) => sum + Math.max(0, recent - fair) * weights.overload,
      0,
    ),
  };
}

type Read = { readonly slots: Slots; readonly tasks: readonly Task[]; readonly index: number };

function loopOf(problem: LoopProblem, { slots, tasks, index }: Read): PeerLoop {
  const loop = problem.loops[index];
  const own = tasks.filter((task) => task.loops.includes(index));
  const barredOf = (task: Task): number[] =>
    task.starts.filter((slot) => {
      const start = slots.minuteOf[slot] ?? 0;
      const date = problem.days[slots.dayOf[slot] ?? 0] ?? '';
      return !available(problem, index, { start, end: start + task.session.minutes, date });
    });
  return {
    id: loop?.id ?? '',
    tasks: own.map((task) => task.index),
    meetAgain: loop?.meetAgain ?? false,
    barred: new Map(own.filter(({ group }) => group).map((task) => [task.index, barredOf(task)])),
  };
}

type Taken = {
  readonly session: ProblemSession;
  readonly loops: readonly number[];
  readonly group: boolean;
};

function sessionsOf(problem: LoopProblem): Taken[] {
  const loopIndex = new Map(problem.loops.map(({ id }, index) => [id, index]));
  return [
    ...problem.loops.flatMap((loop, index) =>
      loop.sessions.map((session) => ({ session, loops: [index], group: false })),
    ),
    ...(problem.groups ?? []).map((session) => ({
      session,
      loops: session.loops.flatMap((id) => loopIndex.get(id) ?? []),
      group: true,
    })),
  ];
}

function slotsOf(problem: LoopProblem): Slots {
  const grid = problem.grid ?? 15;
  const minutes: number[] = [];
  const days: number[] = [];
  const firstSlot: number[] = [];
  for (const [day, date] of problem.days.entries()) {
    firstSlot.push(minutes.length);
    const close = minuteAt(date, problem.hours.to, problem.timeZone);
    let minute = minuteAt(date, problem.hours.from, problem.timeZone);
    const off = clockMinutesAt(minute, problem.timeZone) % grid;
    for (minute += off === 0 ? 0 : grid - off; minute < close; minute += grid) {
      minutes.push(minute);
      days.push(day);
    }
  }
  return {
    slots: minutes.length,
    minuteOf: Float64Array.from(minutes),
    dayOf: Uint16Array.from(days),
    firstSlot: [...firstSlot, minutes.length],
  };
}

function startsOf(problem: LoopProblem, slots: Slots, { session, loops, group }: Taken): number[] {
  const { timeZone, hours } = problem;
  const box = session.window ?? hours;
  // The candidates of a group session bind it once their loops are placed, which `barred` says.
  const binding = group ? [] : loops;
  const found: number[] = [];
  for (const [day, date] of problem.days.entries()) {
    const from = minuteAt(date, box.from, timeZone);
    const to = Math.min(minuteAt(date, box.to, timeZone), minuteAt(date, hours.to, timeZone));
    for (let slot = slots.firstSlot[day] ?? 0; slot < (slots.firstSlot[day + 1] ?? 0); slot += 1) {
      const start = slots.minuteOf[slot] ?? 0;
      const inside = from <= start && start + session.minutes <= to;
      const when = { start, end: start + session.minutes, date };
      if (inside && binding.every((loop) => available(problem, loop, when))) found.push(slot);
    }
  }
  return found;
}

type When = { readonly start: number; readonly end: number; readonly date: string };

/** Whether the loop may have something then: its dates and its candidate's times. */
function available(problem: LoopProblem, index: number, { start, end, date }: When): boolean {
  const loop = problem.loops[index];
  if (date < (loop?.earliest ?? date) || date > (loop?.latest ?? date)) return false;
  const candidate = problem.candidates.find(({ id }) => id === loop?.candidate);
  if (candidate?.available === undefined) return true;
  return candidate.available.some((one) => minuteFrom(one.start) <= start && end <= minuteOf(one.end));
}

function placesOf(
  problem: LoopProblem,
  session: ProblemSession,
  personIndex: ReadonlyMap<string, number>,
): Place[] {
  const declined = new Set(
    (problem.declined ?? []).filter((one) => one.session === session.id).map(({ person }) => person),
  );
  const places = new Map<string, { count: number; people: number[]; seats: number[] }>();
  for (const [index, seat] of session.seats.entries()) {
    const ids = seat.pool === undefined ? (seat.people ?? []) : (problem.pools?.[seat.pool] ?? []);
    const people = ids.filter((id) => !declined.has(id)).flatMap((id) => personIndex.get(id) ?? []);
    const key = `${seat.role ?? 'panelist'} ${people.toSorted((a, b) => a - b).join()}`;
    const place = places.get(key) ?? { count: 0, people, seats: [] };
    const count = seat.count ?? 1;
    place.count += count;
    place.seats.push(...Array.from({ length: count }, () => index));
    places.set(key, place);
  }
  return [...places.values()];
}

function weekOf(date: string): number {
  const day = Temporal.PlainDate.from(date);
  return (day.yearOfWeek ?? 0) * 100 + (day.weekOfYear ?? 0);
}

import { minuteFrom, minuteOf } from '#domain/time/zoned.ts';
import type {
  GroupSession,
  LoopProblem,
  PlannedSession,
  ProblemSession,
  Seat,
} from '#domain/planning/loop-problem.ts';
import { at } from '#solver/at.ts';
import type { Boxes } from './calendar.ts';
import type { Calendar, PreviousModel, SeatModel, SessionModel } from './model.ts';

export type Names = {
  readonly person: ReadonlyMap<string, number>;
  readonly room: ReadonlyMap<string, number>;
  readonly loop: ReadonlyMap<string, number>;
  readonly session: ReadonlyMap<string, number>;
};

type Context = {
  readonly problem: LoopProblem;
  readonly calendar: Calendar;
  readonly names: Names;
  readonly boxes: Boxes;
  readonly previous: ReadonlyMap<string, PlannedSession>;
  readonly frozen: ReadonlySet<string>;
  readonly declined: ReadonlyMap<string, readonly number[]>;
  readonly sets: Sets;
};

/** The different lists of people that seats ask for, and the list of each pool. */
type Sets = {
  readonly lists: (readonly number[])[];
  readonly known: Map<string, number>;
  readonly pools: Map<string, readonly number[]>;
};

/** The loops' own sessions in order, then the group sessions. */
export function compileSessions(
  problem: LoopProblem,
  calendar: Calendar,
  names: Names,
  boxes: Boxes,
): { readonly sessions: SessionModel[]; readonly sets: readonly (readonly number[])[] } {
  const context: Context = {
    problem,
    calendar,
    names,
    boxes,
    previous: new Map((problem.previous?.sessions ?? []).map((session) => [session.session, session])),
    frozen: new Set(problem.frozen),
    declined: declinedBySession(problem, names),
    sets: { lists: [], known: new Map(), pools: new Map() },
  };
  const own = problem.loops.flatMap((loop, index) =>
    loop.sessions.map((session) => ({ session, loops: [index], group: false })),
  );
  const groups = (problem.groups ?? []).map((session: GroupSession) => ({
    session,
    loops: session.loops.flatMap((loop) => names.loop.get(loop) ?? []),
    group: true,
  }));
  const sessions = [...own, ...groups].map((item, index) => compileSession(context, index, item));
  return { sessions, sets: context.sets.lists };
}

function declinedBySession(problem: LoopProblem, names: Names): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const { session, person } of problem.declined ?? []) {
    const index = names.person.get(person);
    if (index !== undefined) found.set(session, [...(found.get(session) ?? []), index]);
  }
  return found;
}

function compileSession(
  context: Context,
  index: number,
  item: { session: ProblemSession; loops: readonly number[]; group: boolean },
): SessionModel {
  const { session } = item;
  const { names, problem } = context;
  const declined = new Set(context.declined.get(session.id));
  const previous = previousOf(context, session.id);
  return {
    index,
    id: session.id,
    kind: session.kind,
    minutes: session.minutes,
    seats: session.seats.map((seat, place) => compileSeat(context, seat, place, declined)),
    needsRoom: session.room !== undefined,
    rooms: fittingRooms(problem, session),
    slots: slotsOf(context, session, item.loops),
    loops: item.loops,
    group: item.group,
    debrief: session.kind === 'debrief',
    rest: session.kind === 'meal' || session.kind === 'break',
    after: (session.after ?? []).flatMap((id) => names.session.get(id) ?? []),
    first: session.first ?? false,
    last: session.last ?? false,
    declined,
    previous,
    frozen: previous !== undefined && context.frozen.has(session.id),
    wishes: JSON.stringify({
      ...session,
      id: '',
      after: (session.after ?? []).toSorted(),
      loops: item.loops,
    }),
  };
}

function compileSeat(context: Context, seat: Seat, index: number, declined: ReadonlySet<number>): SeatModel {
  const eligible = eligibleFor(context, seat);
  const people = declined.size === 0 ? eligible : eligible.filter((person) => !declined.has(person));
  const role = seat.role ?? 'panelist';
  return {
    seat: index,
    people,
    set: setOf(context.sets, people),
    everyone: seat.everyone ?? false,
    count: seat.count ?? 1,
    role,
    shadow: role === 'shadow',
    optional: seat.optional ?? false,
  };
}

function eligibleFor({ names, problem, sets }: Context, seat: Seat): readonly number[] {
  const known = seat.pool === undefined ? undefined : sets.pools.get(seat.pool);
  if (known !== undefined) return known;
  const ids = seat.pool === undefined ? (seat.people ?? []) : (problem.pools?.[seat.pool] ?? []);
  const people = [...new Set(ids.flatMap((id) => names.person.get(id) ?? []))].toSorted((a, b) => a - b);
  if (seat.pool !== undefined) sets.pools.set(seat.pool, people);
  return people;
}

function setOf({ lists, known }: Sets, people: readonly number[]): number {
  const key = people.join(' ');
  const index = known.get(key) ?? lists.push(people) - 1;
  known.set(key, index);
  return index;
}

/** Those with most seats first. */
function fittingRooms(problem: LoopProblem, session: ProblemSession): number[] {
  const wish = session.room;
  if (wish === undefined) return [];
  const rooms = problem.rooms ?? [];
  const seatsOf = (index: number): number => rooms[index]?.seats ?? Infinity;
  const fitting = rooms.flatMap((room, index) => {
    const features = (wish.features ?? []).every((feature) => (room.features ?? []).includes(feature));
    const seats = room.seats === undefined || room.seats >= (wish.seats ?? 0);
    const named = wish.oneOf === undefined || wish.oneOf.includes(room.id);
    return features && seats && named ? [index] : [];
  });
  return fitting.toSorted((a, b) => (seatsOf(a) === seatsOf(b) ? a - b : seatsOf(b) - seatsOf(a)));
}

function slotsOf(context: Context, session: ProblemSession, loops: readonly number[]): number[] {
  const { calendar, problem, boxes } = context;
  const limits = loops.flatMap((loop) => problem.loops[loop] ?? []);
  // A group session's dates bind once its loops are known to be placed; a loop on its own binds at once.
  const bounds = loops.length === 1 ? limits : [];
  const found: number[] = [];
  calendar.days.forEach((date, day) => {
    if (bounds.some((loop) => date < (loop.earliest ?? date) || date > (loop.latest ?? date))) return;
    const [from, to] = boxes(date, session.window ?? problem.hours, problem.timeZone);
    const last = Math.min(to, at(calendar.close, day)) - session.minutes;
    const next = at(calendar.firstSlot, day + 1);
    for (let slot = at(calendar.firstSlot, day); slot < next; slot += 1) {
      const start = calendar.start[slot] as number;
      if (start >= from && start <= last) found.push(slot);
    }
  });
  return found;
}

function previousOf(context: Context, id: string): PreviousModel | undefined {
  const was = context.previous.get(id);
  if (was === undefined) return undefined;
  return {
    // A start off the whole minute can be met by no session.
    start: minuteOf(was.start) === minuteFrom(was.start) ? minuteOf(was.start) : -1,
    people: was.people.map((seated) => context.names.person.get(seated.person) ?? -1),
    room: was.room === undefined ? -1 : (context.names.room.get(was.room) ?? -2),
  };
}

/**
 * What a problem and a plan say together, once, in a form in which each rule is a few lines.
 *
 * Times are minutes since 1970-01-01T00:00Z; a plan may state seconds, which are then a fraction. Nothing here says
 * whether the plan is right: unknown people, rooms and dates are kept as they stand.
 */
import type {
  Interval,
  LocalDate,
  LocalHours,
  LoopProblem,
  PlannedSession,
  ProblemCandidate,
  ProblemLoop,
  ProblemPerson,
  ProblemRoom,
  ProblemSession,
  Seat,
  Seated,
} from '#domain/planning/loop-problem.ts';
import { dateAt, exactMinuteOf, minuteAt } from '#domain/time/zoned.ts';

/** Half open: `[from, to)`. */
export type Span = { readonly from: number; readonly to: number };

/** A session that the plan places. `loops` are those of the problem, without the ones the plan leaves unplaced. */
export type Placed = Span & {
  readonly id: string;
  readonly session: ProblemSession;
  readonly loops: readonly string[];
  /** The loop whose own session it is; group sessions have none. */
  readonly owner?: string;
  /** The local date of its start, in the problem's zone. */
  readonly date: LocalDate;
  readonly people: readonly Seated[];
  readonly room?: string;
};

/** A session of the plan that no rule can be applied to: the problem has none of that name, or it came before. */
export type Stray = { readonly session: string; readonly why: 'unknown' | 'twice' };

export type Facts = {
  readonly problem: LoopProblem;
  readonly people: ReadonlyMap<string, ProblemPerson>;
  readonly rooms: ReadonlyMap<string, ProblemRoom>;
  readonly candidates: ReadonlyMap<string, ProblemCandidate>;
  readonly loops: ReadonlyMap<string, ProblemLoop>;
  /** For each loop the ids of its sessions, then of its groups, as the problem lists them. */
  readonly sessionsOf: ReadonlyMap<string, readonly string[]>;
  readonly unplaced: ReadonlySet<string>;
  /** In the plan's order. */
  readonly placed: ReadonlyMap<string, Placed>;
  readonly strays: readonly Stray[];
};

type Owned = Pick<Placed, 'session' | 'loops' | 'owner'>;

export function factsOf(
  problem: LoopProblem,
  planned: readonly PlannedSession[],
  unplacedLoops: Iterable<string>,
): Facts {
  const owned = ownedSessions(problem);
  const unplaced = new Set(unplacedLoops);
  const placed = new Map<string, Placed>();
  const strays: Stray[] = [];
  for (const stated of planned) {
    const own = owned.get(stated.session);
    if (own === undefined) strays.push({ session: stated.session, why: 'unknown' });
    else if (placed.has(stated.session)) strays.push({ session: stated.session, why: 'twice' });
    else placed.set(stated.session, placedAs(stated, own, unplaced, problem.timeZone));
  }
  return {
    problem,
    people: byId(problem.people),
    rooms: byId(problem.rooms ?? []),
    candidates: byId(problem.candidates),
    loops: byId(problem.loops),
    sessionsOf: sessionsByLoop(problem, owned),
    unplaced,
    placed,
    strays,
  };
}

/** The placed sessions of a loop, its groups among them, in the problem's order. */
export function placedOf(facts: Facts, loop: string): readonly Placed[] {
  return (facts.sessionsOf.get(loop) ?? []).flatMap((id) => facts.placed.get(id) ?? []);
}

/** The placed sessions of a loop that its candidate attends. */
export function attendedOf(facts: Facts, loop: string): readonly Placed[] {
  return placedOf(facts, loop).filter(({ session }) => session.kind !== 'debrief');
}

export function loopsPlaced(facts: Facts): readonly ProblemLoop[] {
  return facts.problem.loops.filter(({ id }) => !facts.unplaced.has(id));
}

/** Who may take the seat. For `everyone`: all who sit elsewhere in the placed loops, shadows and debriefs aside. */
export function eligibleFor(facts: Facts, at: Placed, seat: Seat): ReadonlySet<string> {
  if (seat.pool !== undefined) return new Set(facts.problem.pools?.[seat.pool]);
  if (seat.people !== undefined) return new Set(seat.people);
  const others = at.loops.flatMap((loop) => attendedOf(facts, loop)).filter(({ id }) => id !== at.id);
  const seated = others.flatMap(({ people }) => people);
  return new Set(seated.filter(({ role }) => role !== 'shadow').map(({ person }) => person));
}

/** How many people the seat takes. */
export function placesOf(seat: Seat, eligible: ReadonlySet<string>): number {
  return seat.everyone === true ? eligible.size : (seat.count ?? 1);
}

/** Whoever changes a plan by hand has many plans of one problem judged; its times are read once. */
const spans = new WeakMap<Interval, Span>();
const spansOfHours = new WeakMap<LocalHours, Map<string, Span>>();

export function spanOf(interval: Interval): Span {
  const known = spans.get(interval);
  if (known !== undefined) return known;
  const span = { from: exactMinuteOf(interval.start), to: exactMinuteOf(interval.end) };
  spans.set(interval, span);
  return span;
}

/** The local hours on that date, as instants. */
export function hoursOn(date: LocalDate, hours: LocalHours, zone: string): Span {
  const known = spansOfHours.get(hours) ?? new Map<string, Span>();
  spansOfHours.set(hours, known);
  const key = `${date} ${zone}`;
  const span = known.get(key) ?? {
    from: minuteAt(date, hours.from, zone),
    to: minuteAt(date, hours.to, zone),
  };
  known.set(key, span);
  return span;
}

export function lies(inner: Span, outer: Span): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}

export function meets(a: Span, b: Span): boolean {
  return a.from < b.to && b.from < a.to;
}

/** A difference of times in whole minutes, halves to the even neighbour. */
export function wholeMinutes(difference: number): number {
  const exact = Math.round(difference * 60_000_000) / 60_000_000;
  const below = Math.floor(exact);
  if (exact - below !== 0.5) return Math.round(exact);
  return below % 2 === 0 ? below : below + 1;
}

/** Sorted by start, then end; equal ones keep their order. */
export function inTime<T extends Span>(sessions: readonly T[]): readonly T[] {
  return sessions.toSorted((a, b) => a.from - b.from || a.to - b.to);
}

function ownedSessions(problem: LoopProblem): ReadonlyMap<string, Owned> {
  const owned = new Map<string, Owned>();
  for (const { id, sessions } of problem.loops) {
    for (const session of sessions) owned.set(session.id, { session, loops: [id], owner: id });
  }
  for (const group of problem.groups ?? []) owned.set(group.id, { session: group, loops: group.loops });
  return owned;
}

function sessionsByLoop(problem: LoopProblem, owned: ReadonlyMap<string, Owned>): Map<string, string[]> {
  const sessions = new Map<string, string[]>(problem.loops.map(({ id }) => [id, []]));
  for (const [id, { loops }] of owned) for (const loop of loops) sessions.get(loop)?.push(id);
  return sessions;
}

function placedAs(stated: PlannedSession, own: Owned, unplaced: ReadonlySet<string>, zone: string): Placed {
  const span = spanOf(stated);
  return {
    ...span,
    id: stated.session,
    session: own.session,
    loops: own.loops.filter((loop) => !unplaced.has(loop)),
    date: dateAt(Math.floor(span.from), zone),
    people: stated.people,
    ...(own.owner === undefined ? {} : { owner: own.owner }),
    ...(stated.room === undefined ? {} : { room: stated.room }),
  };
}

function byId<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

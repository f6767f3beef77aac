/** What each thing that happens changes in the problem, and which sessions of the plan it hits. */
import type {
  Interval,
  LoopProblem,
  PlannedSession,
  ProblemLoop,
  ProblemSession,
} from '#domain/planning/loop-problem.ts';
import type { Happening } from '#domain/repair/repair.ts';
import { dateAt, minuteFrom, minuteOf, timeAt } from '#domain/time/zoned.ts';
import { attends, begunTimes, nextStart, sits, wantedStart, type Scene } from './scene.ts';
import { ALWAYS, DAY, intervalOf, meets, spanOf, wholeTime, without, type Span } from './spans.ts';

export type Effect = {
  readonly change: (problem: LoopProblem) => LoopProblem;
  readonly hits: (session: PlannedSession) => boolean;
};

export function effectOf(happening: Happening, scene: Scene): Effect {
  switch (happening.kind) {
    case 'asked':
      return asking(scene, happening);
    case 'declined':
      return declining(happening);
    case 'away':
      return beingAway(scene, happening);
    case 'lost':
      return losing(scene, happening);
    case 'late':
      return coming(scene, happening.candidate, arrivals(scene, happening));
    case 'held-up':
      return coming(scene, happening.candidate, timesBeside(scene, happening));
    case 'comes':
      return coming(scene, happening.candidate, happening.available.map(spanOf));
  }
}

type Of<K extends Happening['kind']> = Extract<Happening, { kind: K }>;

/** The session begins then, and its loop is held on that date where it is held on one. */
function asking(scene: Scene, { session, start }: Of<'asked'>): Effect {
  const wanted = wantedStart(scene, start);
  const zone = scene.problem.timeZone;
  const at = <S extends ProblemSession>(one: S): S =>
    one.id !== session
      ? one
      : { ...one, window: { from: timeAt(wanted, zone), to: timeAt(wanted + one.minutes, zone) } };
  const date = dateAt(wanted, zone);
  const dated = (loop: ProblemLoop): ProblemLoop => {
    const sessions = loop.sessions.map(at);
    const moved = loop.sessions.some(({ id }) => id === session) && isOnOneDay(scene, loop.id);
    return moved ? { ...loop, sessions, earliest: date, latest: date } : { ...loop, sessions };
  };
  return {
    change: (problem) => ({ ...problem, loops: problem.loops.map(dated) }),
    hits: (one) => one.session === session && minuteOf(one.start) !== wanted,
  };
}

function isOnOneDay({ sessions, problem }: Scene, loop: string): boolean {
  const own = sessions.filter(({ loops }) => loops.includes(loop));
  return new Set(own.map(({ start }) => dateAt(minuteOf(start), problem.timeZone))).size === 1;
}

function declining({ session, person }: Of<'declined'>): Effect {
  return {
    change: (problem) => ({ ...problem, declined: [...(problem.declined ?? []), { session, person }] }),
    hits: (one) => one.session === session && sits(person, one),
  };
}

function beingAway(scene: Scene, { person, from, to }: Of<'away'>): Effect {
  const span = spanOf({ start: from, end: to });
  const busy = without(
    span,
    begunTimes(scene, (session) => sits(person, session)),
  );
  return {
    change: (problem) => ({
      ...problem,
      people: withBusy(problem.people, (id) => (id === person ? busy : [])),
    }),
    hits: (one) => sits(person, one) && meets(spanOf(one), span),
  };
}

function losing(scene: Scene, lost: Of<'lost'>): Effect {
  const whole = wholeTime(scene.problem);
  const span = {
    from: lost.from === undefined ? (scene.now ?? whole.from) : minuteOf(lost.from),
    to: lost.to === undefined ? whole.to : minuteFrom(lost.to),
  };
  const busy = without(
    span,
    begunTimes(scene, ({ room }) => room === lost.room),
  );
  return {
    change: (problem) => ({
      ...problem,
      rooms: withBusy(problem.rooms ?? [], (id) => (id === lost.room ? busy : [])),
    }),
    hits: (one) => one.room === lost.room && meets(spanOf(one), span),
  };
}

function coming(scene: Scene, candidate: string, times: readonly Span[]): Effect {
  const past = { from: -Infinity, to: scene.now ?? -Infinity };
  const open = times.flatMap((span) => without(span, [past]));
  const kept = [...begunTimes(scene, (session) => attends(scene, candidate, session)), ...open];
  return {
    change: (problem) => withAvailable(problem, (id) => (id === candidate ? kept : undefined)),
    hits: (one) => attends(scene, candidate, one) && !kept.some((span) => lies(spanOf(one), span)),
  };
}

/** As before, but on the day of the next session only from its start and those minutes on. */
function arrivals(scene: Scene, { candidate, minutes }: Of<'late'>): Span[] {
  const next = nextStart(scene, candidate);
  const gone = next === undefined ? [] : [{ from: next - DAY / 2, to: next + minutes }];
  return knownTimes(scene, candidate).flatMap((span) => without(span, gone));
}

/** As before, but not while they are held up. */
function timesBeside(scene: Scene, { candidate, from, to }: Of<'held-up'>): Span[] {
  return knownTimes(scene, candidate).flatMap((span) => without(span, [spanOf({ start: from, end: to })]));
}

function knownTimes({ problem }: Scene, candidate: string): readonly Span[] {
  const available = problem.candidates.find(({ id }) => id === candidate)?.available;
  return available?.map(spanOf) ?? [ALWAYS];
}

function lies(inner: Span, outer: Span): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}

/** On the day itself nobody and no room is free before now, but for the sessions that have begun. */
export function withoutThePast(problem: LoopProblem, scene: Scene): LoopProblem {
  const past = { from: wholeTime(problem).from, to: scene.now ?? -Infinity };
  if (past.from >= past.to) return problem;
  const people = withBusy(problem.people, (id) =>
    without(
      past,
      begunTimes(scene, (session) => sits(id, session)),
    ),
  );
  const rooms = withBusy(problem.rooms ?? [], (id) =>
    without(
      past,
      begunTimes(scene, ({ room }) => room === id),
    ),
  );
  const times = new Map(
    problem.candidates.map(({ id, available }) => {
      const open = (available?.map(spanOf) ?? [ALWAYS]).flatMap((span) => without(span, [past]));
      return [id, [...begunTimes(scene, (session) => attends(scene, id, session)), ...open]];
    }),
  );
  return withAvailable({ ...problem, people, rooms }, (id) => times.get(id));
}

/** Those to whom nothing is added stay the very same. */
function withBusy<T extends { readonly id: string; readonly busy?: readonly Interval[] }>(
  items: readonly T[],
  added: (id: string) => readonly Span[],
): readonly T[] {
  return items.map((item) => {
    const spans = added(item.id);
    return spans.length === 0 ? item : { ...item, busy: [...(item.busy ?? []), ...spans.map(intervalOf)] };
  });
}

function withAvailable(
  problem: LoopProblem,
  timesOf: (candidate: string) => readonly Span[] | undefined,
): LoopProblem {
  const whole = wholeTime(problem);
  const candidates = problem.candidates.map((candidate) => {
    const times = timesOf(candidate.id);
    if (times === undefined) return candidate;
    const bounded = times
      .map(({ from, to }) => ({ from: Math.max(from, whole.from), to: Math.min(to, whole.to) }))
      .filter(({ from, to }) => from < to);
    return { ...candidate, available: bounded.map(intervalOf) };
  });
  return { ...problem, candidates };
}

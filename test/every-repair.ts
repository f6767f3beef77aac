/**
 * The best repair by trying every plan, independent of the search: what is right and what it costs is the judge's word.
 * A branch is left only when its changes alone cost more than a plan that is known, or when two sessions collide.
 */
import {
  DEFAULT_WEIGHTS,
  NO_COST,
  type LoopProblem,
  type PlannedSession,
  type ProblemSession,
  type Unplaced,
} from '#domain/planning/loop-problem.ts';
import { changesBetween } from '#domain/repair/repair-changes.ts';
import { tellingsOf } from '#domain/repair/repair-told.ts';
import type { Wish } from '#domain/repair/repair.ts';
import { minuteOf } from '#domain/time/zoned.ts';
import { checkPlan } from '#solver/check.ts';
import { waysFor } from './every-plan.ts';

/** Loops given up, what the wish counts (0 without one), and the cost: compared in that order. */
export type Key = readonly [unplaced: number, counted: number, cost: number];

function isLess(a: Key, b: Key): boolean {
  const difference = a.map((value, index) => value - (b[index] ?? 0)).find((value) => value !== 0);
  return difference !== undefined && difference < 0;
}

type Way = {
  readonly session: PlannedSession;
  readonly from: number;
  readonly to: number;
  /** What it changes of the plan before: sessions moved, people replaced, rooms changed. */
  readonly moved: number;
  readonly replaced: number;
  readonly rerouted: number;
};

export function keyOf(
  problem: LoopProblem,
  sessions: readonly PlannedSession[],
  rest: { readonly unplaced: readonly string[]; readonly cost: number; readonly wish: Wish | undefined },
): Key {
  return [rest.unplaced.length, countedIn(problem, sessions, rest.wish), rest.cost];
}

function countedIn(
  problem: LoopProblem,
  sessions: readonly PlannedSession[],
  wish: Wish | undefined,
): number {
  if (wish === undefined) return 0;
  const changes = changesBetween(problem.previous?.sessions ?? [], sessions);
  if (wish === 'times') return changes.filter(({ moved }) => moved).length;
  if (wish === 'people') return changes.reduce((sum, { out }) => sum + out.length, 0);
  return tellingsOf(problem, changes).length;
}

/** The least key of any right plan of the problem, which has `previous`; `known` where no plan has a smaller one. */
export function leastKey(problem: LoopProblem, wish: Wish | undefined, known: Key): Key {
  let best = known;
  for (const left of leftOut(problem)) {
    if (left.length <= best[0]) best = bestWithout(problem, { left, wish, best });
  }
  return best;
}

/** Which loops to leave out, none first. */
function leftOut({ loops }: LoopProblem): string[][] {
  let sets: string[][] = [[]];
  for (const { id } of loops) sets = sets.flatMap((set) => [set, [...set, id]]);
  return sets.toSorted((a, b) => a.length - b.length);
}

type Asked = {
  readonly left: readonly string[];
  readonly wish: Wish | undefined;
  readonly best: Key;
};

function bestWithout(problem: LoopProblem, { left, wish, best: known }: Asked): Key {
  const sessions = [
    ...problem.loops.filter(({ id }) => !left.includes(id)).flatMap((loop) => loop.sessions),
    ...(problem.groups ?? []).filter(({ loops }) => loops.some((loop) => !left.includes(loop))),
  ];
  const candidates = candidatesOf(problem);
  const choices = sessions.map((session) => waysOf(problem, session, left));
  const gone = (problem.previous?.sessions ?? []).filter(
    ({ session }) => !sessions.some(({ id }) => id === session),
  );
  let best = known;
  const walk = (chosen: readonly Way[]): void => {
    const ways = choices[chosen.length];
    if (!isLess(leastOf(problem, chosen, { left, wish, gone: gone.length }), best)) return;
    if (ways === undefined) {
      const key = keyIfRight(problem, chosen, { left, wish });
      if (key !== undefined && isLess(key, best)) best = key;
      return;
    }
    for (const way of ways)
      if (!chosen.some((other) => collide(candidates, other, way))) walk([...chosen, way]);
  };
  walk([]);
  return best;
}

function waysOf(problem: LoopProblem, session: ProblemSession, left: readonly string[]): Way[] {
  const was = problem.previous?.sessions.find((one) => one.session === session.id);
  const loops = problem.loops.filter(
    ({ id, sessions }) =>
      !left.includes(id) &&
      (sessions.includes(session) ||
        problem.groups?.some((group) => group.id === session.id && group.loops.includes(id))),
  );
  const ways = waysFor(problem, session).map((way): Way => {
    const planned = { ...way, loops: loops.map(({ id }) => id) };
    const here = new Set(way.people.map(({ person }) => person));
    const [from, to] = [minuteOf(way.start), minuteOf(way.end)];
    return {
      session: planned,
      from,
      to,
      moved: Number(was !== undefined && minuteOf(was.start) !== from),
      replaced: was?.people.filter(({ person }) => !here.has(person)).length ?? 0,
      rerouted: Number(was !== undefined && was.room !== way.room),
    };
  });
  return ways.toSorted((a, b) => costOfChange(a) - costOfChange(b));
}

function costOfChange({ moved, replaced, rerouted }: Way): number {
  const weights = DEFAULT_WEIGHTS;
  return moved * weights.moved + replaced * weights.replaced + rerouted * weights.rerouted;
}

/** No plan with these sessions has a smaller key. */
function leastOf(
  problem: LoopProblem,
  chosen: readonly Way[],
  {
    left,
    wish,
    gone,
  }: { readonly left: readonly string[]; readonly wish: Wish | undefined; readonly gone: number },
): Key {
  const sum = (of: (way: Way) => number): number => chosen.reduce((total, way) => total + of(way), 0);
  const counts = {
    times: gone + sum(({ moved }) => moved),
    people: sum(({ replaced }) => replaced),
    told: wish === 'told' ? toldBy(problem, chosen) : 0,
  };
  const cost = sum(costOfChange) + left.length * DEFAULT_WEIGHTS.unplaced + gone * DEFAULT_WEIGHTS.moved;
  return [left.length, wish === undefined ? 0 : counts[wish], cost];
}

/** Whoever is told of these changes is told whatever else changes. */
function toldBy(problem: LoopProblem, chosen: readonly Way[]): number {
  const ids = new Set(chosen.map(({ session }) => session.session));
  const before = (problem.previous?.sessions ?? []).filter(({ session }) => ids.has(session));
  return tellingsOf(
    problem,
    changesBetween(
      before,
      chosen.map(({ session }) => session),
    ),
  ).length;
}

function keyIfRight(
  problem: LoopProblem,
  chosen: readonly Way[],
  { left, wish }: { readonly left: readonly string[]; readonly wish: Wish | undefined },
): Key | undefined {
  const sessions = chosen.map(({ session }) => session);
  const unplaced = left.map((loop): Unplaced => ({ loop, because: [], text: '', relax: [] }));
  const { broken, cost } = checkPlan(problem, { sessions, unplaced, cost: NO_COST });
  return broken.length === 0
    ? keyOf(problem, sessions, { unplaced: left, cost: cost.total, wish })
    : undefined;
}

function candidatesOf(problem: LoopProblem): (session: PlannedSession) => readonly string[] {
  const debriefs = new Set(
    problem.loops.flatMap(({ sessions }) =>
      sessions.filter(({ kind }) => kind === 'debrief').map(({ id }) => id),
    ),
  );
  return ({ session, loops }) =>
    debriefs.has(session)
      ? []
      : loops.flatMap((loop) => problem.loops.find(({ id }) => id === loop)?.candidate ?? []);
}

function collide(candidates: (session: PlannedSession) => readonly string[], a: Way, b: Way): boolean {
  if (a.to <= b.from || b.to <= a.from) return false;
  const shared = (one: readonly string[], other: readonly string[]): boolean =>
    one.some((id) => other.includes(id));
  const people = ({ session }: Way): string[] => session.people.map(({ person }) => person);
  return (
    shared(people(a), people(b)) ||
    shared(candidates(a.session), candidates(b.session)) ||
    (a.session.room !== undefined && a.session.room === b.session.room)
  );
}

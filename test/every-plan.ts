import {
  NO_COST,
  type LoopProblem,
  type PlannedSession,
  type ProblemSession,
  type Seated,
} from '#domain/planning/loop-problem.ts';
import { clockMinutesAt, instantText, minuteAt, minuteOf } from '#domain/time/zoned.ts';
import { checkPlan } from '#solver/check.ts';

/**
 * The least cost of any plan that places the only loop, by trying all of them; null when none is right. What is
 * right and what it costs is the judge's word alone; nothing of the search is used.
 */
export function leastCost(problem: LoopProblem): number | null {
  const sessions = [...problem.loops.flatMap((loop) => loop.sessions), ...(problem.groups ?? [])];
  const choices = sessions.map((session) => waysFor(problem, session));
  let least: number | null = null;
  const walk = (chosen: readonly PlannedSession[]): void => {
    const ways = choices[chosen.length];
    if (ways === undefined) {
      const cost = costIfRight(problem, chosen);
      if (cost !== null && (least === null || cost < least)) least = cost;
      return;
    }
    for (const way of ways) if (!clashes(problem, chosen, way)) walk([...chosen, way]);
  };
  walk([]);
  return least;
}

function costIfRight(problem: LoopProblem, sessions: readonly PlannedSession[]): number | null {
  const plan = { sessions, unplaced: [], cost: NO_COST };
  const { broken, cost } = checkPlan(problem, plan);
  return broken.length === 0 ? cost.total : null;
}

const LOCAL: ReadonlySet<string> = new Set(['grid', 'hours', 'window', 'works', 'busy', 'room', 'candidate']);

/** Every start, room and filling of one session that breaks no rule by itself. */
export function waysFor(problem: LoopProblem, session: ProblemSession): PlannedSession[] {
  const rooms = session.room === undefined ? [undefined] : (problem.rooms ?? []).map((room) => room.id);
  const ways: PlannedSession[] = [];
  for (const minute of startsOf(problem)) {
    for (const room of rooms) {
      for (const people of fillings(problem, session, 0)) {
        const way: PlannedSession = {
          session: session.id,
          loops: ['l'],
          start: instantText(minute, problem.timeZone),
          end: instantText(minute + session.minutes, problem.timeZone),
          people,
          ...(room === undefined ? {} : { room }),
        };
        const { broken } = checkPlan(problem, { sessions: [way], unplaced: [], cost: NO_COST });
        const wrong = broken.some((one) => LOCAL.has(one.rule) && one.session === session.id);
        ways.push(...(wrong ? [] : [way]));
      }
    }
  }
  return ways;
}

function startsOf(problem: LoopProblem): number[] {
  const grid = problem.grid ?? 15;
  return problem.days.flatMap((date) => {
    const [from, to] = [problem.hours.from, problem.hours.to].map((time) =>
      minuteAt(date, time, problem.timeZone),
    );
    const starts: number[] = [];
    for (let minute = from ?? 0; minute < (to ?? 0); minute += 1) {
      if (clockMinutesAt(minute, problem.timeZone) % grid === 0) starts.push(minute);
    }
    return starts;
  });
}

function fillings(problem: LoopProblem, session: ProblemSession, index: number): Seated[][] {
  const seat = session.seats[index];
  if (seat === undefined) return [[]];
  const everybody = problem.people.map((person) => person.id);
  const listed = seat.people ?? everybody;
  const may = seat.pool === undefined ? listed : (problem.pools?.[seat.pool] ?? []);
  const most = seat.everyone === true ? may.length : (seat.count ?? 1);
  const fewest = seat.everyone === true || seat.optional === true ? 0 : most;
  const rest = fillings(problem, session, index + 1);
  return subsets([...new Set(may)], fewest, most).flatMap((people) =>
    rest
      .filter((others) => others.every((other) => !people.includes(other.person)))
      .map((others) => [
        ...people.map((person) => ({ person, seat: index, role: seat.role ?? 'panelist' })),
        ...others,
      ]),
  );
}

function subsets(list: readonly string[], fewest: number, most: number): string[][] {
  let found: string[][] = [[]];
  for (const item of list) found = found.flatMap((set) => [set, [...set, item]]);
  return found.filter((set) => set.length >= fewest && set.length <= most);
}

/** Sessions with the candidate may not overlap; only this is told early, to keep the count down. */
function clashes(problem: LoopProblem, chosen: readonly PlannedSession[], way: PlannedSession): boolean {
  const debriefs = new Set(
    problem.loops.flatMap((loop) =>
      loop.sessions.filter(({ kind }) => kind === 'debrief').map(({ id }) => id),
    ),
  );
  if (debriefs.has(way.session)) return false;
  return chosen.some(
    (other) =>
      !debriefs.has(other.session) &&
      minuteOf(other.start) < minuteOf(way.end) &&
      minuteOf(way.start) < minuteOf(other.end),
  );
}

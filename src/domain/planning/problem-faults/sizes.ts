import { type Fault, faultAt } from '#domain/fault.ts';
import type { LoopProblem } from '#domain/planning/loop-problem.ts';

/** The order of so many sessions can be looked through; each one more doubles the work. */
const MOST_SESSIONS = 16;

/**
 * Loops with more sessions than can be planned, those of their groups included. Where their minutes alone fill more
 * than the dates hold they are let pass: then the plan says that they cannot fit, and why.
 */
export function sizeFaults(problem: LoopProblem): readonly Fault[] {
  const { loops, groups = [], days, hours } = problem;
  const perDay = minutesOf(hours.to) - minutesOf(hours.from);
  return loops.flatMap((loop, at) => {
    const all = [...loop.sessions, ...groups.filter((group) => group.loops.includes(loop.id))];
    const own = all.filter(({ kind }) => kind !== 'debrief');
    const minutes = own.reduce((sum, session) => sum + session.minutes, 0);
    const dates = Math.min(loop.maxDays ?? 1, days.length);
    if (own.length <= MOST_SESSIONS || minutes > dates * perDay) return [];
    const found = `${own.length} sessions with the candidate`;
    const expected = `at most ${MOST_SESSIONS} in a loop, those of its groups included`;
    return [
      {
        ...faultAt(['loops', at, 'sessions'], [], expected, 'Put some together, or make two loops of it.'),
        found,
      },
    ];
  });
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

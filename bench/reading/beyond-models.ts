import type { LoopProblem, ProblemLoop, ProblemSession, Seat } from '#domain/planning/loop-problem.ts';

/** Throws with the first thing in the problem that the peers' models do not hold, so that no peer is asked another question. */
export function refuseBeyondModels(problem: LoopProblem): void {
  const grid = problem.grid ?? 15;
  refuse((problem.walking ?? []).length > 0, 'walking between sites');
  refuse(problem.previous !== undefined, 'a previous plan');
  refuse((problem.frozen ?? []).length > 0, 'frozen sessions');
  refuse(
    problem.people.some(({ gap = 0 }) => gap > 0),
    'a gap between the sessions of a person',
  );
  for (const loop of problem.loops) refuseLoop(loop);
  for (const group of problem.groups ?? [])
    refuse(group.last === true || group.after !== undefined, 'a group session after other sessions');
  for (const session of [...problem.loops.flatMap((loop) => loop.sessions), ...(problem.groups ?? [])]) {
    refuse(session.minutes % grid !== 0, `${session.minutes} minutes on a grid of ${grid}`);
    refuseSession(session);
  }
}

function refuseLoop(loop: ProblemLoop): void {
  refuse((loop.maxDays ?? 1) > 1, 'a loop of several dates');
  refuse(loop.gap !== undefined || loop.stretch !== undefined, 'gap and stretch');
}

function refuseSession(session: ProblemSession): void {
  refuse(session.kind === 'debrief', 'debriefs');
  for (const seat of session.seats) refuseSeat(seat);
}

function refuseSeat(seat: Seat): void {
  refuse(seat.everyone === true, 'a seat for everyone');
  refuse(seat.optional === true, 'optional seats');
}

function refuse(present: boolean, what: string): void {
  if (present) throw new RangeError(`the peers' models do not hold ${what}`);
}

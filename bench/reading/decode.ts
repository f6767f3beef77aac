/** From what a peer found (starts and who sits) to a plan file. */
import { costOf } from '#solver/cost.ts';
import type { LoopPlan, LoopProblem, PlannedSession } from '#domain/planning/loop-problem.ts';
import { instantText } from '#domain/time/zoned.ts';
import type { Found } from './found.ts';
import type { PeerProblem } from './peer-problem.ts';

export function decode(problem: LoopProblem, peer: PeerProblem, found: Found): LoopPlan {
  const placed = peer.loops.map((loop) =>
    loop.tasks.every((task) => peer.tasks[task]?.group === true || (found.starts[task] ?? -1) >= 0),
  );
  const held = peer.tasks.filter(
    (task) => (found.starts[task.index] ?? -1) >= 0 && task.loops.some((loop) => placed[loop] === true),
  );
  const rooms = nameRooms(
    peer,
    found,
    held.map(({ index }) => index),
  );
  const sessions = held
    .map((task): PlannedSession => {
      const start = peer.minuteOf[found.starts[task.index] ?? 0] ?? 0;
      const room = rooms.get(task.index);
      return {
        session: task.session.id,
        loops: task.loops.filter((loop) => placed[loop] === true).map((loop) => peer.loops[loop]?.id ?? ''),
        start: instantText(start, problem.timeZone),
        end: instantText(start + task.session.minutes, problem.timeZone),
        people: task.places.flatMap((place, at) =>
          (found.seated[task.index]?.[at] ?? []).map((person, index) => {
            const seat = place.seats[index] ?? 0;
            return {
              person: peer.people[person]?.id ?? '',
              seat,
              role: task.session.seats[seat]?.role ?? ('panelist' as const),
            };
          }),
        ),
        ...(room === undefined ? {} : { room }),
      };
    })
    .toSorted((a, b) => Date.parse(a.start) - Date.parse(b.start) || (a.session < b.session ? -1 : 1));
  const unplaced = peer.loops.filter((_, index) => placed[index] !== true).map(({ id }) => id);
  return {
    format: 'loop-plan/1',
    status: unplaced.length === 0 ? 'complete' : sessions.length === 0 ? 'empty' : 'partial',
    cost: costOf(problem, sessions, unplaced),
    bound: null,
    sessions,
    unplaced: unplaced.map((loop) => ({ loop, because: [], text: 'not placed', relax: [] })),
    run: { seed: 0, seconds: 0, iterations: 0, stopped: 'time' },
  };
}

/** Rooms of one set stand for each other, so the first free one in order of the starts always does. */
function nameRooms(peer: PeerProblem, found: Found, held: readonly number[]): ReadonlyMap<number, string> {
  const named = new Map<number, string>();
  for (const [index, rooms] of peer.rooms.entries()) {
    const freeFrom = rooms.map(() => 0);
    const tasks = held
      .filter((task) => peer.tasks[task]?.rooms === index)
      .toSorted((a, b) => (found.starts[a] ?? 0) - (found.starts[b] ?? 0));
    for (const task of tasks) {
      const start = found.starts[task] ?? 0;
      const free = freeFrom.findIndex((from) => from <= start);
      const room = rooms[free];
      if (room === undefined) throw new Error(`no room is left for ${peer.tasks[task]?.session.id ?? ''}`);
      freeFrom[free] = start + (peer.tasks[task]?.length ?? 0);
      named.set(task, room);
    }
  }
  return named;
}

import { commonStarts, type PeerProblem } from '../reading/peer-problem.ts';

type Set = { readonly set: readonly number[] };

/** A seat of one person in a task; a place of two people is two chairs. */
export type Chair = { readonly task: number; readonly place: number; readonly people: readonly number[] };

export function chairsOf(problem: PeerProblem): readonly Chair[] {
  return problem.tasks.flatMap((task) =>
    task.places.flatMap(({ count, people }, place) =>
      Array.from({ length: count }, () => ({ task: task.index, place, people })),
    ),
  );
}

/** What `loops.mzn` asks for, as MiniZinc reads it from a JSON file; indices count from 1 there. */
export function minizincData(problem: PeerProblem): Readonly<Record<string, unknown>> {
  const { tasks, loops, people, slots, weights } = problem;
  const chairs = chairsOf(problem);
  const lengths = [...new Set(tasks.map(({ length }) => length))];
  const weeks = [...new Set(problem.weekOf)];
  return {
    slots,
    days: problem.weekOf.length,
    firstSlot: problem.firstSlot,
    week: problem.weekOf.map((week) => weeks.indexOf(week) + 1),
    people: people.length,
    fairLeft: people.map(({ fairLeft }) => Math.min(fairLeft, chairs.length)),
    maxPerDay: people.map(({ maxPerDay }) => Math.min(maxPerDay, chairs.length)),
    maxPerWeek: people.map(({ maxPerWeek }) => Math.min(maxPerWeek, chairs.length)),
    tasks: tasks.length,
    length: tasks.map(({ length }) => length),
    startsAt: tasks.map((task) => setOf(commonStarts(problem, task))),
    chairs: chairs.length,
    task: chairs.map(({ task }) => task + 1),
    mayHold: chairs.map((chair) => setOf(chair.people.map((person) => person + 1))),
    kind: chairs.map(({ task }) => lengths.indexOf(tasks[task]?.length ?? 0) + 1),
    kinds: lengths.length,
    fits: lengths.flatMap((length) => people.flatMap((person) => [...person.fits(length)])),
    twins: chairs.flatMap((chair, index) => {
      const next = chairs[index + 1];
      return next?.task === chair.task && next.place === chair.place ? [[index + 1, index + 2]] : [];
    }),
    order: tasks.flatMap((task) => task.before.map((earlier) => [earlier + 1, task.index + 1])),
    loops: loops.length,
    taskOf: loops.map((loop) => setOf(loop.tasks.map((task) => task + 1))),
    chairsApart: loops.map((loop) =>
      setOf(
        chairs.flatMap(({ task }, index) =>
          loop.tasks.includes(task) && tasks[task]?.group === false && !loop.meetAgain ? [index + 1] : [],
        ),
      ),
    ),
    roomKinds: problem.rooms.length,
    rooms: problem.rooms.map(({ length }) => length),
    inRooms: problem.rooms.map((_, kind) =>
      setOf(tasks.filter(({ rooms }) => rooms === kind).map(({ index }) => index + 1)),
    ),
    waitingCost: weights.waiting * problem.grid,
    preferenceCost: weights.preference,
    overloadCost: weights.overload,
    delayCost: weights.delay,
    constant: problem.constant,
  };
}

function setOf(values: readonly number[]): Set {
  return { set: values };
}

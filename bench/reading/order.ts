import type { Task } from './peer-problem.ts';

type Bare = Omit<Task, 'before'>;
type Before = readonly Set<number>[];

/**
 * For each task, those that have ended before it starts: `after`, `first` and `last`, and alike sessions of one loop
 * in the order of the file, which loses no plan and spares every peer the mirror images.
 */
export function orderOf(tasks: readonly Bare[]): readonly (readonly number[])[] {
  const byId = new Map(tasks.map((task) => [task.session.id, task.index]));
  const before: Before = tasks.map(
    (task) => new Set((task.session.after ?? []).flatMap((id) => byId.get(id) ?? [])),
  );
  const ofLoops = Map.groupBy(
    tasks.flatMap((task) => task.loops.map((loop) => ({ loop, task }))),
    ({ loop }) => loop,
  );
  const loops = [...ofLoops.values()].map((members) => members.map(({ task }) => task));
  for (const members of loops) for (const task of members) putAtEnds(before, members, task);
  const wishes = tasks.map((task) => wishOf(task, before));
  for (const members of loops) {
    const own = members.filter(({ group }) => !group);
    for (const alike of Map.groupBy(own, ({ index }) => wishes[index] ?? '').values())
      putInRow(before, alike);
  }
  return before.map((set) => [...set].toSorted((a, b) => a - b));
}

/** What is `first` comes before all others of the loop, what is `last` after them. */
function putAtEnds(before: Before, members: readonly Bare[], task: Bare): void {
  const others = members.filter((other) => other !== task);
  for (const other of others) {
    if (task.session.first === true) before[other.index]?.add(task.index);
    if (task.session.last === true) before[task.index]?.add(other.index);
  }
}

function putInRow(before: Before, alike: readonly Bare[]): void {
  for (const [at, task] of alike.entries()) {
    const next = alike[at + 1];
    if (next !== undefined) before[next.index]?.add(task.index);
  }
}

/** What the session asks for, its neighbours in the order included: equal texts may trade places. */
function wishOf(task: Bare, before: Before): string {
  const earlier = [...(before[task.index] ?? [])];
  const later = before.flatMap((set, index) => (set.has(task.index) ? [index] : []));
  const places = task.places.map(({ count, people }) => [count, people]);
  return JSON.stringify([task.length, task.starts, places, task.rooms, earlier, later]);
}

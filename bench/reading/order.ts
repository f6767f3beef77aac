import type { Task } from './peer-problem.ts';

type Bare = Omit<Task, 'before'>;

/**
 * For each task, those that have ended before it starts: `after`, `first` and `last`, and alike sessions of one loop
 * in the order of the file, which loses no plan and spares every peer the mirror images.
 */
export function orderOf(tasks: readonly Bare[]): readonly (readonly number[])[] {
  const byId = new Map(tasks.map((task) => [task.session.id, task.index]));
  const byLoop = Map.groupBy(
    tasks.flatMap((task) => task.loops.map((loop) => ({ loop, task }))),
    ({ loop }) => loop,
  );
  const before = tasks.map(
    (task) => new Set((task.session.after ?? []).flatMap((id) => byId.get(id) ?? [])),
  );
  for (const members of byLoop.values()) {
    for (const { task } of members) {
      for (const { task: other } of members) {
        if (other === task) continue;
        if (task.session.first === true) before[other.index]?.add(task.index);
        if (task.session.last === true) before[task.index]?.add(other.index);
      }
    }
  }
  const wishes = tasks.map((task) => wishOf(task, before));
  for (const members of byLoop.values()) {
    const alike = Map.groupBy(
      members.filter(({ task }) => !task.group),
      ({ task }) => wishes[task.index] ?? '',
    );
    for (const group of alike.values()) {
      for (const [at, { task }] of group.entries()) {
        const next = group[at + 1]?.task;
        if (next !== undefined) before[next.index]?.add(task.index);
      }
    }
  }
  return before.map((set) => [...set].toSorted((a, b) => a - b));
}

/** What the session asks for, its neighbours in the order included: equal texts may trade places. */
function wishOf(task: Bare, before: readonly ReadonlySet<number>[]): string {
  const earlier = [...(before[task.index] ?? [])];
  const later = before.flatMap((set, index) => (set.has(task.index) ? [index] : []));
  const places = task.places.map(({ count, people }) => [count, people]);
  return JSON.stringify([task.length, task.starts, places, task.rooms, earlier, later]);
}

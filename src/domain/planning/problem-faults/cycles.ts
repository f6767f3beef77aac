import { type Fault, faultAt } from '#domain/fault.ts';
import type { LoopProblem } from '#domain/planning/loop-problem.ts';
import { everySession } from '#domain/planning/problem-faults/walk.ts';

/** Sessions that wait for each other: one fault for each circle, at the session that the file names first. */
export function cycleFaults(problem: LoopProblem): readonly Fault[] {
  const sessions = everySession(problem);
  const after = new Map(sessions.map(({ item }) => [item.id, item.after ?? []]));
  const done = new Set<string>();
  return sessions.flatMap(({ path, item }) => {
    const cycle = cycleFrom(item.id, after, done);
    if (cycle === undefined) return [];
    const circle = cycle.map((id) => JSON.stringify(id)).join(' after ');
    return [{ ...faultAt([...path, 'after'], [], 'an order without a circle'), found: circle }];
  });
}

/** The first circle that can be reached from `start`, from one of its sessions round to the same; `done` is marked. */
function cycleFrom(
  start: string,
  after: ReadonlyMap<string, readonly string[]>,
  done: Set<string>,
): readonly string[] | undefined {
  const trail: string[] = [];
  const waiting: { readonly id: string; readonly leaves?: true }[] = [{ id: start }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { id } = next;
    if (next.leaves === true) {
      trail.pop();
      done.add(id);
    } else if (trail.includes(id)) {
      const cycle = [...trail.slice(trail.indexOf(id)), id];
      for (const passed of trail) done.add(passed);
      return cycle;
    } else if (!done.has(id)) {
      trail.push(id);
      waiting.push({ id, leaves: true }, ...(after.get(id) ?? []).map((before) => ({ id: before })));
    }
  }
  return undefined;
}

import type { Model } from './model.ts';

/** Minutes that a session takes of somebody, all in all, where only an idea of it is wanted. */
const TYPICAL = 45;
const NEVER_FREE = new Int32Array(0);

/**
 * How much each person is asked for: over the lists of people that seats name and the person is on, places to fill
 * per session that all the list's people could hold. Where it costs the same, who is asked for least should sit.
 */
export function demandOf({ people, sessions, ...model }: Omit<Model, 'demand'>): number[] {
  const capacity = people.map(({ index, maxPerDay, maxPerWeek }) => {
    const { days, weeks } = model.calendar;
    const free = model.free[index] ?? NEVER_FREE;
    let slots = 0;
    for (let slot = 0; slot < free.length; slot += 1) if ((free[slot] ?? 0) >= TYPICAL) slots += 1;
    const minutes = slots * (model.problem.grid ?? 15);
    return Math.min(maxPerWeek * weeks, maxPerDay * days.length, minutes / TYPICAL);
  });
  const places = new Map<number, number>();
  for (const { set, count } of sessions.flatMap(({ seats }) => seats))
    places.set(set, (places.get(set) ?? 0) + count);
  const demand = people.map(() => 0);
  for (const [set, count] of places) {
    const list = model.sets[set] ?? [];
    const sessionsLeft = list.reduce((sum, person) => sum + (capacity[person] ?? 0), 0);
    for (const person of list) demand[person] = (demand[person] ?? 0) + count / Math.max(1, sessionsLeft);
  }
  return demand;
}

import { at } from '#solver/at.ts';
import type { LoopModel, Model } from '#solver/model/model.ts';
import { movableGroups, settleGroup } from './groups.ts';
import { putAsBefore } from './frozen.ts';
import { insertBest } from './insert.ts';
import { take } from './state.ts';
import type { State } from './state.ts';

/**
 * A first plan: every loop inserted where it costs least beside those before it, the least free first; groups
 * before all, each at a time that suits its loops together.
 */
export function construct(state: State, loops: readonly number[], stop: () => boolean): void {
  // A repair keeps first what can stay as it was, so that what must change gives way to it.
  const kept = new Set(loops.filter((loop) => keepAsBefore(state, loop, stop)));
  const order = hardestFirst(
    state.model,
    loops.filter((loop) => !kept.has(loop)),
  );
  const waiting = new Set(order);
  for (const group of movableGroups(state, loops)) {
    const members = order.filter((loop) => waiting.has(loop) && group.loops.includes(loop));
    if (members.length === 0 || stop()) continue;
    settleGroup(state, group, members, stop);
    for (const loop of members) waiting.delete(loop);
  }
  for (const loop of waiting) {
    if (stop()) return;
    insertBest(state, loop, { stop });
  }
}

/** Places the loop as in the previous plan, if all of it can stand there and breaks no rule together. */
function keepAsBefore(state: State, loop: number, stop: () => boolean): boolean {
  const added: number[] = [];
  const all = at(state.model.loops, loop).sessions.every((index) => {
    if (state.placed[index] !== undefined) return true;
    const stands = putAsBefore(state, at(state.model.sessions, index));
    if (stands) added.push(index);
    return stands;
  });
  // With every session standing the insertion only checks the rules of the loop as a whole.
  if (all && insertBest(state, loop, { stop }) !== undefined) return true;
  for (const index of added) take(state, index);
  return false;
}

function hardestFirst(model: Model, loops: readonly number[]): number[] {
  const ease = new Map(loops.map((loop) => [loop, easeOf(model, at(model.loops, loop))]));
  return loops.toSorted((a, b) => (ease.get(a) ?? 0) - (ease.get(b) ?? 0) || a - b);
}

/** Minutes in which the candidate may come, less where sessions take more of them; frozen sessions go first. */
function easeOf(model: Model, loop: LoopModel): number {
  const { available } = at(model.candidates, loop.candidate);
  const { calendar } = model;
  const whole = calendar.close.reduce(
    (sum, close, day) => sum + close - at(calendar.start, at(calendar.firstSlot, day)),
    0,
  );
  const minutes = available?.reduce((sum, [from, to]) => sum + Math.max(0, to - from), 0) ?? whole;
  const sessions = loop.sessions.map((index) => at(model.sessions, index));
  const taken = sessions.reduce((sum, session) => sum + session.minutes, 0);
  return sessions.some((session) => session.frozen) ? -1 : Math.min(minutes, whole) - taken;
}

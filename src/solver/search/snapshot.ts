import { at } from '#solver/at.ts';
import { put, take } from './state.ts';
import type { Placement, State } from './state.ts';

/** Where the sessions of some loops stand, so that a change can be undone. */
export type Snapshot = {
  readonly loops: readonly number[];
  readonly active: readonly boolean[];
  readonly sessions: readonly number[];
  readonly placements: readonly (Placement | undefined)[];
};

export function snapshotOf(state: State, loops: readonly number[]): Snapshot {
  const sessions = [...new Set(loops.flatMap((loop) => at(state.model.loops, loop).sessions))];
  return {
    loops,
    active: loops.map((loop) => at(state.active, loop)),
    sessions,
    placements: sessions.map((session) => state.placed[session]),
  };
}

export function restore(state: State, snapshot: Snapshot): void {
  snapshot.sessions.forEach((session) => take(state, session));
  for (const placement of snapshot.placements) if (placement !== undefined) put(state, placement);
  snapshot.loops.forEach((loop, index) => {
    state.active[loop] = at(snapshot.active, index);
  });
}

import { at } from '#solver/at.ts';
import { newEffort } from '#solver/one-loop/effort.ts';
import { ONE_CLASS, placeLoop } from '#solver/one-loop/one-loop.ts';
import { newRanking, ranked } from '#solver/one-loop/ranking.ts';
import { insertLoop } from './state.ts';
import type { State } from './state.ts';

/** Nodes that one insertion may cost while many loops are searched; beyond, its best so far is taken. */
const NODES = 20_000;

/** Puts the loop where it costs least beside the others. False when it does not fit, or nothing was found in time. */
export function insertBest(
  state: State,
  loop: number,
  stop: () => boolean,
  absent?: ReadonlySet<number>,
): boolean {
  const ranking = newRanking(1);
  placeLoop(state, at(state.model.loops, loop), ranking, {
    effort: newEffort(NODES, stop),
    classOf: ONE_CLASS,
    ...(absent === undefined ? {} : { absent }),
  });
  const best = ranked(ranking)[0];
  if (best === undefined) return false;
  insertLoop(state, loop, best.placements);
  return true;
}

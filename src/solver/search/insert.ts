import { at } from '#solver/at.ts';
import { newEffort } from '#solver/one-loop/effort.ts';
import { ONE_CLASS, placeLoop } from '#solver/one-loop/one-loop.ts';
import type { Leeway } from '#solver/one-loop/pieces.ts';
import { newRanking, ranked } from '#solver/one-loop/ranking.ts';
import { insertLoop } from './state.ts';
import type { State } from './state.ts';

/** Nodes that one insertion may cost while many loops are searched; beyond, its best so far is taken. */
export const INSERTION_NODES = 20_000;

export type Wish = Pick<Leeway, 'absent' | 'closed'> & {
  readonly stop: () => boolean;
  /** Only an insertion that costs less is wanted. */
  readonly limit?: number;
};

/**
 * Puts the loop where it costs least beside the others, and returns what it adds to the cost; undefined when it does
 * not fit, or nothing was found in time.
 */
export function insertBest(state: State, loop: number, wish: Wish): number | undefined {
  const ranking = newRanking(1, wish.limit);
  placeLoop(state, at(state.model.loops, loop), ranking, {
    effort: newEffort(INSERTION_NODES, wish.stop),
    classOf: ONE_CLASS,
    absent: wish.absent,
    closed: wish.closed,
  });
  const best = ranked(ranking)[0];
  if (best !== undefined) insertLoop(state, loop, best.placements);
  return best?.cost;
}

import { planCost } from './cost.ts';
import { insertBest } from './insert.ts';
import { blink } from '#solver/search/moves/blink.ts';
import type { Field } from '#solver/search/moves/move.ts';
import { shuffled } from './random.ts';
import { removeLoop } from './state.ts';

/** Takes every loop out, puts all back in an order by chance, and returns what the plan then costs. */
export function startAnew({ state, movable, random, stop }: Field): number {
  for (const loop of movable) removeLoop(state, loop);
  for (const loop of shuffled(random, movable))
    insertBest(state, loop, { stop, ...blink(state, loop, random) });
  return planCost(state).total;
}

import { at } from '#solver/at.ts';
import type { LoopModel, Model } from '#solver/model/model.ts';

/**
 * 1 for each session whose people may change while it stands: nothing of it is frozen, its loops may be moved, and
 * nobody else has to come because they sit there (`everyone`).
 */
export function reseatableOf(model: Model, movable: readonly number[]): Uint8Array {
  const may = new Uint8Array(model.loops.length);
  for (const loop of movable) may[loop] = Number(meetsNobodyAgain(model, at(model.loops, loop)));
  const yes = model.sessions.map(({ frozen, loops }) => !frozen && loops.every((loop) => may[loop] === 1));
  return Uint8Array.from(yes, Number);
}

function meetsNobodyAgain({ sessions }: Model, loop: LoopModel): boolean {
  return loop.sessions.every((index) => at(sessions, index).seats.every(({ everyone }) => !everyone));
}

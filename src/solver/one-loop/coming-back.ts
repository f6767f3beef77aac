/**
 * What a panel costs at least where people of the previous plan could come back.
 *
 * Each place by itself counts whoever may sit there as coming back; where one person fits several places, that gives
 * back more than there is. So the people are counted too, each of them once.
 *
 * This file is a kernel: indices are known to exist, and casts say so.
 */
import { NEVER } from '#solver/model/model.ts';
import { cheapestInto, setRow, type Asked } from '#solver/search/price.ts';
import type { Piece, Place, Task } from './pieces.ts';

/**
 * Rows over the slots of a day whose sum, with everybody of the previous plan replaced, the piece costs at least: each
 * place as if nobody came back, and what those give back who are free. Undefined where they tell nothing new.
 */
export function comingBack(task: Task, piece: Piece, day: number): readonly Int32Array[] | undefined {
  const { places, session, everyone } = piece;
  if (session.previous === undefined || places.length < 2 || everyone !== undefined) return undefined;
  const asked = { minutes: session.minutes, day, price: task.soft };
  const { state } = task;
  const back = new Int32Array(state.rows.slots);
  for (const person of session.previous.people) {
    if (!places.some(({ seat }) => seat.people.includes(person))) continue;
    const own = new Int32Array(state.rows.slots).fill(NEVER);
    cheapestInto(state, own, [person], { ...asked, extraOf: () => 0 });
    own.forEach((cost, index) => {
      if (cost < NEVER) back[index] = (back[index] as number) - task.model.weights.replaced;
    });
  }
  return [...places.map((place) => asNew(task, place, asked)), back];
}

/** What the cheapest person costs in the place, whoever sat there before. */
function asNew({ state, model }: Task, { seat, column }: Place, asked: Asked): Int32Array {
  if (seat.set >= 0 && column < 0) return setRow(state, seat.set, asked);
  const row = new Int32Array(state.rows.slots).fill(column < 0 ? NEVER : model.weights.unfilled);
  cheapestInto(state, row, seat.people, { ...asked, extraOf: () => 0 });
  return row;
}

/** Rules of the loop that no times can keep, found without trying any. */
import { at } from '#solver/at.ts';
import type { Task } from './pieces.ts';

export function contradictory(task: Task): boolean {
  return gapsClash(task) || waitsForDebrief(task) || goesInCircles(task.order.precedes) || fillsTooMuch(task);
}

/** Two sessions of one date have a gap between them, and more sessions than dates means two on one. */
function gapsClash({ loop, pieces }: Task): boolean {
  return loop.gapMin > loop.gapMax && pieces.length > loop.maxDays;
}

/** A debrief comes when all else has ended. */
function waitsForDebrief({ pieces, debriefs }: Task): boolean {
  return pieces.some(({ session }) =>
    debriefs.some((debrief) => session.after.includes(debrief.session.index)),
  );
}

/** The minutes of the sessions are more than the dates hold, whatever the order. */
function fillsTooMuch({ loop, pieces, model }: Task): boolean {
  const { close, start, firstSlot } = model.calendar;
  if (start.length === 0) return pieces.length > 0;
  const spans = close.map((until, day) => until - at(start, Math.min(at(firstSlot, day), start.length - 1)));
  const longest = spans.toSorted((a, b) => b - a).slice(0, loop.maxDays);
  const room = longest.reduce((sum, minutes) => sum + minutes + loop.gapMin, 0);
  return pieces.reduce((sum, { session }) => sum + session.minutes + loop.gapMin, 0) > room;
}

/** As many bits as a set has for certain. */
const MOST_PIECES = 30;

/** Takes away what waits for nothing until none is left; `precedes` has the bits of those that come before each. */
function goesInCircles(precedes: readonly number[]): boolean {
  if (precedes.length > MOST_PIECES) return false;
  let left = (1 << precedes.length) - 1;
  for (let taken = -1; taken !== 0; left &= ~taken) {
    taken = 0;
    for (let piece = 0; piece < precedes.length; piece += 1) {
      if ((left >> piece) & 1 && (at(precedes, piece) & left) === 0) taken |= 1 << piece;
    }
  }
  return left !== 0;
}
